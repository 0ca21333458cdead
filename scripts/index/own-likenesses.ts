import type { EncodedRecord } from '../../common/likeness/encode'
import { fieldNames } from '../../common/likeness/fields'
import type { ValueTokens } from '../../common/likeness/likeness'
import type { BaseSettings } from '../../common/settings'
import { refuseOtherKeys } from '../../subgraphs/person-index/keys/key-state'
import { openOwnKeys } from '../../subgraphs/person-index/keys/own-keys'
import type { LikenessDocument } from '../../subgraphs/person-index/documents'
import { agencyOf } from '../../subgraphs/person-index/matching/linkable-record'
import type { IndexModels } from '../../subgraphs/person-index/models'
import type { LikenessSealer } from '../../subgraphs/person-index/search/likeness-sealer'
import {
  bytesOf,
  createLikenessSealer,
  lookupsOf,
} from '../../subgraphs/person-index/search/likeness-sealer'
import { readIndex } from './index-models'

/** What the index on this machine holds of everybody, as it is compared. */
export interface OwnLikenesses {
  readonly records: readonly EncodedRecord[]
  readonly agencies: readonly number[]
  readonly keys: readonly string[]
  /** Whether one of two records that share a key looks for the other. */
  readonly isCandidate: (a: number, b: number) => boolean
}

/** Reads the index's likenesses; its service may run meanwhile. */
export function readOwnLikenesses(
  settings: Pick<BaseSettings, 'mongodbUri' | 'dataFolder' | 'mode'>,
): Promise<OwnLikenesses> {
  return readIndex(settings, async (models) => {
    const keys = openOwnKeys(settings.dataFolder)
    await refuseOtherKeys(models, keys.length)
    const sealer = createLikenessSealer(...keys)
    return likenessesIn(models, sealer)
  })
}

/** Every likeness that an index holds, opened. */
export async function likenessesIn(
  { likenesses }: Pick<IndexModels, 'likenesses'>,
  sealer: LikenessSealer,
): Promise<OwnLikenesses> {
  const stored = await likenesses.find({}).sort({ _id: 1 }).lean()
  const codes = [...new Set(stored.map(({ _id }) => agencyOf(_id)))]
  return {
    records: stored.map((one) =>
      encodedOf(sealer.open(bytesOf(one.values)), [
        ...new Set([...foundBy(one), ...lookedBy(one)]),
      ]),
    ),
    agencies: stored.map(({ _id }) => codes.indexOf(agencyOf(_id))),
    keys: stored.map(({ _id }) => _id),
    isCandidate: meeting(stored),
  }
}

type Keys = Pick<LikenessDocument, 'keys' | 'placeKeys' | 'lookups'>

function foundBy({ keys, placeKeys }: Keys): readonly number[] {
  return [...keys, ...placeKeys]
}

function lookedBy(one: Keys): readonly number[] {
  const { keys, placeKeys } = lookupsOf(one)
  return [...keys, ...placeKeys]
}

function meeting(stored: readonly Keys[]): OwnLikenesses['isCandidate'] {
  const found = stored.map(foundBy)
  const looked = stored.map(lookedBy)
  const finds = (one: number, other: number) =>
    looked[one]?.some((key) => found[other]?.includes(key)) ?? false
  return (a, b) => finds(a, b) || finds(b, a)
}

function encodedOf(values: ValueTokens, keys: readonly number[]): EncodedRecord {
  return {
    values: fieldNames.map((name) => values[name]?.map((one) => ({ ...one, text: null })) ?? null),
    keys: Float64Array.from(keys),
  }
}
