import type { Policy } from './policy'
import type { Relation } from './relations'
import { relations } from './relations'
import type { Statement } from './vocabulary'

/** What stands in place of a case reference when there is no case. */
export const noCase = 'NO-CASE'

/** Why somebody must look at a question afterwards. */
export type ReviewFlag =
  /** An emergency: rules were widened for an hour. */
  | 'BREAK_GLASS'
  /** The question belongs to no case. */
  | 'NO_CASE'
  /** More people were looked up than honest work needs. */
  | 'ENUMERATION'
  /** More enquiries were opened than honest work needs. */
  | 'MANY_ENQUIRIES'
  /** A system gave a reason for asking that the policy does not take from it. */
  | 'REASON_REFUSED'
  /** Who asks is, or lives with, or may be family of, whom they asked about. */
  | Relation

/** An enquiry as far as its review follows from it. */
export interface ReviewFacts {
  readonly purpose: string
  readonly caseReference: string
}

/** Why questions under this enquiry are reviewed; empty when nothing stands out. Pure. */
export function reviewFlagsOf(
  { purpose, caseReference }: ReviewFacts,
  policy: Policy,
): readonly ReviewFlag[] {
  return [
    ...(isEmergency(purpose, policy) ? ['BREAK_GLASS' as const] : []),
    ...(caseReference === noCase ? ['NO_CASE' as const] : []),
  ]
}

/** Whether rules are widened for this purpose; not for one that nobody knows. Pure. */
export function isEmergency(purpose: string, policy: Policy): boolean {
  return policy.terms.get(purpose)?.isBreakGlass ?? false
}

/** True for a relation that the policy knows. */
export function isRelation(text: unknown): text is Relation {
  return relations.some((relation) => relation === text)
}

/**
 * Whether somebody may look up a person to whom they are these things: every relation must allow it,
 * and one that the policy does not know does not. Pure.
 */
export function mayLookUp(related: readonly string[], purpose: string, policy: Policy): boolean {
  return related.every((relation) => {
    const terms = policy.relations.get(relation)
    return terms !== undefined && terms.isRefused === terms.exceptFor.has(purpose)
  })
}

/** The instant by which somebody must have looked, in ISO 8601. */
export function reviewDueBy(askedAt: Date): string {
  return new Date(askedAt.getTime() + reviewWithinHours * 3_600_000).toISOString()
}

/** Whether a purpose may be claimed without a case; a purpose nobody knows may not. */
export function mayAskWithoutCase(purpose: string, policy: Pick<Policy, 'terms'>): boolean {
  return policy.terms.get(purpose)?.mayLackCase ?? false
}

/** What an enquiry for this purpose must state beside its reason, or it is not opened. */
export function requiredStatements(
  purpose: string,
  policy: Pick<Policy, 'terms'>,
): readonly Statement[] {
  return policy.terms.get(purpose)?.requires ?? []
}

/** How long an enquiry for this purpose lives, in minutes. */
export function enquiryLifeMinutes(purpose: string, policy: Policy): number {
  return policy.terms.get(purpose)?.lifeMinutes ?? 0
}

const reviewWithinHours = 24
