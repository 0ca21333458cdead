import type { Decision, DisclosureFacts, WithholdingReason } from './facts'
import { withholdingReasons } from './facts'
import type { Policy, PolicyRow } from './policy'
import { currentPolicy } from './policy'

/**
 * Whether a field may be disclosed: permitted when one of the requester's roles, by itself, may claim
 * the purpose and has an agreement with the source that covers every category of the field. Two roles
 * never add up to a right that neither has. Pure: the same facts always give the same decision.
 */
export function decide(facts: DisclosureFacts, policy: Policy = currentPolicy): Decision {
  const { categories } = facts
  if (categories === null) return { effect: 'withhold', reason: 'UNCLASSIFIED' }
  let reason: WithholdingReason = 'PURPOSE_NOT_HELD_BY_ROLE'
  for (const role of facts.roles) {
    const row = findRow(role, facts, policy)
    if (typeof row === 'string') {
      reason = moreParticular(reason, row)
    } else if (categories.every((category) => row.categories.has(category))) {
      const { recipientRole, legalPower, handling } = row
      return { effect: 'permit', role: recipientRole, legalPower, handling }
    } else reason = 'CATEGORY_NOT_DISCLOSED'
  }
  return { effect: 'withhold', reason }
}

/** True when one of the roles may claim the purpose; words the policy does not know claim nothing. */
export function mayClaim(
  roles: readonly string[],
  purpose: string,
  policy: Policy = currentPolicy,
): boolean {
  return policy.claims.get(purpose)?.some((role) => roles.includes(role)) ?? false
}

/** The sentence of the agreement that is about this role and purpose, or why there is none. */
function findRow(
  role: string,
  { purpose, sourceKind }: DisclosureFacts,
  policy: Policy,
): PolicyRow | 'PURPOSE_NOT_HELD_BY_ROLE' | 'NO_AGREEMENT' {
  const own = policy.rows.get(sourceKind)?.filter((row) => row.recipientRole === role) ?? []
  const always = own.find((row) => row.purpose === null)
  if (always) return always
  if (purpose === null || !mayClaim([role], purpose, policy)) return 'PURPOSE_NOT_HELD_BY_ROLE'
  return own.find((row) => row.purpose === purpose) ?? 'NO_AGREEMENT'
}

function moreParticular(one: WithholdingReason, other: WithholdingReason): WithholdingReason {
  return withholdingReasons.indexOf(one) > withholdingReasons.indexOf(other) ? one : other
}
