const own = 'https://sightline.example/fhir'

/** What the hub's own parts of FHIR messages are called: names, which lead nowhere. */
export const fhirNames = {
  /** Extension of `match`: how one agency answered. */
  coverage: `${own}/coverage`,
  /** Extensions of a telephone number: the desk that has it, and when somebody answers. */
  desk: `${own}/desk`,
  hours: `${own}/desk-hours`,
  /** Code systems of a refusal. */
  error: `${own}/error`,
  reason: `${own}/reason`,
  decision: `${own}/decision`,
  /** Code system of the agencies' codes in the register. */
  agency: `${own}/agency`,
  /** Code system of the drafts that are spoken. */
  standard: `${own}/standard`,
  operation: `${own}/OperationDefinition/person-info-query`,
} as const

/** The drafts of the national standard that are spoken, by name and version. */
export const spokenStandards = [
  { name: 'mais-data-exchange', version: '0.3' },
  { name: 'mais-information-governance', version: '0.1' },
] as const

/** Types of identifier that lead to a person, by the system that FHIR names them by. */
export const identifierSystems: ReadonlyMap<string, string> = new Map([
  ['https://fhir.nhs.uk/Id/nhs-number', 'NHS_NUMBER'],
  [`${own}/Id/pnc-id`, 'PNC_ID'],
  [`${own}/Id/cro-number`, 'CRO_NUMBER'],
  [`${own}/Id/crn`, 'CRN'],
])

/** HTTP's name for FHIR as JSON. */
export const fhirType = 'application/fhir+json'
