import { canonicalNhsNumber } from '../../common/identifiers/nhs-number'

/** Somebody made up whom every agency knows. */
export interface MadeUpPerson {
  /** From the numbers that are kept for tests: 999 000 xxxx. */
  readonly nhsNumber: string
  /** Of all agencies together, beside each agency's description of the person. */
  readonly records: number
}

/**
 * As many people as asked for with so many records each, the same ones every time.
 * @param skip how many are left out before them, so that two groups have nobody in common
 * @throws Error when there are not enough numbers for that
 */
export function madeUpPeople(count: number, records: number, skip = 0): readonly MadeUpPerson[] {
  const people = nhsNumbers.slice(skip, skip + count)
  if (people.length < count) throw new Error(`There are only ${nhsNumbers.length} made-up people`)
  return people.map((nhsNumber) => ({ nhsNumber, records }))
}

/** What a made-up person is called, and when they were born: another name for each number. */
export function describedPerson({ nhsNumber }: Pick<MadeUpPerson, 'nhsNumber'>) {
  const serial = Number(nhsNumber.slice(5, 9))
  const [a = 0, b = 0, c = 0, d = 0] = [5, 6, 7, 8].map((place) => Number(nhsNumber.charAt(place)))
  const twoDigits = (value: number) => String(value).padStart(2, '0')
  return {
    forenames: `${capital(first[c] ?? '')}${second[d] ?? ''}`,
    surname: `${capital(second[a] ?? '')}${first[b] ?? ''}${second[c] ?? ''}wick`,
    dateOfBirth: `${1930 + (serial % 70)}-${twoDigits(1 + (serial % 12))}-${twoDigits(1 + (serial % 28))}`,
  }
}

const first = ['ba', 'cor', 'del', 'fen', 'gar', 'hol', 'jet', 'ket', 'lor', 'mar']
const second = ['nan', 'bert', 'cott', 'den', 'ford', 'ley', 'mer', 'son', 'tam', 'vyn']

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Of every ten numbers that begin alike at most one has the right check digit. */
const nhsNumbers: readonly string[] = Array.from({ length: 10_000 }, (_, number) =>
  canonicalNhsNumber(`999000${String(number).padStart(4, '0')}`),
).filter((number) => number !== null)
