import type { Row } from './row'

/** What the source police discloses, and what it does not. */
export const policeRows: readonly Row[] = [
  // MASH analyst, adult safeguarding: what the first look at a person needs.
  ['mash.analyst', 'ADULT_SAFEGUARDING', 'police', 'CALL_FOR_SERVICE', 'permit'],
  ['mash.analyst', 'ADULT_SAFEGUARDING', 'police', 'CRIMINAL_OFFENCE', 'permit'],
  ['mash.analyst', 'ADULT_SAFEGUARDING', 'police', 'CALL_FOR_SERVICE+ADDRESS', 'permit'],
  ['mash.analyst', 'ADULT_SAFEGUARDING', 'police', 'INTELLIGENCE', 'CATEGORY_NOT_DISCLOSED'],
  ['mash.analyst', 'ADULT_SAFEGUARDING', 'police', 'MENTAL_HEALTH', 'CATEGORY_NOT_DISCLOSED'],
  [
    'mash.analyst',
    'ADULT_SAFEGUARDING',
    'police',
    'CRIMINAL_OFFENCE+INTELLIGENCE',
    'CATEGORY_NOT_DISCLOSED',
  ],
  ['mash.analyst', 'DOMESTIC_ABUSE_RISK', 'police', 'RISK', 'permit'],
  ['mash.analyst', 'DOMESTIC_ABUSE_RISK', 'police', 'CONTACT', 'CATEGORY_NOT_DISCLOSED'],
  ['mash.analyst', 'CRIME_PREVENTION', 'police', 'CRIMINAL_OFFENCE', 'PURPOSE_NOT_HELD_BY_ROLE'],
  // MASH manager: the same, notes and mental health, and emergencies.
  ['mash.manager', 'ADULT_SAFEGUARDING', 'police', 'PRACTITIONER_NOTE', 'permit'],
  ['mash.manager', 'ADULT_SAFEGUARDING', 'police', 'INTELLIGENCE', 'CATEGORY_NOT_DISCLOSED'],
  ['mash.manager', 'DOMESTIC_ABUSE_RISK', 'police', 'MENTAL_HEALTH', 'permit'],
  ['mash.manager', 'DOMESTIC_ABUSE_RISK', 'police', 'CONTACT', 'CATEGORY_NOT_DISCLOSED'],
  ['mash.manager', 'VITAL_INTERESTS', 'police', 'RISK', 'permit'],
  ['mash.manager', 'VITAL_INTERESTS', 'police', 'CRIMINAL_OFFENCE', 'CATEGORY_NOT_DISCLOSED'],
  ['probation.officer', 'OFFENDER_MANAGEMENT', 'police', 'CRIMINAL_OFFENCE', 'permit'],
  ['probation.officer', 'OFFENDER_MANAGEMENT', 'police', 'INTELLIGENCE', 'CATEGORY_NOT_DISCLOSED'],
  ['probation.officer', 'OFFENDER_MANAGEMENT', 'police', 'THIRD_PARTY', 'CATEGORY_NOT_DISCLOSED'],
  ['probation.officer', 'DOMESTIC_ABUSE_RISK', 'police', 'CALL_FOR_SERVICE', 'permit'],
  ['probation.officer', 'DOMESTIC_ABUSE_RISK', 'police', 'HEALTH', 'CATEGORY_NOT_DISCLOSED'],
  // Police officer.
  ['police.officer', 'CRIME_PREVENTION', 'police', 'INTELLIGENCE', 'permit'],
  ['police.officer', 'CRIME_PREVENTION', 'police', 'HEALTH', 'CATEGORY_NOT_DISCLOSED'],
  ['police.officer', 'DVDS', 'police', 'CRIMINAL_OFFENCE', 'permit'],
  ['police.officer', 'DVDS', 'police', 'INTELLIGENCE', 'CATEGORY_NOT_DISCLOSED'],
  ['police.officer', 'DOMESTIC_ABUSE_RISK', 'police', 'THIRD_PARTY', 'permit'],
  ['police.officer', 'DOMESTIC_ABUSE_RISK', 'police', 'INTELLIGENCE', 'CATEGORY_NOT_DISCLOSED'],
  ['police.officer', 'VITAL_INTERESTS', 'police', 'HEALTH', 'permit'],
  ['police.officer', 'VITAL_INTERESTS', 'police', 'INTELLIGENCE', 'CATEGORY_NOT_DISCLOSED'],
  ['police.officer', 'ADULT_SAFEGUARDING', 'police', 'IDENTITY', 'PURPOSE_NOT_HELD_BY_ROLE'],
  ['housing.officer', 'ADULT_SAFEGUARDING', 'police', 'INTELLIGENCE', 'NO_AGREEMENT'],
  ['housing.officer', 'ADULT_SAFEGUARDING', 'police', 'CRIMINAL_OFFENCE', 'NO_AGREEMENT'],
  // Community safety hub.
  ['csh.coordinator', 'CRIME_PREVENTION', 'police', 'CALL_FOR_SERVICE', 'permit'],
  ['csh.coordinator', 'CRIME_PREVENTION', 'police', 'CRIMINAL_OFFENCE', 'CATEGORY_NOT_DISCLOSED'],
  ['csh.coordinator', 'DEATH_REVIEW', 'police', 'CRIMINAL_OFFENCE', 'permit'],
  ['csh.coordinator', 'DEATH_REVIEW', 'police', 'INTELLIGENCE', 'CATEGORY_NOT_DISCLOSED'],
  // Domestic abuse adviser: a charity, so never criminal records.
  ['idva', 'DOMESTIC_ABUSE_RISK', 'police', 'RISK', 'permit'],
  ['idva', 'DOMESTIC_ABUSE_RISK', 'police', 'CRIMINAL_OFFENCE', 'CATEGORY_NOT_DISCLOSED'],
  ['idva', 'DOMESTIC_ABUSE_RISK', 'police', 'ADDRESS', 'CATEGORY_NOT_DISCLOSED'],
  ['idva', 'ADULT_SAFEGUARDING', 'police', 'RISK', 'PURPOSE_NOT_HELD_BY_ROLE'],
  ['mash.analyst', null, 'police', 'IDENTITY', 'PURPOSE_NOT_HELD_BY_ROLE'],
  // Words nobody knows.
  ['mash.director', 'ADULT_SAFEGUARDING', 'police', 'IDENTITY', 'PURPOSE_NOT_HELD_BY_ROLE'],
  ['mash.analyst', 'CURIOSITY', 'police', 'IDENTITY', 'PURPOSE_NOT_HELD_BY_ROLE'],
  ['mash.analyst', '__proto__', 'police', 'IDENTITY', 'PURPOSE_NOT_HELD_BY_ROLE'],
  ['mash.analyst', 'ADULT_SAFEGUARDING', 'police', 'RELIGION', 'CATEGORY_NOT_DISCLOSED'],
  ['dpo', 'AUDIT', 'police', 'IDENTITY', 'NO_AGREEMENT'],
]
