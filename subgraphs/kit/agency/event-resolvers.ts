import type { AgencyContext } from '../records/agency-context'
import { mayTellRows } from '../records/row-access'
import type { EventTeller, EventTellers } from './event-teller'
import type { AgencyView } from './agency-view'
import type { ListedRecord, ListResolver } from './view-resolvers'

/** Most events of one person that an agency gives. */
export const maximumEvents = 20_000

/** How a kind's lists are told as events. */
export interface EventSources {
  /** Name of the kind's view, as in `PoliceView`. */
  readonly viewName: string
  readonly lists: Readonly<Record<string, ListResolver>>
  readonly tellers: EventTellers
  /** False for a kind that discloses only with consent: of others there is none. */
  readonly namesOthers: boolean
}

interface Events {
  readonly rows: readonly object[]
  readonly leftOff: number
  /** Categories that are told to this caller of no record, sorted. */
  readonly withheld: readonly string[]
}

/**
 * Resolvers of the events of a view. The events are read from the lists, so that a record that a list keeps
 * back is no event either.
 */
export function eventResolvers(sources: EventSources) {
  const read = oncePerView((view, context) => readEvents(sources, view, context))
  type Field = [view: AgencyView, args: unknown, context: AgencyContext]
  return {
    events: async (...[view, , context]: Field) => (await read(view, context)).rows,
    eventsLeftOff: async (...[view, , context]: Field) => (await read(view, context)).leftOff,
    eventsWithheld: async (...[view, , context]: Field) => (await read(view, context)).withheld,
  }
}

/** A view belongs to one request. */
function oncePerView(read: (view: AgencyView, context: AgencyContext) => Promise<Events>) {
  const known = new WeakMap<AgencyView, Promise<Events>>()
  return (view: AgencyView, context: AgencyContext) => {
    const events = known.get(view) ?? read(view, context)
    known.set(view, events)
    return events
  }
}

async function readEvents(
  { viewName, lists, tellers, namesOthers }: EventSources,
  view: AgencyView,
  context: AgencyContext,
): Promise<Events> {
  const mayTell = ([list, { category, alsoNeeds = [] }]: [string, EventTeller]) => {
    const categories = [category, ...alsoNeeds]
    return mayTellRows(context, { categories, coordinate: `${viewName}.${list}` }, view)
  }
  const [told, withheld] = divide(Object.entries(tellers), mayTell)
  const everything = { from: null, to: null, first: maximumEvents + 1 }
  const events = await Promise.all(
    told.map(async ([list, teller]) => {
      const records = (await lists[list]?.(view, everything, context)) ?? []
      return records.filter(isStanding).map((record) => toEvent(record, teller, namesOthers))
    }),
  )
  const newestFirst = events.flat().toSorted(byTime)
  const categories = new Set(withheld.map(([, { category }]) => category))
  return {
    rows: newestFirst.slice(0, maximumEvents),
    leftOff: Math.max(0, newestFirst.length - maximumEvents),
    withheld: [...categories].toSorted(),
  }
}

interface Standing {
  readonly status?: unknown
  readonly occurredAt?: Date | null
  readonly occurredPrecision?: unknown
}

function standingOf(record: ListedRecord): Standing {
  return record['standing'] as Standing
}

/** What was superseded or entered in error is no fact. */
function isStanding(record: ListedRecord): boolean {
  return standingOf(record).status === 'CURRENT'
}

/** A presented record as an event. */
export function toEvent(
  record: ListedRecord,
  { kind, category, tell }: EventTeller,
  namesOthers: boolean,
) {
  const { codes = [], until = record['endDate'], ...told } = tell(record)
  const { occurredAt: instant, occurredPrecision } = standingOf(record)
  const { occurredAt, recordedAt, uprn, isAlcoholInvolved, role, involved, source, id } = record
  return {
    ...{ id, kind, category, occurredAt, recordedAt, uprn, isAlcoholInvolved, role, source },
    ...told,
    instantMs: instant?.getTime() ?? 0,
    precision: occurredPrecision,
    until: typeof until === 'string' ? until : null,
    codes: codes.filter((code) => code !== null),
    people: namesOthers ? involved : null,
    isAddressProtected: record.isAddressProtected,
  }
}

type ToldRow = ReturnType<typeof toEvent>

/** Newest first; of the same time, by id: the order must not depend on the database. */
function byTime(one: ToldRow, other: ToldRow): number {
  return other.instantMs - one.instantMs || (one.id < other.id ? -1 : 1)
}

function divide<Item>(items: readonly Item[], isFirst: (item: Item) => boolean) {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))] as const
}
