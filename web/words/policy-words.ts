import { humanise } from './text'

const purposes: Readonly<Record<string, string>> = {
  ADULT_SAFEGUARDING: 'Protecting an adult at risk',
  DOMESTIC_ABUSE_RISK: 'Domestic abuse risk',
  OFFENDER_MANAGEMENT: 'Supervising a person under sentence',
  CRIME_PREVENTION: 'Preventing crime and disorder',
  SERIOUS_VIOLENCE_PREVENTION: 'Preventing serious violence',
  VICTIM_INFORMATION_REQUEST: 'Victim information request',
  DVDS: 'Domestic violence disclosure',
  VITAL_INTERESTS: 'Emergency: a life is at stake',
  DEATH_REVIEW: 'Review of a death',
  AUDIT: 'Checking how information was used',
}

const categories: Readonly<Record<string, string>> = {
  IDENTITY: 'who they are',
  CONTACT: 'how to reach them',
  ADDRESS: 'addresses',
  CRIMINAL_OFFENCE: 'crimes and convictions',
  CALL_FOR_SERVICE: 'calls and incidents',
  RISK: 'risk assessments',
  HEALTH: 'health',
  SERVICE_USE: 'when services were used',
  MENTAL_HEALTH: 'mental health',
  SUBSTANCE_USE: 'alcohol and drugs',
  SEXUAL_ORIENTATION: 'sexual orientation',
  ETHNICITY: 'ethnicity',
  SAFEGUARDING: 'safeguarding',
  HOUSING: 'housing',
  FINANCE: 'money and debts',
  THIRD_PARTY: 'other people named',
  INTELLIGENCE: 'intelligence',
  PRACTITIONER_NOTE: 'practitioners’ notes',
  INVOLVEMENT: 'who works with them',
  LINK_REVIEW: 'whether two records are one person',
  LINK_NOTICE: 'that what was told was of two people',
  HUB_RECORD: 'stating a purpose',
  AUDIT_RECORD: 'who looked at whom',
}

const handling: Readonly<Record<string, string>> = {
  NO_ONWARD: 'Do not pass on',
  MASH_ONLY: 'Inside the safeguarding hub only',
  OPEN_TO_PURPOSE: 'For the stated purpose',
  CONSENT_OF_OWNER: 'Pass on only with the agency’s consent',
}

const statements: Readonly<Record<string, string>> = {
  PUBLIC_INTEREST_TEST: 'why sharing health information is in the public interest',
  NECESSITY: 'why it is necessary and nothing less would do',
  NOTICE_TO_VICTIM: 'how the victim was told in writing',
}

const flags: Readonly<Record<string, string>> = {
  BREAK_GLASS: 'Emergency',
  NO_CASE: 'No case reference',
  ENUMERATION: 'Many people looked up',
  MANY_ENQUIRIES: 'Many purposes stated',
  REASON_REFUSED: 'Reason for asking refused',
  SELF: 'Looked up themselves',
  SAME_HOUSEHOLD: 'Same household',
  SAME_SURNAME: 'Same surname and postcode',
}

/** A purpose as staff call it. */
export const purposeWords = from(purposes)
/** A data category inside a sentence. */
export const categoryWords = from(categories, (text) => humanise(text).toLowerCase())
/** What may be done with what was shared. */
export const handlingWords = from(handling)
/** What a statement says. */
export const statementWords = from(statements, (text) => humanise(text).toLowerCase())
/** Why somebody must look at an answer afterwards. */
export const flagWords = from(flags)

/** `police.officer` as `Police officer`; abbreviations keep their capitals. */
export function roleWords(role: string): string {
  return humanise(role)
    .replace(/^(Mash|Csh|Nhs|Gp|Idva|Dpo|Dardr)\b/, (word) => word.toUpperCase())
    .replace('DPO', 'Data protection officer')
    .replace('CSH', 'Community safety hub')
    .replace('DARDR', 'Death review')
}

/** A kind of agency, as in `Adult social care`. */
export function kindWords(kind: string): string {
  if (kind === 'gp') return 'GP practice'
  if (kind === 'search-tokens') return 'Searching by name'
  return kind === 'person-index' ? 'Finding a person' : humanise(kind)
}

function from(words: Readonly<Record<string, string>>, otherwise = humanise) {
  return (name: string): string =>
    Object.hasOwn(words, name) ? (words[name] ?? name) : otherwise(name)
}
