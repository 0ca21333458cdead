import type { Agency } from '../../common/register'

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

const fragments = `
fragment Person on LocalPerson {
  reference names { forenames surname kind } dateOfBirth nhsNumber pncIds croNumbers crn nomsNumber
  uprn postcode
}
fragment Service on Involvement {
  service workerRole startDate endDate desk deskTelephone deskHours
}
fragment Fact on Event {
  kind category occurredAt precision until recordedAt uprn sentence bodySites isAssault role
  people { reference role relationship } source { system recordId }
}`

const view = `people { ...Person } involvements { ...Service }
      events { ...Fact } eventsLeftOff eventsWithheld`

/** Who the agencies say they are, who works with them, and what is known with its date, from each agency. */
export function overviewQuery(agencies: readonly Agency[]): string {
  return `query PersonOverview($id: ID!) {
  found: person(id: $id) { id ${viewsOf(agencies)} }
}
${fragments}`
}

/** The same of everybody who has a record at an address. */
export function addressQuery(agencies: readonly Agency[]): string {
  return `query AtAddress($uprn: String!) {
  found: peopleAtAddress(uprn: $uprn, first: 50) { id ${viewsOf(agencies)} }
}
${fragments}`
}

function viewsOf(agencies: readonly Agency[]): string {
  return agencies.map(({ field }) => `${field} { ${view} }`).join('\n    ')
}
