import { dayOfAsking } from '../../../common/tokens/hub-token-claims'
import type { AgencyContext } from '../records/agency-context'
import { mayShowSpent } from '../records/spent-access'
import type { SpentOn, SpentQuestion } from '../records/spent-on'
import { spentAmong } from '../records/spent-among'
import { isSpent } from '../records/spent-on'
import type { ListArguments } from '../service/list-arguments'
import type { AgencyView } from './agency-view'
import type { ListedRecord, ListResolver } from './view-resolvers'
import { listOf, loadStandingRecords } from './view-resolvers'

type SpentRecord = ListedRecord & { readonly spent: SpentOn }

const everything = 1000

/**
 * The list of a type of convictions, each with the day on which it is spent, and only those this
 * caller may know of.
 */
export function convictionList(recordType: string): ListResolver {
  return (view, list, context) => {
    const question = questionOf(view, context)
    return listRelevant(recordType, { view, list, context }, async () => {
      const all = await loadStandingRecords(recordType, view, context)
      const byId = new Map(all.map((record) => [record._id, record]))
      const spentOf = spentAmong(all, question)
      return (record) => spentOf(byId.get(record.id) ?? record)
    })
  }
}

/** What the schema says of a record's rehabilitation. */
export const spentResolvers = {
  spentOn: ({ spent }: SpentRecord) => (typeof spent === 'string' ? null : spent.day),
  isSpent: ({ spent }: SpentRecord, _args: unknown, { claims }: AgencyContext) =>
    spent === 'NOT_KNOWN' ? null : isSpent(spent, dayOfAsking(claims)),
}

/** A list as it is asked for. */
export interface AskedList {
  readonly view: AgencyView
  readonly list: ListArguments
  readonly context: AgencyContext
}

/** Tells of a record when it is spent. */
type FindSpent = (record: ListedRecord) => SpentOn

/**
 * Filtered before the list is cut to its length; what cannot be told is kept back like what is spent.
 * @param prepare is waited for while the list is read
 */
export async function listRelevant(
  recordType: string,
  { view, list, context }: AskedList,
  prepare: () => FindSpent | Promise<FindSpent>,
): Promise<readonly SpentRecord[]> {
  const { first } = list
  const on = dayOfAsking(context.claims)
  const mayKnow = mayShowSpent(context)
  const wanted = mayKnow ? list : { ...list, first: Math.max(first, everything) }
  const listing = listOf(recordType)(view, wanted, context)
  const [records, spentOf] = await Promise.all([listing, prepare()])
  return records
    .map((record) => ({ ...record, spent: spentOf(record) }))
    .filter(({ spent }) => mayKnow || (spent !== 'NOT_KNOWN' && !isSpent(spent, on)))
    .slice(0, first)
}

/** By whose law and age it is judged: the law of the day of asking. */
export function questionOf({ people }: AgencyView, { claims }: AgencyContext): SpentQuestion {
  const births = people.flatMap((person) => {
    const { dateOfBirth } = person
    return typeof dateOfBirth === 'string' ? [dateOfBirth] : []
  })
  return { on: dayOfAsking(claims), dateOfBirth: births[0] ?? null }
}
