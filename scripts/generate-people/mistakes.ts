import type { Chance } from './chance'

/**
 * How often two records of one person disagree, published for the trust records of CRATE. "Alike": they sound
 * the same; "begins alike": only their first two letters are the same; "other": nothing is.
 * @see Cardinal et al. 2023, BMC Medical Informatics and Decision Making 23, and CRATE's defaults
 */
export const disagreements = {
  givenNames: {
    F: { alike: 0.00894, beginsAlike: 0.00881, other: 0.00572 },
    M: { alike: 0.0084, beginsAlike: 0.00688, other: 0.00625 },
  },
  familyName: {
    F: { alike: 0.00551, beginsAlike: 0.00378, other: 0.0567 },
    M: { alike: 0.00471, beginsAlike: 0.00247, other: 0.0134 },
  },
  /** Given names in another order. */
  namesExchanged: 0.00191,
  dateOfBirth: 0.00492,
  /** Of those, a part of the date is right. */
  datePartlyRight: 0.933,
  sex: 0.0033,
  postcodeAlike: 0.0097,
  postcodeOther: 0.3,
} as const

/** How often one record is wrong, when two disagree that often. */
export function ofOne(rate: number): number {
  return (1 - Math.sqrt(1 - 2 * rate)) / 2
}

const alphabet = Array.from('abcdefghijklmnopqrstuvwxyz')
const vowels = Array.from('aeiou')

/** Another spelling of the same sound: a vowel for a vowel, a letter doubled or no longer. */
export function soundingAlike(text: string, chance: Chance): string {
  const twice = /(.)\1/.exec(text.slice(1))
  if (twice) return text.replace(new RegExp(`(?<=.)${escaped(twice[0])}`), twice[0].charAt(0))
  const at = placeOf(text, (letter) => vowels.includes(letter), chance)
  if (at === null) return `${text}${text.slice(-1)}`
  return text.slice(0, at) + chance.pick(vowels) + text.slice(at + 1)
}

/** A slip after the first two characters: one more, less, other, or exchanged with the next; or cut short. */
export function misspelled(text: string, chance: Chance): string {
  if (text.length < 4) return `${text}${chance.pick(alphabet)}`
  const at = chance.between(2, text.length - 2)
  const [before, letter, next] = [text.slice(0, at), text.charAt(at), text.charAt(at + 1)]
  const other = /\d/.test(letter) ? String(chance.below(10)) : chance.pick(alphabet)
  const made = {
    more: before + other + text.slice(at),
    less: before + text.slice(at + 1),
    other: before + other + text.slice(at + 1),
    exchanged: before + next + letter + text.slice(at + 2),
    short: before,
  }
  return chance.pick(Object.values(made))
}

/** A date that is wrong: most often a digit, or day and month exchanged. ISO 8601, perhaps of no calendar. */
export function wrongDate(date: string, chance: Chance): string {
  const [year = '', month = '', day = ''] = date.split('-')
  const [anyMonth, anyDay] = [twoDigits(chance.between(1, 12)), twoDigits(chance.between(1, 28))]
  const otherYear = (by: number) => String(Number(year) + by)
  const isPartlyRight = chance.happens(disagreements.datePartlyRight)
  const mayBeExchanged = Number(day) <= 12 && day !== month
  const made = isPartlyRight
    ? [
        [year, month, anyDay],
        [year, anyMonth, day],
        [otherYear(chance.pick([-1, 1])), month, day],
        mayBeExchanged ? [year, day, month] : [year, month, anyDay],
      ]
    : [[otherYear(-chance.between(1, 9)), anyMonth, anyDay]]
  return chance.pick(made).join('-')
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

/** A place after the first character whose letter is one of these, by chance; null: there is none. */
function placeOf(text: string, isOne: (letter: string) => boolean, chance: Chance): number | null {
  const places = Array.from(text, (letter, at) => (at > 0 && isOne(letter) ? at : -1)).filter(
    (at) => at >= 0,
  )
  return places.length === 0 ? null : chance.pick(places)
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
