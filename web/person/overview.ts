import type { Agency } from '../../common/register'
import type { JsonObject } from '../../common/json'
import type { CoverageRow } from '../../common/http/hub-question'
import { agencyParts } from './agency-part'
import { chronologyOf } from './chronology'
import { concernsOf, markersOf } from './concerns'
import { coverageStrip } from './coverage'
import { eventsOf } from './events'
import type { EventFilter } from './filters'
import { everyEvent, filterEvents } from './filters'
import { staysOf } from './homes'
import { identityOf } from './identity'
import { injuriesOf } from './injuries'
import { inWords } from './in-words'
import { othersOf } from './others'
import { servicesOf } from './services'

export interface OverviewTerms {
  readonly coverage: readonly CoverageRow[]
  readonly agencies: readonly Agency[]
  readonly filter: EventFilter
  readonly now: number
}

/** Everything the page of a person shows, from one answer of the hub. */
export function overviewOf(person: JsonObject, terms: OverviewTerms) {
  const { coverage, agencies, filter, now } = terms
  const parts = agencyParts(person, coverage, agencies)
  const all = eventsOf(parts)
  const { knownOn } = filter
  // A look back leaves out of every panel what was not yet known.
  const known = knownOn === '' ? all : filterEvents(all, { ...everyEvent, knownOn })
  const words = inWords(parts, known, now)
  return {
    identity: identityOf(parts, now),
    strip: coverageStrip(parts),
    markers: markersOf(known, now),
    concerns: concernsOf(known, now),
    services: servicesOf(parts, now),
    words,
    chronology: chronologyOf(parts, all, { filter, now, words }),
    injuries: injuriesOf(known, now),
    stays: staysOf(known),
    others: othersOf(known),
  }
}
