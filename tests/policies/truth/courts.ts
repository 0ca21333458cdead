import type { Row } from './row'

/** What the source courts discloses, and what it does not. */
export const courtsRows: readonly Row[] = [
  ['mash.analyst', 'ADULT_SAFEGUARDING', 'courts', 'CRIMINAL_OFFENCE', 'permit'],
  ['mash.analyst', 'ADULT_SAFEGUARDING', 'courts', 'ADDRESS', 'CATEGORY_NOT_DISCLOSED'],
  ['mash.manager', 'ADULT_SAFEGUARDING', 'courts', 'CRIMINAL_OFFENCE', 'permit'],
  ['mash.manager', 'ADULT_SAFEGUARDING', 'courts', 'ADDRESS', 'CATEGORY_NOT_DISCLOSED'],
  ['mash.analyst', 'DOMESTIC_ABUSE_RISK', 'courts', 'CRIMINAL_OFFENCE', 'permit'],
  ['mash.analyst', 'DOMESTIC_ABUSE_RISK', 'courts', 'PRACTITIONER_NOTE', 'CATEGORY_NOT_DISCLOSED'],
  ['mash.manager', 'DOMESTIC_ABUSE_RISK', 'courts', 'CRIMINAL_OFFENCE', 'permit'],
  ['mash.manager', 'DOMESTIC_ABUSE_RISK', 'courts', 'RISK', 'CATEGORY_NOT_DISCLOSED'],
  ['mash.manager', 'VITAL_INTERESTS', 'courts', 'CRIMINAL_OFFENCE', 'NO_AGREEMENT'],
  // Criminal justice.
  ['court.officer', 'OFFENDER_MANAGEMENT', 'courts', 'CRIMINAL_OFFENCE', 'permit'],
  ['court.officer', 'OFFENDER_MANAGEMENT', 'courts', 'RISK', 'CATEGORY_NOT_DISCLOSED'],
  ['probation.officer', 'OFFENDER_MANAGEMENT', 'courts', 'CRIMINAL_OFFENCE', 'permit'],
  [
    'probation.officer',
    'OFFENDER_MANAGEMENT',
    'courts',
    'PRACTITIONER_NOTE',
    'CATEGORY_NOT_DISCLOSED',
  ],
  ['probation.officer', 'DOMESTIC_ABUSE_RISK', 'courts', 'CRIMINAL_OFFENCE', 'permit'],
  ['probation.officer', 'DOMESTIC_ABUSE_RISK', 'courts', 'THIRD_PARTY', 'CATEGORY_NOT_DISCLOSED'],
  ['police.officer', 'CRIME_PREVENTION', 'courts', 'CRIMINAL_OFFENCE', 'permit'],
  ['police.officer', 'CRIME_PREVENTION', 'courts', 'THIRD_PARTY', 'CATEGORY_NOT_DISCLOSED'],
  ['police.officer', 'CRIME_PREVENTION', 'courts', 'ADDRESS', 'CATEGORY_NOT_DISCLOSED'],
  ['police.officer', 'DOMESTIC_ABUSE_RISK', 'courts', 'CRIMINAL_OFFENCE', 'permit'],
  [
    'police.officer',
    'DOMESTIC_ABUSE_RISK',
    'courts',
    'PRACTITIONER_NOTE',
    'CATEGORY_NOT_DISCLOSED',
  ],
  ['police.officer', 'DVDS', 'courts', 'CRIMINAL_OFFENCE', 'NO_AGREEMENT'],
  ['police.officer', 'VICTIM_INFORMATION_REQUEST', 'courts', 'CRIMINAL_OFFENCE', 'NO_AGREEMENT'],
  ['police.officer', 'SERIOUS_VIOLENCE_PREVENTION', 'courts', 'CRIMINAL_OFFENCE', 'NO_AGREEMENT'],
  ['police.officer', 'VITAL_INTERESTS', 'courts', 'CRIMINAL_OFFENCE', 'NO_AGREEMENT'],
  // Reviews of a death.
  ['csh.coordinator', 'DEATH_REVIEW', 'courts', 'CRIMINAL_OFFENCE', 'permit'],
  ['csh.coordinator', 'DEATH_REVIEW', 'courts', 'THIRD_PARTY', 'CATEGORY_NOT_DISCLOSED'],
  ['dardr.reviewer', 'DEATH_REVIEW', 'courts', 'CRIMINAL_OFFENCE', 'permit'],
  ['dardr.reviewer', 'DEATH_REVIEW', 'courts', 'THIRD_PARTY', 'CATEGORY_NOT_DISCLOSED'],
  ['csh.coordinator', 'CRIME_PREVENTION', 'courts', 'CRIMINAL_OFFENCE', 'NO_AGREEMENT'],
  ['csh.coordinator', 'SERIOUS_VIOLENCE_PREVENTION', 'courts', 'CRIMINAL_OFFENCE', 'NO_AGREEMENT'],
  // Nobody outside criminal justice and the MASH.
  ['adult.social.worker', 'ADULT_SAFEGUARDING', 'courts', 'CRIMINAL_OFFENCE', 'NO_AGREEMENT'],
  ['nhs.safeguarding.lead', 'ADULT_SAFEGUARDING', 'courts', 'CRIMINAL_OFFENCE', 'NO_AGREEMENT'],
  ['housing.officer', 'ADULT_SAFEGUARDING', 'courts', 'CRIMINAL_OFFENCE', 'NO_AGREEMENT'],
  ['idva', 'DOMESTIC_ABUSE_RISK', 'courts', 'CRIMINAL_OFFENCE', 'NO_AGREEMENT'],
]
