import type { CoverageRow } from '../../common/http/hub-question'
import type { JsonObject } from '../../common/json'
import type { Agency } from '../../common/register'
import type { HubAnswer } from '../hub/hub-client'
import { listIn } from '../hub/answer-lists'
import { namingOf } from '../insights/naming'
import { panelOf } from '../insights/panel'
import { timelineOf } from '../insights/timeline'
import { addressesOf, coResidentsOf } from './addresses'
import { agencyParts, withEvents } from './agency-part'
import { chronologyOf } from './chronology'
import { coverageStrip } from './coverage'
import type { EventFilter } from './filters'
import { endOf } from './filters'
import { findingsBeside, findingsOf } from './findings'
import { homesPicture } from './homes-picture'
import { identityOf } from './identity'
import { markersOf, standingOf } from './in-force'
import { injuriesOf } from './injuries'
import { inWords } from './in-words'
import { possibleOf, possiblePeopleIn } from './possible'
import { pairsHeading, relationshipsOf } from './relationships'
import { servicesOf } from './services'

export interface OverviewTerms {
  readonly agencies: readonly Agency[]
  readonly filter: EventFilter
  readonly now: number
}

/** An answer about one person. */
export interface PersonAnswer {
  readonly person: JsonObject
  readonly answer: Pick<HubAnswer, 'problems'> & { readonly coverage: readonly CoverageRow[] }
}

/** Who it is, who answered, and what happened: the head of each page of a person. */
export function eventsOf({ person, answer }: PersonAnswer, terms: OverviewTerms) {
  const { agencies, filter, now } = terms
  const { problems, coverage } = answer
  const naming = namingOf([person], agencies)
  const panel = panelOf('chronology', { subject: person, problems, naming })
  const timeline = timelineOf(panel, naming)
  const parts = withEvents(agencyParts(person, coverage, agencies), timeline)
  const { events, notGiven } = timeline
  const day = endOf(filter.knownOn, now)
  const words = inWords(parts, events, day)
  return {
    timeline,
    identity: identityOf(parts, now),
    strip: coverageStrip(parts),
    markers: markersOf(events, day),
    words,
    chronology: chronologyOf(parts, events, { filter, now, words, notGiven }),
  }
}

/**
 * Everything the page of a person shows.
 * @param household what was worked out of the records of those around the person; null: it did not come
 */
export function overviewOf(
  own: PersonAnswer,
  household: PersonAnswer | null,
  terms: OverviewTerms,
) {
  const { agencies, filter, now } = terms
  const head = eventsOf(own, terms)
  const { timeline, identity } = head
  const beside = household?.person ?? null
  const others = [...listIn(beside, 'household'), ...possiblePeopleIn(beside)]
  const naming = namingOf([own.person, ...others], agencies)
  const { facts, events } = timeline
  const known = { naming, facts }
  const found = { ...known, self: String(own.person['id']) }
  const panel = (field: string) =>
    panelOf(field, { subject: own.person, problems: own.answer.problems, naming })
  const besidePanel = (field: string) =>
    panelOf(field, { subject: beside, problems: household?.answer.problems ?? [], naming })
  const day = endOf(filter.knownOn, now)
  const addresses = addressesOf(panel('addresses'), known)
  const coResidents = coResidentsOf(besidePanel('coResidents'), known)
  const concerns = findingsOf(besidePanel('concerns'), found)
  const relationships = relationshipsOf(besidePanel('relationships'), naming)
  return {
    ...head,
    possible: possibleOf(beside, household?.answer.problems ?? [], naming),
    concerns,
    patterns: findingsBeside(findingsOf(besidePanel('patterns'), found), concerns),
    standing: standingOf(events, day),
    services: servicesOf(panel('involvements'), naming),
    injuries: injuriesOf(panel('injuries'), naming, day),
    addresses,
    coResidents,
    homes: homesPicture({
      ...{ name: identity.name, entries: addresses.entries, conflicts: addresses.conflicts },
      ...{ people: coResidents.people, now: day },
    }),
    relationships: { ...relationships, heading: pairsHeading(relationships) },
  }
}
