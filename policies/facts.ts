import type { Handling, Role } from './vocabulary'

/**
 * All that a decision may depend on. Texts that the policy does not know are allowed here and permit
 * nothing. Who the person is, and what kind of relationship abuse happened in, is not here on purpose.
 */
export interface DisclosureFacts {
  /** The requester's roles, as their organisation's sign-in states them. */
  readonly roles: readonly string[]
  /** Purpose of the enquiry; null before there is one. */
  readonly purpose: string | null
  /** Kind of the service whose data it is. */
  readonly sourceKind: string
  /** The day of asking in UTC, as in 2026-04-01: agreements are in force from a day until a day. */
  readonly askedOn: string
  /** What the enquiry states beside its reason; absent: nothing. */
  readonly stated?: readonly string[]
  /** The field, as in `Incident.callerType`; absent when the question is about a category as such. */
  readonly coordinate?: string
  /**
   * Categories of the field. Empty: no more than the field that led to it, so anything the source
   * discloses to the role will do. Null: the field was never classified.
   */
  readonly categories: readonly string[] | null
}

/** Why a question may not be asked at all, whatever the source would say. */
export const denialReasons = [
  /** The field says nothing about what it is. */
  'UNCLASSIFIED',
  /** None of the requester's roles may claim this purpose. */
  'PURPOSE_NOT_HELD_BY_ROLE',
] as const

/** Why a source keeps something back, from the most general to the most particular. */
export const withholdingReasons = [
  /** This kind of source discloses nothing to the role for the purpose. */
  'NO_AGREEMENT',
  /** There is such an agreement, but not on the day of asking. */
  'AGREEMENT_NOT_IN_FORCE',
  /** The source discloses something to the role for the purpose, but not this. */
  'CATEGORY_NOT_DISCLOSED',
  /** It would be disclosed had the enquiry stated why that is in the public interest. */
  'PUBLIC_INTEREST_TEST_MISSING',
  /** The same of why it is necessary and proportionate. */
  'NECESSITY_MISSING',
  /** The same of how the victim was told. */
  'NOTICE_TO_VICTIM_MISSING',
  /** A statute says that for this purpose this source discloses nothing, whatever is agreed. */
  'PROHIBITED_BY_LAW',
] as const

export type DenialReason = (typeof denialReasons)[number]
export type WithholdingReason = (typeof withholdingReasons)[number]

export type Decision =
  | {
      readonly effect: 'permit'
      /** The role that gave the right. */
      readonly role: Role
      /** Statute and section the disclosure rests on, then the condition for this kind of data. */
      readonly legalPower: string
      readonly handling: Handling
      /** True when convictions that are spent may be told too. */
      readonly showsSpent: boolean
    }
  | { readonly effect: 'withhold'; readonly reason: WithholdingReason }
  | { readonly effect: 'deny'; readonly reason: DenialReason }
