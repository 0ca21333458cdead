import type { Agency } from '../../common/register'

/** Most rows of a document; what is older is left off, and the document says so. */
export const mostRows = 1000

const chronology = `chronology(from: $from, to: $to, asAt: $asAt, first: $first, order: NEWEST_FIRST) {
    asAt total missing { agency reason categories count }
    rows {
      type kind agencies occurredAt until recordedAfterDays isRecordedLate uprn sentence
      sources { agency recordId } rule { name version } parts { agency recordId sentence }
    }
  }`

/** A person's chronology; their names only when the document is to tell them. */
export function documentQuery(
  agencies: readonly Agency[],
  { isAnonymised }: { readonly isAnonymised: boolean },
): string {
  const people = 'people { names { forenames surname kind } dateOfBirth }'
  const named = isAnonymised ? [] : agencies.map(({ field }) => `${field} { ${people} }`)
  return `query ChronologyDocument(
  $id: ID!, $from: String, $to: String, $asAt: String, $first: Int!
) {
  found: person(id: $id) {
    id
    ${[...named, chronology].join('\n    ')}
  }
}`
}
