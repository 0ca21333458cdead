import type { AskArguments } from './arguments'
import type { PersonViewQuery } from './person-view'
import { rootOf } from './person-view'

const missing = 'missing { agency reason categories count }'
const rows = `rows { type agencies kind occurredAt precision until recordedAt recordedAfterDays isRecordedLate
  uprn sentence silentDays isCertain rule { name version } sources { agency recordId } }`
const chronology = `chronology(first: $first, after: $after, from: $from, order: OLDEST_FIRST, asAt: $asAt) {
  asAt total endCursor ${missing} ${rows} }`

/** Most rows of one page. */
const pageSize = 1000

/** What is asked of a person or an address that no single agency can say; one page of it. */
export function insightsQuery(
  { person, asAt, since }: Pick<AskArguments, 'person' | 'asAt' | 'since'>,
  after: string | null,
): PersonViewQuery {
  const common = { first: pageSize, after, from: since, asAt }
  const parameters = '$first: Int, $after: String, $from: String, $asAt: String'
  if (person.by === 'address')
    return {
      rootField: 'address',
      query: `query Address($uprn: String!, ${parameters}) {
        address(uprn: $uprn) { id hasMorePeople people { id } ${chronology} } }`,
      variables: { ...common, uprn: person.uprn },
    }
  const root = rootOf(person)
  return {
    rootField: root.field,
    query: `query Person(${root.parameters.slice(1, -1)}, ${parameters}) {
      ${root.call} { id ${chronology} } }`,
    variables: { ...common, ...root.variables },
  }
}
