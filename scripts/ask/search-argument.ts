import { UsageError } from './usage'

/** What the hub is asked to look for: members of its `PersonSearchInput`. */
export type SearchVariables = Readonly<Record<string, string | number>>

/** How somebody is described whose numbers are not known. */
export interface NameArgument {
  readonly by: 'name'
  readonly search: SearchVariables
  /** Which of those found is looked at, from 1; null: they are listed. */
  readonly pick: number | null
}

/** The options of a search by name. */
export interface SearchOptions {
  readonly name?: string | undefined
  readonly born?: string | undefined
  readonly 'age-about'?: string | undefined
  readonly postcode?: string | undefined
  readonly phone?: string | undefined
  readonly uprn?: string | undefined
  readonly pick?: string | undefined
}

const onlyWithName = ['born', 'age-about', 'phone', 'pick'] as const

/**
 * Who is looked for by name; null: nobody is. The last word of a name is the family name.
 * @throws UsageError
 */
export function readSearch(options: SearchOptions): NameArgument | null {
  const { name, born, postcode, phone, uprn, pick, 'age-about': age } = options
  if (name === undefined) {
    const alone = onlyWithName.find((one) => options[one] !== undefined)
    if (alone !== undefined) throw new UsageError(`--${alone} belongs to --name`)
    return null
  }
  const search = {
    ...readName(name),
    ...readBirth(born),
    ...(age === undefined ? {} : { ageAbout: readNumber('age-about', age) }),
    ...(postcode === undefined ? {} : { postcode }),
    ...(phone === undefined ? {} : { phone }),
    ...(uprn === undefined ? {} : { uprn }),
  }
  return { by: 'name', search, pick: pick === undefined ? null : readNumber('pick', pick) }
}

function readName(name: string): SearchVariables {
  const words = name.split(/\s+/).filter((word) => word !== '')
  const familyName = words.at(-1)
  if (familyName === undefined) throw new UsageError('--name is empty')
  const givenNames = words.slice(0, -1).join(' ')
  return givenNames === '' ? { familyName } : { givenNames, familyName }
}

/** The hub says whether the day exists. */
function readBirth(born: string | undefined): SearchVariables {
  if (born === undefined) return {}
  return /^\d{4}$/.test(born) ? { yearOfBirth: Number(born) } : { dateOfBirth: born }
}

function readNumber(option: string, text: string): number {
  if (/^\d{1,3}$/.test(text)) return Number(text)
  throw new UsageError(`--${option} must be a whole number, got "${text}"`)
}
