import type { IdentifierType } from '../identifiers/person-identifiers'
import type { Likeness } from '../likeness/likeness'
import type { HiddenFrom } from './hiding'
import type { HouseholdToken } from './household-tokens'

/** Path under which the person index takes registrations. */
export const registrationsPath = '/registrations'

/** Path under which it says whom other agencies protect. */
export const protectionsPath = '/protections'

/** Most people about whom one question to it may be. */
export const protectionBatchSize = 50

/** How many people an agency may ask about in a minute: 100,000 take less than two hours. */
export const protectionsPerMinute = 1000

/** Whether another agency protects where somebody is. */
export interface ProtectionAnswer {
  readonly ref: string
  /** Null: not known yet, ask again later. */
  readonly isProtected: boolean | null
}

/** What an agency asks of the index about its own people. */
export interface ProtectionQuestion {
  readonly ask: readonly string[]
  /** What it has taken from earlier answers: the index tells it again when that changes. */
  readonly took: readonly ProtectionAnswer[]
}

/** Most people in one registration. */
export const registrationBatchSize = 200

/** A registration that came after a newer one of the same reference: the newer one stays. */
export interface Overtaken {
  readonly ref: string
  /** Of the newer one. */
  readonly sequence: number
}

/** A keyed token of an identifier. */
export interface IdentifierToken {
  readonly type: IdentifierType
  readonly token: string
  /**
   * Of an NHS number: whether the agency has traced it. False: it ties the record to nobody by itself and is compared with
   * everything else, so that a likeness must be there. Absent: not known; it counts as a traced one.
   */
  readonly isTraced?: boolean
}

/** What the index is told about one local person: keyed tokens, no name, no date. */
export interface Registration {
  readonly ref: string
  /**
   * From 1, at most `Number.MAX_SAFE_INTEGER`: of two that an agency sends of one reference the higher is the newer,
   * whichever comes first. Absent: whatever comes last is taken.
   */
  readonly sequence?: number
  readonly tokens: readonly IdentifierToken[]
  readonly addresses: readonly string[]
  /** Postcodes by which they may be found, by the rules of `addresses`; absent: by none. */
  readonly postcodes?: readonly string[]
  /**
   * Where and under which surname they live or lived: compared with staff who ask about them, and
   * never searched. Those of a person whose address is protected too.
   */
  readonly households?: readonly HouseholdToken[]
  /** By which they are searched for by name; absent: nobody finds them by name, which a search says. */
  readonly likeness?: Likeness
  /** True: nobody may find this person by an address, whichever agency knows it. */
  readonly isAddressProtected?: boolean
  /** Each keeps it from some staff that the record is there: to them it must not exist. */
  readonly hiddenFrom?: readonly HiddenFrom[]
  /** True: the index must forget the record. */
  readonly isWithdrawn?: boolean
}
