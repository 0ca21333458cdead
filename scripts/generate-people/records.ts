import type { Chance } from './chance'
import { nhsNumberOf, pncIdOf } from './identifiers'
import { disagreements, misspelled, ofOne, soundingAlike, wrongDate } from './mistakes'
import { otherSpelling } from './names'
import type { MadeUpPerson } from './people'
import type { Place } from './places'

/** Columns of every file, in their order; not every agency fills in all. */
export const recordColumns = [
  'id',
  'given_name',
  'middle_names',
  'family_name',
  'other_given_name',
  'other_family_name',
  'date_of_birth',
  'sex',
  'house_number',
  'street',
  'town',
  'postcode',
  'phone',
  'nhs_number',
  'pnc_id',
] as const

type Column = (typeof recordColumns)[number]

/** What one agency has written down of somebody; what it does not know is empty. */
export type MadeUpRecord = Readonly<Record<Exclude<Column, 'id'>, string>>

interface AgencyKind {
  /** Shares of people who have a record there, 0 to 1. */
  readonly adults: number
  readonly children: number
  /** Share of records in which what is known is written down, 0 to 1. */
  readonly fills: Readonly<Partial<Record<Column, number>>>
}

/** Who keeps records. All shares are chosen: nobody publishes them. */
export const agencyKinds = {
  gp: {
    ...{ adults: 0.9, children: 0.95 },
    fills: { nhs_number: 0.98, middle_names: 0.8, phone: 0.6, other_given_name: 0, pnc_id: 0 },
  },
  hospital: {
    ...{ adults: 0.4, children: 0.35 },
    fills: { nhs_number: 0.9, middle_names: 0.5, phone: 0.5, other_given_name: 0.1, pnc_id: 0 },
  },
  housing: {
    ...{ adults: 0.25, children: 0.1 },
    fills: { nhs_number: 0, middle_names: 0.2, phone: 0.7, sex: 0.6, pnc_id: 0 },
  },
  council: {
    ...{ adults: 0.12, children: 0.25 },
    fills: { nhs_number: 0.4, middle_names: 0.5, phone: 0.4, pnc_id: 0 },
  },
  police: {
    ...{ adults: 0.15, children: 0.04 },
    fills: {
      nhs_number: 0,
      middle_names: 0.7,
      phone: 0.4,
      postcode: 0.9,
      other_given_name: 0.3,
      pnc_id: 0.6,
    },
  },
  probation: {
    ...{ adults: 0.03, children: 0 },
    fills: { nhs_number: 0, middle_names: 0.7, phone: 0.5, other_given_name: 0.3, pnc_id: 0.8 },
  },
} as const satisfies Readonly<Record<string, AgencyKind>>

export type AgencyName = keyof typeof agencyKinds

export const agencyNames = Object.keys(agencyKinds) as readonly AgencyName[]

/** People whom one agency has twice. */
const doubleShare = 0.01
/** Records that spell a name of several spellings in another way: chosen. */
const spellingShare = 0.15
/** Records in which family name and first name stand each in the other's place, where family names come first. */
const nameOrderShare = 0.03

const defaultFills: Readonly<Partial<Record<Column, number>>> = {
  date_of_birth: 0.99,
  postcode: 0.97,
  street: 0.95,
  town: 0.95,
  house_number: 0.95,
  other_given_name: 0.05,
}

/** What agencies have of somebody. */
export function* recordsOf(
  person: MadeUpPerson,
  people: number,
  chance: Chance,
): Generator<{ readonly agency: AgencyName; readonly record: MadeUpRecord }, void> {
  for (const agency of agencyNames) {
    const { adults, children, fills } = agencyKinds[agency]
    if (!chance.happens(person.isAdult ? adults : children)) continue
    const copies = chance.happens(doubleShare) ? 2 : 1
    for (let copy = 0; copy < copies; copy += 1)
      yield { agency, record: filled(written(person, people, chance), fills, chance) }
  }
}

/** A record with its mistakes, all of it filled in. */
function written(person: MadeUpPerson, people: number, chance: Chance): MadeUpRecord {
  const [given, middle] = givenNames(person, chance)
  const family = familyName(person, chance)
  const isExchanged = person.origin === 'chineseVietnamese' && chance.happens(nameOrderShare)
  const isWrongDate = chance.happens(ofOne(disagreements.dateOfBirth))
  const isWrongSex = chance.happens(ofOne(disagreements.sex))
  return {
    given_name: isExchanged ? family : given,
    middle_names: middle.join(' '),
    family_name: isExchanged ? given : family,
    other_given_name: person.otherGiven,
    other_family_name: person.formerFamily,
    date_of_birth: isWrongDate ? wrongDate(person.dateOfBirth, chance) : person.dateOfBirth,
    sex: isWrongSex ? { F: 'M', M: 'F' }[person.sex] : person.sex,
    ...whereabouts(person, chance),
    nhs_number: nhsNumberOf(person.number, people) ?? '',
    pnc_id: pncIdOf(person.number),
  }
}

function givenNames(person: MadeUpPerson, chance: Chance): readonly [string, readonly string[]] {
  const { alike, beginsAlike, other } = disagreements.givenNames[person.sex]
  const { otherGiven, middle, given: own } = person
  const called = chance.happens(ofOne(other)) ? otherGiven : own
  const given = nameAsWritten(called, person, { alike, beginsAlike }, chance)
  const [first, ...rest] = middle
  if (first !== undefined && chance.happens(ofOne(disagreements.namesExchanged)))
    return [first, [given, ...rest]]
  return [given, middle]
}

function familyName(person: MadeUpPerson, chance: Chance): string {
  const { alike, beginsAlike, other } = disagreements.familyName[person.sex]
  const name = chance.happens(ofOne(other)) ? person.formerFamily : person.family
  return nameAsWritten(name, person, { alike, beginsAlike }, chance)
}

function nameAsWritten(
  name: string,
  { origin }: MadeUpPerson,
  rates: { readonly alike: number; readonly beginsAlike: number },
  chance: Chance,
): string {
  const spelled = chance.happens(spellingShare) ? otherSpelling(name, origin, chance) : name
  if (chance.happens(ofOne(rates.alike))) return soundingAlike(spelled, chance)
  return chance.happens(ofOne(rates.beginsAlike)) ? misspelled(spelled, chance) : spelled
}

/** Written for people without a fixed abode. */
const noFixedAbode: Place = {
  ...{ houseNumber: '', street: '', town: '', phone: '' },
  postcode: 'ZZ99 3VZ',
}
/** Records with somebody's own number, not that of the house. */
const mobileShare = 0.6

function whereabouts(person: MadeUpPerson, chance: Chance) {
  const isFormer = chance.happens(ofOne(disagreements.postcodeOther))
  const isMobile = chance.happens(mobileShare)
  const isMistyped = chance.happens(ofOne(disagreements.postcodeAlike))
  const place = (isFormer ? person.formerPlace : person.place) ?? noFixedAbode
  const { houseNumber, street, town, postcode, phone } = place
  return {
    house_number: houseNumber,
    ...{ street, town },
    postcode: isMistyped ? misspelled(postcode, chance) : postcode,
    phone: isMobile || phone === '' ? person.mobile : phone,
  }
}

/** The record with what the agency has not written down left out. */
function filled(record: MadeUpRecord, fills: AgencyKind['fills'], chance: Chance): MadeUpRecord {
  const isAlias = chance.happens(fills.other_given_name ?? defaultFills.other_given_name ?? 0)
  const kept = Object.entries(record).map(([column, value]): [string, string] => {
    const share = fills[column as Column] ?? defaultFills[column as Column] ?? 1
    return [column, chance.happens(share) ? value : '']
  })
  const alias = isAlias
    ? { other_given_name: record.other_given_name, other_family_name: record.other_family_name }
    : { other_given_name: '', other_family_name: '' }
  return { ...(Object.fromEntries(kept) as MadeUpRecord), ...alias }
}
