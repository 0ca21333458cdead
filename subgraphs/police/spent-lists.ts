import { dayOfAsking } from '../../common/tokens/hub-token-claims'
import type { AgencyView } from '../kit/agency/person-resolvers'
import type { ListedRecord, ListResolver } from '../kit/agency/view-resolvers'
import { listOf, loadStandingRecords } from '../kit/agency/view-resolvers'
import type { AgencyContext } from '../kit/records/agency-context'
import { latestDayOf } from '../kit/records/instants'
import { mayShowSpent } from '../kit/records/spent-access'
import type { RawListArguments } from '../kit/service/list-arguments'
import { readListArguments } from '../kit/service/list-arguments'
import type { SpentOn } from './spent-on'
import { cautionSpentOn, isSpent, spentOn } from './spent-on'

type SpentRecord = ListedRecord & { readonly spent: SpentOn }

const everything = 1000

/** Convictions, each with the day on which it is spent, and only those this caller may know of. */
export const listConvictions: ListResolver = (view, args, context) => {
  const question = questionOf(view, context)
  return listRelevant('conviction', { view, args, context }, async () => {
    const all = await loadStandingRecords('conviction', view, context)
    const byId = new Map(all.map((record) => [record._id, record]))
    return (record) => spentOn(byId.get(record.id) ?? record, all, question)
  })
}

/** Cautions likewise: a simple one is spent as soon as it is given. */
export const listCautions: ListResolver = (view, args, context) =>
  listRelevant('caution', { view, args, context }, () => (record) => {
    const { occurredAt, occurredPrecision } = record['standing'] as {
      readonly occurredAt?: Date | null
      readonly occurredPrecision?: unknown
    }
    if (!occurredAt) return 'NOT_KNOWN'
    const day = latestDayOf(occurredAt, occurredPrecision)
    return cautionSpentOn({ kind: record['kind'], day }, questionOf(view, context))
  })

/** What the schema says of a record's rehabilitation. */
export const spentResolvers = {
  spentOn: ({ spent }: SpentRecord) => (typeof spent === 'string' ? null : spent.day),
  isSpent: ({ spent }: SpentRecord, _args: unknown, { claims }: AgencyContext) =>
    spent === 'NOT_KNOWN' ? null : isSpent(spent, dayOfAsking(claims)),
}

interface Asked {
  readonly view: AgencyView
  readonly args: RawListArguments
  readonly context: AgencyContext
}

/** Tells of a record when it is spent. */
type FindSpent = (record: ListedRecord) => SpentOn

/**
 * Filtered before the list is cut to its length; what cannot be told is kept back like what is spent.
 * @param prepare is waited for while the list is read
 */
async function listRelevant(
  recordType: string,
  { view, args, context }: Asked,
  prepare: () => FindSpent | Promise<FindSpent>,
): Promise<readonly SpentRecord[]> {
  const { first } = readListArguments(args)
  const on = dayOfAsking(context.claims)
  const mayKnow = mayShowSpent(context)
  const wanted = mayKnow ? args : { ...args, first: everything }
  const listing = listOf(recordType)(view, wanted, context)
  const [records, spentOf] = await Promise.all([listing, prepare()])
  return records
    .map((record) => ({ ...record, spent: spentOf(record) }))
    .filter(({ spent }) => mayKnow || (spent !== 'NOT_KNOWN' && !isSpent(spent, on)))
    .slice(0, first)
}

function questionOf({ people }: AgencyView, { claims }: AgencyContext) {
  const births = people.flatMap((person) => {
    const { dateOfBirth } = person
    return typeof dateOfBirth === 'string' ? [dateOfBirth] : []
  })
  return { on: dayOfAsking(claims), dateOfBirth: births[0] ?? null }
}
