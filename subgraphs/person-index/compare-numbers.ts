import type { EncodedRecord } from '../../common/likeness/encode'
import type { ValueTokens } from '../../common/likeness/likeness'
import { numberAgreement } from './matching/decisions/decide'
import type { Agree, NumberAgreement } from './matching/misfiled-numbers'
import { patternOf } from './matching/scoring/pattern'
import type { KeyedRegistration } from './message-order'
import type { IndexModels } from './models'
import type { LikenessSealer } from './search/likeness-sealer'
import { readValues } from './search/read-values'
import { encodedOf, typicalRarity } from './search/typical-rarity'

/** Compares records that have one NHS number by their names and dates of birth, as stored or as about to be. */
export class NumberComparer {
  readonly #models: Pick<IndexModels, 'likenesses'>
  readonly #sealer: LikenessSealer | null

  /** @param sealer null: the index keeps no likenesses, and nothing can contradict a number */
  constructor(models: Pick<IndexModels, 'likenesses'>, sealer: LikenessSealer | null) {
    this.#models = models
    this.#sealer = sealer
  }

  /** @param proposed registrations that are about to be stored, in the place of what is */
  async compare(
    keys: readonly string[],
    proposed: readonly KeyedRegistration[] = [],
  ): Promise<Agree> {
    const sealer = this.#sealer
    if (!sealer) return () => 'UNKNOWN'
    const stored = await readValues(this.#models, sealer, keys)
    const encoded = new Map([...stored].map(([key, values]) => [key, encode(values)]))
    for (const { key, likeness } of proposed)
      if (likeness) encoded.set(key, encode(likeness.values))
      else encoded.delete(key)
    const known = new Map<string, NumberAgreement>()
    // A record that only follows is compared beside all that count: each pair once.
    return (one, other) => {
      const pair = `${one}\n${other}`
      const agreement = known.get(pair) ?? agreementOf(encoded.get(one), encoded.get(other))
      known.set(pair, agreement)
      return agreement
    }
  }
}

/** What may bear a number out, and nothing else: of one number there may be many. */
function encode({ givenNames, familyName, dateOfBirth }: ValueTokens): EncodedRecord {
  const own = Object.entries({ givenNames, familyName, dateOfBirth })
  return encodedOf(Object.fromEntries(own.filter(([, values]) => values !== undefined)))
}

function agreementOf(one: EncodedRecord | undefined, other: EncodedRecord | undefined) {
  return one && other ? numberAgreement(patternOf(one, other, typicalRarity)) : 'UNKNOWN'
}
