import type { Agency } from '../../common/register'
import { insightFragments } from '../insights/questions'

/** Ways to say whom is meant: the hub's own names of them, and those of staff. */
export const identifierTypes = [
  { type: 'NHS_NUMBER', words: 'NHS number', example: '999 000 0018' },
  { type: 'CRN', words: 'Probation case reference (CRN)', example: 'X104567' },
  { type: 'PNC_ID', words: 'Police National Computer number (PNC)', example: '2002/0104567P' },
  { type: 'CRO_NUMBER', words: 'Criminal Records Office number (CRO)', example: '123456/02A' },
] as const

/** Whose number is this? */
export const findQuery = `query Find($type: IdentifierType!, $value: String!) {
  found: personByIdentifier(type: $type, value: $value) { id }
}`

const localPerson = `fragment Local on LocalPerson {
  reference names { forenames surname kind } dateOfBirth nhsNumber pncIds croNumbers crn nomsNumber
  uprn postcode
}`

/** Who the agencies say they are, and what was worked out of the person's own records. */
export function overviewQuery(agencies: readonly Agency[]): string {
  return `query PersonOverview($id: ID!, $asAt: String) {
  found: person(id: $id) { id ${viewsOf(agencies, '...Local')}
    ...Chronology ...Addresses ...Injuries ...Involvements }
}
${localPerson}
${insightFragments(['Chronology', 'Addresses', 'Injuries', 'Involvements'])}`
}

/** The same for the table of events. */
export function eventsQuery(agencies: readonly Agency[]): string {
  return `query PersonEvents($id: ID!, $asAt: String) {
  found: person(id: $id) { id ${viewsOf(agencies, '...Local')} ...Chronology }
}
${localPerson}
${insightFragments(['Chronology'])}`
}

/**
 * What was worked out of the records of whoever is recorded at an address of the person too, and who may be the
 * person themselves. Asked by itself:
 * beside the question above, an agency that knows only somebody else of them would count as one that knows the
 * person.
 */
export function householdQuery(agencies: readonly Agency[]): string {
  return `query PersonHousehold($id: ID!, $asAt: String) {
  found: person(id: $id) { id household { id ${viewsOf(agencies, namesOnly)} }
    possiblePeople { status person { id ${viewsOf(agencies, namesOnly)} } }
    ...Concerns ...Patterns ...Relationships ...CoResidents }
}
${insightFragments(['Concerns', 'Patterns', 'Relationships', 'CoResidents'])}`
}

const namesOnly = 'names { forenames surname kind }'

function viewsOf(agencies: readonly Agency[], local: string): string {
  return agencies.map(({ field }) => `${field} { people { ${local} } }`).join('\n    ')
}
