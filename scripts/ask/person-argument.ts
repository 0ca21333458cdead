import type { IdentifierType } from '../../common/identifiers/person-identifiers'
import { canonicalPostcode } from '../../common/identifiers/address-identifiers'
import { canonicalIdentifier } from '../../common/identifiers/person-identifiers'
import { UsageError } from './usage'

/** How the person is named on the command line. */
export type PersonArgument =
  | { readonly by: 'identifier'; readonly type: IdentifierType; readonly value: string }
  | { readonly by: 'id'; readonly id: string }

/** How an address is named. */
export interface AddressArgument {
  readonly by: 'address'
  readonly uprn: string
}

/** How the addresses of a postcode are named. */
export interface PostcodeArgument {
  readonly by: 'postcode'
  readonly postcode: string
}

/** Whom or what the question is about. */
export type SubjectArgument = PersonArgument | AddressArgument

/** What names a person or an address, by option. */
type SubjectValues = Readonly<Partial<Record<keyof typeof identifierTypes, string>>> & {
  readonly uprn?: string | undefined
  readonly person?: string | undefined
}

/** The person identifiers of the hub, by the option that takes them. */
export const identifierTypes = {
  nhs: 'NHS_NUMBER',
  pnc: 'PNC_ID',
  cro: 'CRO_NUMBER',
  crn: 'CRN',
} as const

/**
 * The postcode whose addresses are looked for.
 * @throws UsageError when it is none, or names no place
 */
export function readPostcode(text: string): PostcodeArgument {
  const postcode = canonicalPostcode(text.replaceAll(/\s+/g, ' '))
  if (postcode !== null) return { by: 'postcode', postcode }
  throw new UsageError(
    `--postcode must be a whole postcode of a place such as "ZY1 4AB", got "${text}"`,
  )
}

/**
 * The person or the address that the options name.
 * @throws UsageError when they name none, or more than one
 */
export function readSubject(values: SubjectValues): SubjectArgument {
  const given: SubjectArgument[] = []
  for (const name of ['nhs', 'pnc', 'cro', 'crn'] as const) {
    const value = values[name]
    const type = identifierTypes[name]
    if (value !== undefined) given.push({ by: 'identifier', type, value: asTyped(type, value) })
  }
  if (values.uprn !== undefined) given.push({ by: 'address', uprn: values.uprn.trim() })
  if (values.person !== undefined) given.push({ by: 'id', id: values.person.trim() })
  const [subject, ...others] = given
  if (!subject || others.length > 0)
    throw new UsageError(
      'Name the person once: --nhs, --pnc, --cro, --crn, --uprn, --postcode or --person',
    )
  return subject
}

/**
 * People type capitals small and put spaces in; the check letter is not a guess, and what is no
 * identifier even so goes to the hub as it is, which says so.
 */
function asTyped(type: IdentifierType, value: string): string {
  return canonicalIdentifier(type, value.toUpperCase().replaceAll(/\s/g, '')) ?? value
}
