import type { CoverageRow } from '../../common/http/hub-question'
import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import type { Agency } from '../../common/register'
import { listIn } from '../hub/answer-lists'
import type { HubProblem } from '../hub/hub-client'
import { namingOf } from '../insights/naming'
import { panelOf } from '../insights/panel'
import { timelineOf } from '../insights/timeline'
import type { AgencyPart } from '../person/agency-part'
import { agencyParts, withEvents } from '../person/agency-part'
import { chronologyOf } from '../person/chronology'
import { coverageStrip } from '../person/coverage'
import { endOf, everyEvent } from '../person/filters'
import { inWords } from '../person/in-words'
import { associatesOf } from './associates'
import { birthOf } from './births'
import { callsOf } from './calls'

export interface AddressTerms {
  readonly coverage: readonly CoverageRow[]
  readonly problems: readonly HubProblem[]
  readonly agencies: readonly Agency[]
  /** Day of a look back, as in 2025-07-01; empty: now. */
  readonly knownOn: string
  readonly now: number
}

/** What the page of an address shows: who is associated with it, and what is known to have happened there. */
export function addressOf(address: JsonObject, terms: AddressTerms) {
  const { coverage, problems, agencies, knownOn, now } = terms
  const people = listIn(address, 'people')
  const naming = namingOf(people, agencies)
  const panel = (field: string) => panelOf(field, { subject: address, problems, naming })
  const timeline = timelineOf(panel('chronology'), naming)
  const { events, facts, notGiven } = timeline
  const parts = withEvents(agencyParts(joined(people, agencies), coverage, agencies), timeline)
  const day = endOf(knownOn, now)
  const words = inWords(parts, events, day)
  const births = new Map(people.map((person) => [person['id'], birthOf(person, agencies, now)]))
  const filter = { ...everyEvent, knownOn }
  return {
    ...associatesOf(panel('associates'), { naming, facts, births }),
    calls: callsOf(panel('calls'), naming),
    hasMorePeople: address['hasMorePeople'] === true,
    strip: coverageStrip(parts),
    silent: silentOf(parts),
    ...{ timeline, words, events },
    chronology: chronologyOf(parts, events, { filter, now, words, notGiven }),
  }
}

/** Who was asked and has not answered: what they hold is missing in all of the page. */
function silentOf(parts: readonly AgencyPart[]): readonly string[] {
  return parts.filter(({ state }) => state === 'silent').map(({ agency }) => agency.displayName)
}

/** An agency that gave something of anybody gave something. */
function joined(people: readonly JsonObject[], agencies: readonly Agency[]): JsonObject {
  return Object.fromEntries(
    agencies.map(({ field }) => [field, people.map((person) => person[field]).find(isObject)]),
  )
}
