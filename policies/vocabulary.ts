/** What a field can be about; every field of the schema names the ones that apply to it. */
export const categories = [
  'IDENTITY',
  'CONTACT',
  'ADDRESS',
  'CRIMINAL_OFFENCE',
  'CALL_FOR_SERVICE',
  'RISK',
  'HEALTH',
  // That a health service was used, and when: counts and dates, nothing clinical.
  'SERVICE_USE',
  'MENTAL_HEALTH',
  'SUBSTANCE_USE',
  'SEXUAL_ORIENTATION',
  'ETHNICITY',
  'SAFEGUARDING',
  'HOUSING',
  'FINANCE',
  'THIRD_PARTY',
  'INTELLIGENCE',
  'PRACTITIONER_NOTE',
  // Which service works with the person, and whom to ring there: the least that can be shared.
  'INVOLVEMENT',
  // Whether two records are one person: what speaks for it, who decided it, and deciding it.
  'LINK_REVIEW',
  // That something told to one's own organisation was of two people, not one; and acknowledging it.
  'LINK_NOTICE',
  'HUB_RECORD',
  'AUDIT_RECORD',
] as const

/** What staff do in their organisation; a person may hold several. */
export const roles = [
  'mash.analyst',
  'mash.manager',
  'probation.officer',
  'police.officer',
  'housing.officer',
  'csh.coordinator',
  'idva',
  'adult.social.worker',
  'nhs.safeguarding.lead',
  'gp.safeguarding.lead',
  'mental.health.practitioner',
  'substance.use.worker',
  'ambulance.safeguarding.lead',
  'court.officer',
  'dardr.reviewer',
  'dpo',
  'agency.developer',
] as const

/** Why somebody asks; an enquiry states exactly one. */
export const purposes = [
  'ADULT_SAFEGUARDING',
  'DOMESTIC_ABUSE_RISK',
  'OFFENDER_MANAGEMENT',
  'CRIME_PREVENTION',
  'SERIOUS_VIOLENCE_PREVENTION',
  'VICTIM_INFORMATION_REQUEST',
  'DVDS',
  'VITAL_INTERESTS',
  'DEATH_REVIEW',
  'AUDIT',
] as const

/** What an enquiry can state beside its reason; a purpose or a row may ask for it. */
export const statements = [
  // Why disclosing confidential health data is in the public interest here.
  'PUBLIC_INTEREST_TEST',
  // Why it is necessary and proportionate, and nothing less would do.
  'NECESSITY',
  // When and how the victim was told in writing.
  'NOTICE_TO_VICTIM',
] as const

/** What the recipient may do with what was disclosed, the strictest first. */
export const handlingConditions = ['NO_ONWARD', 'MASH_ONLY', 'OPEN_TO_PURPOSE'] as const

export type Category = (typeof categories)[number]
export type Role = (typeof roles)[number]
export type Purpose = (typeof purposes)[number]
export type Statement = (typeof statements)[number]
/** A kind of service that holds data: of agency, the person index, the hub; each has an agreement. */
export type SourceKind = string
export type Handling = (typeof handlingConditions)[number]

/** True for a role that the policy knows; others carry no rights. */
export function isRole(text: unknown): text is Role {
  return roles.some((role) => role === text)
}

/** True for a purpose that the policy knows. */
export function isPurpose(text: unknown): text is Purpose {
  return purposes.some((purpose) => purpose === text)
}
