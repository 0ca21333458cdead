import type { Agency } from '../../common/register'

/** States why somebody asks. */
export const openEnquiryText = `mutation StateReason($input: OpenEnquiryInput!) {
  opened: openEnquiry(input: $input) { token }
}`

/** The least that can be shared: which services work with a person, and whom to ring there. */
export function personInfoText(register: readonly Agency[]): string {
  const parts = register.map(({ field }) => `${field} { involvements { ...Service } }`)
  return `query PersonInfo($type: IdentifierType!, $value: String!) {
  found: personByIdentifier(type: $type, value: $value) {
    ${parts.join('\n    ')}
  }
}
fragment Service on Involvement {
  service workerRole startDate endDate desk deskTelephone deskHours
}`
}
