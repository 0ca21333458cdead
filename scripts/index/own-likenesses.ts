import type { EncodedRecord } from '../../common/likeness/encode'
import { fieldNames } from '../../common/likeness/fields'
import type { ValueTokens } from '../../common/likeness/likeness'
import type { BaseSettings } from '../../common/settings'
import { refuseOtherKeys } from '../../subgraphs/person-index/keys/key-state'
import { openOwnKeys } from '../../subgraphs/person-index/keys/own-keys'
import { agencyOf } from '../../subgraphs/person-index/matching/linkable-record'
import type { IndexModels } from '../../subgraphs/person-index/models'
import type { LikenessSealer } from '../../subgraphs/person-index/search/likeness-sealer'
import { createLikenessSealer } from '../../subgraphs/person-index/search/likeness-sealer'
import { readIndex } from './index-models'

/** What the index on this machine holds of everybody, as it is compared. */
export interface OwnLikenesses {
  readonly records: readonly EncodedRecord[]
  readonly agencies: readonly number[]
  readonly keys: readonly string[]
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
    records: stored.map(({ keys, placeKeys, values }) =>
      encodedOf(sealer.open(bytesOf(values)), [...keys, ...placeKeys]),
    ),
    agencies: stored.map(({ _id }) => codes.indexOf(agencyOf(_id))),
    keys: stored.map(({ _id }) => _id),
  }
}

/** The keys of a search stand in for those of linking: two records that share one are compared. */
function encodedOf(values: ValueTokens, keys: readonly number[]): EncodedRecord {
  return {
    values: fieldNames.map((name) => values[name]?.map((one) => ({ ...one, text: null })) ?? null),
    keys: Float64Array.from(keys),
  }
}

/** The driver gives bytes as a `Binary` of BSON. */
function bytesOf(value: Uint8Array | { readonly buffer: Uint8Array }): Uint8Array {
  return value instanceof Uint8Array ? value : value.buffer
}
