import type { Agency } from '../../common/register'
import type { JsonObject } from '../../common/json'
import type { CoverageRow } from '../../common/http/hub-question'
import type { AgencyPart } from '../person/agency-part'
import { agencyParts, listIn } from '../person/agency-part'
import { chronologyOf } from '../person/chronology'
import { coverageStrip } from '../person/coverage'
import type { TimelineEvent } from '../person/events'
import { eventsOf } from '../person/events'
import { everyEvent } from '../person/filters'
import { staysOf } from '../person/homes'
import { identityOf } from '../person/identity'
import { inWords } from '../person/in-words'

export interface AddressTerms {
  readonly uprn: string
  readonly coverage: readonly CoverageRow[]
  readonly agencies: readonly Agency[]
  readonly now: number
}

/** What the page of an address shows: who is associated with it, and what is known to have happened there. */
export function addressOf(people: readonly JsonObject[], terms: AddressTerms) {
  const { uprn, coverage, agencies, now } = terms
  const found = people.map((person) => {
    const parts = agencyParts(person, coverage, agencies)
    const { name, birth, age } = identityOf(parts, now)
    const here = eventsOf(parts).filter((event) => event.uprn === uprn)
    return { id: String(person['id']), name, birth, age, parts, here, stays: staysOf(here) }
  })
  const parts = joined(found.map((one) => one.parts))
  const events = oncePerRecord(found)
  const words = inWords(parts, events, now)
  return {
    residents: found.map(({ id, name, birth, age, stays, here, parts: own }) => ({
      ...{ id, name, birth, age, stays },
      count: here.length,
      agencies: own
        .filter(({ view }) => listIn(view, 'people').some((local) => local['uprn'] === uprn))
        .map(({ agency }) => agency.displayName),
    })),
    strip: coverageStrip(withEventsHere(parts, events)),
    words,
    events,
    chronology: chronologyOf(parts, events, { filter: everyEvent, now, words }),
  }
}

interface Resident {
  readonly name: string
  readonly here: readonly TimelineEvent[]
}

/** A record that names several of them is one event; each has their part in it. */
function oncePerRecord(residents: readonly Resident[]): readonly TimelineEvent[] {
  const known = new Map<string, TimelineEvent>()
  for (const { name, here } of residents)
    for (const event of here) {
      const key = [event.agency, event.kind, event.source || event.sentence, event.at?.iso].join(
        ' ',
      )
      const before = known.get(key)
      const part = `${name}: ${event.part}`
      known.set(key, { ...event, part: before ? `${before.part}; ${part}` : part })
    }
  return [...known.values()].toSorted(
    (one, other) => (other.at?.startsAt ?? 0) - (one.at?.startsAt ?? 0),
  )
}

/** The parts of several people as one: an agency that gave something of anybody gave something. */
function joined(all: readonly (readonly AgencyPart[])[]): readonly AgencyPart[] {
  const [first = []] = all
  return first.map((part, index) => {
    const views = all.map((parts) => parts[index]?.view ?? null).filter((view) => view !== null)
    const events = views.flatMap((view) => listIn(view, 'events'))
    const withheld = views.flatMap((view) => view['eventsWithheld'] ?? [])
    const view = { events, eventsWithheld: [...new Set(withheld)] }
    return { ...part, view: views.length === 0 ? null : view }
  })
}

/** The strip counts what is about the address alone, and each record once. */
function withEventsHere(
  parts: readonly AgencyPart[],
  events: readonly TimelineEvent[],
): readonly AgencyPart[] {
  return parts.map((part) => ({
    ...part,
    view: part.view && {
      ...part.view,
      events: events.filter(({ agency }) => agency === part.agency.code),
    },
  }))
}
