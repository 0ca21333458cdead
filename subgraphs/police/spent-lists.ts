import { dayOfAsking } from '../../common/tokens/hub-token-claims'
import type { AgencyView } from '../kit/agency/person-resolvers'
import type { ListedRecord, ListResolver } from '../kit/agency/view-resolvers'
import { listOf, loadStandingRecords } from '../kit/agency/view-resolvers'
import type { AgencyContext } from '../kit/records/agency-context'
import { latestDayOf } from '../kit/records/instants'
import { mayShowSpent } from '../kit/records/spent-access'
import type { ListArguments } from '../kit/service/list-arguments'
import type { SpentOn } from './spent-on'
import { cautionSpentOn, isSpent, spentOn } from './spent-on'

type SpentRecord = ListedRecord & { readonly spent: SpentOn }

const everything = 1000

/** Convictions, each with the day on which it is spent, and only those this caller may know of. */
export const listConvictions: ListResolver = async (view, list, context) => {
  const all = await loadStandingRecords('conviction', view, context)
  const question = questionOf(view, context)
  return listRelevant('conviction', { view, list, context }, (record) =>
    spentOn(all.find(({ _id }) => _id === record.id) ?? record, all, question),
  )
}

/** Cautions likewise: a simple one is spent as soon as it is given. */
export const listCautions: ListResolver = (view, list, context) =>
  listRelevant('caution', { view, list, context }, (record) => {
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
  readonly list: ListArguments
  readonly context: AgencyContext
}

/** Filtered before the list is cut to its length; what cannot be told is kept back like what is spent. */
async function listRelevant(
  recordType: string,
  { view, list, context }: Asked,
  spentOf: (record: ListedRecord) => SpentOn,
): Promise<readonly SpentRecord[]> {
  const { first } = list
  const on = dayOfAsking(context.claims)
  const mayKnow = mayShowSpent(context)
  const records = await listOf(recordType)(
    view,
    mayKnow ? list : { ...list, first: Math.max(first, everything) },
    context,
  )
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
