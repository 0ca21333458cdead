import { Chance } from './chance'
import type { Sex } from './names'
import { drawFamilyName, drawOrigin, drawReligiousNames, religiousNames } from './names'
import type { Origin } from './naming'
import type { MadeUpPerson } from './people'
import { drawDateOfBirth, drawPerson } from './people'
import { countyOf, drawPlace, ownPhone } from './places'

type Member = ReturnType<typeof drawPerson>

/** Shares of kinds of households; chosen, about as they are. */
const kinds = { single: 0.3, couple: 0.28, family: 0.27, loneParent: 0.1, shared: 0.05 }

/** Maternities with more than one child: 15 in a thousand, as the Office for National Statistics counts them. */
const twinShare = 0.015
/** Twins of one sex. */
const sameSexShare = 0.66
/** First sons called what their father is called: chosen. */
const namesakeShare = 0.02
/** People without a fixed abode. Published is 0.0002 (CRATE); ten times as many, so that there are some. */
const noAbodeShare = 0.002

/**
 * Households one after the other until there are so many people; the last one may be cut short. The same
 * seed gives the same households, whatever the number of people.
 */
export function* madeUpHouseholds(
  people: number,
  seed: number,
): Generator<readonly MadeUpPerson[], void> {
  let number = 0
  for (let household = 0; number < people; household += 1) {
    const chance = new Chance(seed, household)
    const members = drawMembers(household, chance).slice(0, people - number)
    const county = countyOf(household)
    const [home, former] = [drawPlace(county, chance), drawPlace(county, chance)]
    const hasAbode = members.length > 1 || !chance.happens(noAbodeShare * membersPerHousehold)
    yield members.map(({ mobileDigits, ...member }, index) => ({
      ...{ ...member, number: number + index, household },
      mobile: ownPhone(county, mobileDigits),
      ...{ place: hasAbode ? home : null, formerPlace: former },
    }))
    number += members.length
  }
}

/** Those alone are three in ten households; only they are without an abode here. */
const membersPerHousehold = 2.1 / kinds.single

function drawMembers(household: number, chance: Chance): readonly Member[] {
  const kind = chance.among(kinds)
  const origin = drawOrigin(chance)
  switch (kind) {
    case 'single':
      return [drawAdult({ origin, age: chance.between(19, 95) }, chance)]
    case 'shared':
      return Array.from({ length: chance.between(2, 5) }, () =>
        drawAdult({ origin: drawOrigin(chance), age: chance.between(19, 40) }, chance),
      )
    case 'couple':
      return drawCouple(origin, chance.between(20, 90), chance)
    case 'family':
      return drawFamily(household, drawCouple(origin, chance.between(24, 55), chance), chance)
    case 'loneParent': {
      const parent = drawAdult({ origin, age: chance.between(20, 50), sex: 'F' }, chance)
      return drawFamily(household, [parent], chance)
    }
  }
}

interface Adult {
  readonly origin: Origin
  /** In years. */
  readonly age: number
  readonly sex?: Sex
  readonly family?: string
}

function drawAdult({ origin, age, ...known }: Adult, chance: Chance): Member {
  const sex = known.sex ?? (chance.happens(0.51) ? 'F' : 'M')
  const family = known.family ?? drawFamilyName(origin, chance)
  const formerFamily = drawFamilyName(origin, chance)
  const dateOfBirth = drawDateOfBirth(age, origin, chance)
  return drawPerson({ origin, sex, family, formerFamily, dateOfBirth, isAdult: true }, chance)
}

function drawCouple(origin: Origin, age: number, chance: Chance): readonly Member[] {
  const names = drawReligiousNames(origin, chance)
  const man = drawAdult({ origin, age, sex: 'M', ...(names ? { family: names.M } : {}) }, chance)
  const shared = names?.F ?? (chance.happens(0.75) ? man.family : undefined)
  const theirs = shared === undefined ? {} : { family: shared }
  const other = Math.max(19, age + chance.between(-6, 4))
  return [man, drawAdult({ origin, age: other, sex: 'F', ...theirs }, chance)]
}

/** Parents and one to four children; twins, and a first son with his father's name, now and then. */
function drawFamily(
  household: number,
  parents: readonly Member[],
  chance: Chance,
): readonly Member[] {
  const wanted = chance.between(1, 4)
  const children: Member[] = []
  let age = chance.between(0, 6)
  while (children.length < wanted) {
    const child = drawChild(parents, children, age, chance)
    if (!chance.happens(twinShare)) children.push(child)
    else children.push(...drawTwins(child, household, chance))
    age = Math.min(17, age + chance.between(1, 4))
  }
  return withNamesake(parents, children, household, chance).map((member, index) =>
    index < parents.length ? member : { ...member, siblings: household },
  )
}

function drawChild(
  parents: readonly Member[],
  elders: readonly Member[],
  age: number,
  chance: Chance,
): Member {
  const [first, second = first] = parents
  if (!first || !second) throw new RangeError('a child has a parent')
  const sex: Sex = chance.happens(0.49) ? 'F' : 'M'
  const isReligious = first.family === 'Singh' || second.family === 'Kaur'
  const family = isReligious ? religiousNames[sex] : first.family
  const { origin } = first
  const { formerFamily } = second
  const dateOfBirth = drawDateOfBirth(age, origin, chance)
  const taken = [...parents, ...elders].map(({ given }) => given)
  const drawn = { origin, sex, family, formerFamily, dateOfBirth, isAdult: false, taken }
  return drawPerson(drawn, chance)
}

/** A child and another of the same birth, by another name. */
function drawTwins(child: Member, household: number, chance: Chance): readonly Member[] {
  const { origin, family, formerFamily, dateOfBirth, isAdult, given } = child
  const sex: Sex = chance.happens(sameSexShare) ? child.sex : otherSex[child.sex]
  const drawn = { origin, sex, family, formerFamily, dateOfBirth, isAdult, taken: [given] }
  return [child, drawPerson(drawn, chance)].map((twin) => ({ ...twin, twins: household }))
}

const otherSex: Readonly<Record<Sex, Sex>> = { F: 'M', M: 'F' }

/** The members, the first son now and then named like his father. */
function withNamesake(
  parents: readonly Member[],
  children: readonly Member[],
  household: number,
  chance: Chance,
): readonly Member[] {
  const father = parents.find(({ sex }) => sex === 'M')
  const son = children.findIndex(({ sex, twins }) => sex === 'M' && twins === null)
  if (!father || son < 0 || !chance.happens(namesakeShare)) return [...parents, ...children]
  const namesakes = household
  return [
    ...parents.map((parent) => (parent === father ? { ...parent, namesakes } : parent)),
    ...children.map((child, index) =>
      index === son ? { ...child, given: father.given, family: father.family, namesakes } : child,
    ),
  ]
}
