import type { CoverageRow } from '../../common/http/hub-question'
import type { JsonObject } from '../../common/json'
import type { Agency } from '../../common/register'
import { placesIn } from '../../schema/places-at-postcode'
import { listIn } from '../hub/answer-lists'
import type { NamedPerson } from '../insights/naming'
import { namingOf } from '../insights/naming'
import { coverageState } from '../words/coverage-words'
import { counted, listed, safeLine } from '../words/text'

/** A property at a postcode, and who is recorded there. */
export interface PropertyShown {
  readonly uprn: string
  readonly people: readonly NamedPerson[]
}

/** What the page of a postcode shows. */
export function postcodeOf(
  found: JsonObject,
  { agencies, coverage }: { agencies: readonly Agency[]; coverage: readonly CoverageRow[] },
) {
  const naming = namingOf(listIn(found, 'people'), agencies)
  const { places, elsewhere } = placesIn(found, agencies)
  const named = (ids: readonly string[]) => ids.flatMap((id) => naming.person({ id }) ?? [])
  const silent = coverage.filter((row) => coverageState(row) === 'silent')
  return {
    postcode: safeLine(found['postcode'], 10),
    heading: counted(places.length, 'property', 'properties'),
    properties: places.map(({ uprn, people }): PropertyShown => ({ uprn, people: named(people) })),
    elsewhere: named(elsewhere),
    hasMore: found['hasMorePeople'] === true,
    silent: listed(silent.map(({ agency }) => naming.agency(agency))),
  }
}
