import type { IdentifierType } from '../identifiers/person-identifiers'
import type { HouseholdToken } from './household-tokens'

/** Path under which the person index takes registrations. */
export const registrationsPath = '/registrations'

/** Path under which it says whom other agencies protect. */
export const protectionsPath = '/protections'

/** Most people in one registration. */
export const registrationBatchSize = 200

/** What the index is told about one local person: keyed tokens, no name, no date. */
export interface Registration {
  readonly ref: string
  readonly tokens: readonly { readonly type: IdentifierType; readonly token: string }[]
  readonly addresses: readonly string[]
  /**
   * Where and under which surname they live or lived: compared with staff who ask about them, and
   * never searched. Those of a person whose address is protected too.
   */
  readonly households?: readonly HouseholdToken[]
  /** True: nobody may find this person by an address, whichever agency knows it. */
  readonly isAddressProtected?: boolean
  /** True: the index must forget the record. */
  readonly isWithdrawn?: boolean
}
