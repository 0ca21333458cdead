import type { Chance } from './chance'
import type { Naming, Origin } from './naming'
import { namings, origins } from './naming'

export type Sex = 'F' | 'M'

const originShares = Object.fromEntries(
  origins.map((origin) => [origin, namings[origin].share]),
) as Record<Origin, number>

export function drawOrigin(chance: Chance): Origin {
  return chance.among(originShares)
}

export function drawGivenName(origin: Origin, sex: Sex, chance: Chance): string {
  return chance.pickEarly<string>(namings[origin].given[sex])
}

/** Share of people with one of the common family names. */
const commonShare = 0.45
const doubleNameShare = { iberian: 0.6, british: 0.03 } as const

/** A family name; where it is usual, of two parts. */
export function drawFamilyName(origin: Origin, chance: Chance): string {
  const single = drawSingleName(namings[origin], chance)
  const share = origin === 'iberian' || origin === 'british' ? doubleNameShare[origin] : 0
  if (!chance.happens(share)) return single
  const joint = origin === 'iberian' ? ' ' : '-'
  return `${single}${joint}${drawSingleName(namings[origin], chance)}`
}

function drawSingleName({ family, familyParts }: Naming, chance: Chance): string {
  if (chance.happens(commonShare)) return chance.pickEarly(family)
  const [starts, ends] = familyParts
  return chance.pickEarly(starts) + chance.pickEarly(ends)
}

/** Sikh men and women bear different names in one family. */
export const religiousNames = { F: 'Kaur', M: 'Singh' } as const
const religiousShare = 0.4

/** The name that the sons and daughters of a family bear; null: the family's own. */
export function drawReligiousNames(
  origin: Origin,
  chance: Chance,
): Readonly<Record<Sex, string>> | null {
  return origin === 'punjabi' && chance.happens(religiousShare) ? religiousNames : null
}

const spellingsOf = new Map<string, readonly string[]>(
  origins.flatMap((origin) =>
    namings[origin].spellings.flatMap((group: readonly string[]) =>
      group.map((name): [string, readonly string[]] => [
        `${origin} ${name}`,
        group.filter((other) => other !== name),
      ]),
    ),
  ),
)

/** The name as another office may spell it, or as it is when it is always spelled so. */
export function otherSpelling(name: string, origin: Origin, chance: Chance): string {
  const others = spellingsOf.get(`${origin} ${name}`)
  return others ? chance.pick(others) : name
}
