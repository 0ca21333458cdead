import type { EncodedRecord } from '../../common/likeness/encode'
import type { Verdict } from '../../subgraphs/person-index/matching/decisions/decide'
import type { Linked, LinkInput } from '../../subgraphs/person-index/matching/link-records'
import { linkRecords } from '../../subgraphs/person-index/matching/link-records'
import type {
  ComparisonMode,
  LinkageModel,
} from '../../subgraphs/person-index/matching/scoring/model'

/** A pair that one model treats otherwise than the other. */
export interface ChangedPair {
  /** Places of both records. */
  readonly a: number
  readonly b: number
  readonly from: Verdict
  readonly to: Verdict
  /** Weights under each model; null: two different NHS numbers. */
  readonly bitsFrom: number | null
  readonly bitsTo: number | null
}

export interface Comparison {
  readonly models: readonly [LinkageModel, LinkageModel]
  readonly records: number
  /** Pairs that were looked at. */
  readonly pairs: number
  /** What changes most comes first: what is linked, or no longer. */
  readonly changes: readonly ChangedPair[]
}

export interface ComparedRecords {
  readonly records: readonly EncodedRecord[]
  readonly agencies: readonly number[]
  readonly mode: ComparisonMode
  /** True: weights as the model has them, as the index uses them; false: estimated from the records. */
  readonly areFixed: boolean
  /** See `LinkInput`. */
  readonly isCandidate?: NonNullable<LinkInput['isCandidate']>
}

/** Which pairs would change hands if the second model took the place of the first. */
export function compareModels(
  models: readonly [LinkageModel, LinkageModel],
  compared: ComparedRecords,
): Comparison {
  const [first, second] = models.map((model) => linkedBy(model, compared))
  if (!first || !second) throw new RangeError('two models are compared')
  const count = compared.records.length
  const before = verdictsOf(first, count)
  const after = verdictsOf(second, count)
  const bits = [first, second].map((linked) => bitsOf(linked, count))
  const bitsAt = (place: 0 | 1, pair: number) => {
    const found = bits[place]?.get(pair) ?? null
    return found === null || found === -Infinity ? null : Math.round(found * 10) / 10
  }
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap(
    (pair): ChangedPair[] => {
      const [from, to] = [before.get(pair) ?? 'NOT_LINKED', after.get(pair) ?? 'NOT_LINKED']
      if (from === to) return []
      const [a, b] = [Math.floor(pair / count), pair % count]
      return [{ a, b, from, to, bitsFrom: bitsAt(0, pair), bitsTo: bitsAt(1, pair) }]
    },
  )
  return {
    ...{ models, records: count, pairs: first.pairs.length },
    changes: changes.toSorted(
      (one, other) => weightOf(other) - weightOf(one) || one.a - other.a || one.b - other.b,
    ),
  }
}

function linkedBy(model: LinkageModel, compared: ComparedRecords): Linked {
  const { areFixed, ...input } = compared
  const estimation = areFixed
    ? { ...model.estimation, rounds: 0, randomPairs: 0 }
    : model.estimation
  return linkRecords({ ...input, model: { ...model, estimation }, cut: 'AUTOMATIC' })
}

/** Verdicts by pair, `a * count + b`. */
function verdictsOf({ judged }: Linked, count: number): ReadonlyMap<number, Verdict> {
  return new Map(judged.map(({ a, b, status }) => [a * count + b, status]))
}

function bitsOf({ pairs }: Linked, count: number): ReadonlyMap<number, number> {
  return new Map(pairs.map(({ a, b, bits }) => [a * count + b, bits]))
}

/** People would see other records: 2; somebody would have to look: 1. */
function weightOf({ from, to }: ChangedPair): number {
  return from === 'LINKED' || to === 'LINKED' ? 2 : 1
}
