import type { IndexModels } from '../../subgraphs/person-index/models'
import { groupBy } from '../../subgraphs/person-index/matching/evidence'
import { agencyOf } from '../../subgraphs/person-index/matching/linkable-record'
import { pairId, pairKeys } from '../../subgraphs/person-index/ledger/pair'

/** What became of the records of some people, beside what is true. */
export interface FoundLinks {
  /** Pairs of one person's records in two agencies. */
  readonly truePairs: number
  readonly linked: number
  /** Somebody looks at them first. */
  readonly doubted: number
  /** Not found, or too different. */
  readonly missed: number
  /** Two people's, and linked. */
  readonly wrong: number
}

/** @param people by key of the record, whose it is */
export async function foundLinks(
  { pairs }: Pick<IndexModels, 'pairs'>,
  people: ReadonlyMap<string, number>,
): Promise<FoundLinks> {
  const ids = truePairs(people).map(pairId)
  const found = await pairs.find({ _id: { $in: ids } }, { status: 1 }).lean()
  const linked = found.filter(({ status }) => status === 'LINKED').length
  const doubted = found.filter(({ status }) => status !== 'LINKED' && status !== 'NOT_LINKED')
  const all = await pairs.find({ keys: { $in: [...people.keys()] }, status: 'LINKED' }).lean()
  return {
    ...{ truePairs: ids.length, linked, doubted: doubted.length },
    missed: ids.length - linked - doubted.length,
    wrong: all.filter(({ keys: [a = '', b = ''] }) => people.get(a) !== people.get(b)).length,
  }
}

function truePairs(people: ReadonlyMap<string, number>) {
  const keys = groupBy([...people.keys()], (key) => String(people.get(key)))
  return [...keys.values()].flatMap((own) =>
    own.flatMap((one, place) =>
      own
        .slice(0, place)
        .filter((other) => agencyOf(one) !== agencyOf(other))
        .map((other) => pairKeys(one, other)),
    ),
  )
}
