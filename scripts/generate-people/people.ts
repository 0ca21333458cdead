import type { Chance } from './chance'
import type { Sex } from './names'
import { drawGivenName } from './names'
import type { Origin } from './naming'
import type { Place } from './places'
import { drawDigits } from './places'

/** Somebody made up: what is true of them, whatever is written down. */
export interface MadeUpPerson {
  /** Place among all people, from 0. */
  readonly number: number
  readonly origin: Origin
  readonly sex: Sex
  readonly given: string
  readonly middle: readonly string[]
  readonly family: string
  /** What others call them who do not use the first name. */
  readonly otherGiven: string
  /** A name from before a marriage, or of the other parent. */
  readonly formerFamily: string
  readonly isAdult: boolean
  /** ISO 8601. */
  readonly dateOfBirth: string
  /** Null: no fixed abode. */
  readonly place: Place | null
  /** Where they lived before. */
  readonly formerPlace: Place
  readonly mobile: string
  /** Numbers of groups; null: they are in none. */
  readonly household: number
  /** Children of the same parents. */
  readonly siblings: number | null
  /** Children of one birth. */
  readonly twins: number | null
  /** Two people of one family with the same first and family name. */
  readonly namesakes: number | null
}

/** What a person is made of beside chance. */
export interface Drawn {
  readonly origin: Origin
  readonly sex: Sex
  readonly family: string
  readonly formerFamily: string
  readonly dateOfBirth: string
  readonly isAdult: boolean
  /** Names that others of the family have. */
  readonly taken?: readonly string[]
}

interface DrawnPerson extends Omit<
  MadeUpPerson,
  'number' | 'place' | 'formerPlace' | 'household' | 'mobile'
> {
  /** The last of the own telephone number. */
  readonly mobileDigits: string
}

/** Somebody with these; not yet in a house or a group. */
export function drawPerson({ taken = [], ...drawn }: Drawn, chance: Chance): DrawnPerson {
  const { origin, sex } = drawn
  const count = chance.happens(middleNameShare) ? 1 + Number(chance.happens(0.15)) : 0
  const names: string[] = []
  const draw = () => {
    let name = drawGivenName(origin, sex, chance)
    while (taken.includes(name) || names.includes(name)) name = drawGivenName(origin, sex, chance)
    names.push(name)
    return name
  }
  return {
    ...drawn,
    given: draw(),
    middle: Array.from({ length: count }, draw),
    otherGiven: draw(),
    mobileDigits: drawDigits(chance),
    ...{ siblings: null, twins: null, namesakes: null },
  }
}

const middleNameShare = 0.6

/** The year that everybody's age is reckoned in, so that a seed gives the same people every year. */
const thisYear = 2025
/** Share of people of some origins whose birthday an office set to the first of January. */
const setBirthdayShare = 0.15
const withSetBirthdays: readonly Origin[] = ['arabicSomali', 'urduBengali', 'westAfrican']

/** The date on which somebody was born who is that old, in years. */
export function drawDateOfBirth(age: number, origin: Origin, chance: Chance): string {
  const year = thisYear - age
  if (age > 18 && withSetBirthdays.includes(origin) && chance.happens(setBirthdayShare))
    return `${year}-01-01`
  const dayOfYear = chance.below(365)
  return new Date(Date.UTC(year, 0, 1 + dayOfYear)).toISOString().slice(0, 10)
}
