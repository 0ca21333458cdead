import type { Decision, DisclosureFacts } from './facts'
import { denialReasons, withholdingReasons } from './facts'
import type { Policy, PolicyAgreement, PolicyRow } from './policy'
import { findProhibition } from './prohibitions'

type Refusal = Exclude<Decision, { readonly effect: 'permit' }>

/**
 * Whether a field may be disclosed: permitted when one of the requester's roles, by itself, may claim
 * the purpose and has an agreement with the source, in force on the day of asking, that covers every
 * category of the field. Two roles never add up to a right that neither has. Pure: the same facts
 * always give the same decision.
 */
export function decide(facts: DisclosureFacts, policy: Policy): Decision {
  if (facts.categories === null) return { effect: 'deny', reason: 'UNCLASSIFIED' }
  let refusal: Refusal = { effect: 'deny', reason: 'PURPOSE_NOT_HELD_BY_ROLE' }
  for (const role of facts.roles) {
    const decision = decideForRole(role, facts, policy)
    if (decision.effect === 'permit') return decision
    refusal = moreParticular(refusal, decision)
  }
  return refusal
}

/** True when one of the roles may claim the purpose; words the policy does not know claim nothing. */
export function mayClaim(
  roles: readonly string[],
  purpose: string,
  policy: Pick<Policy, 'claims'>,
): boolean {
  return policy.claims.get(purpose)?.some((role) => roles.includes(role)) ?? false
}

function decideForRole(role: string, facts: DisclosureFacts, policy: Policy): Decision {
  const { purpose, sourceKind, askedOn, stated = [] } = facts
  const agreement = policy.agreements.get(sourceKind)
  const rows = findRows(role, purpose, { policy, agreement })
  if (rows === 'PURPOSE_NOT_HELD_BY_ROLE') return { effect: 'deny', reason: rows }
  if (findProhibition(policy.prohibitions, purpose, sourceKind))
    return { effect: 'withhold', reason: 'PROHIBITED_BY_LAW' }
  if (!agreement || rows.length === 0) return { effect: 'withhold', reason: 'NO_AGREEMENT' }
  const row = rows.find((one) => one.inForceFrom <= askedOn && askedOn <= one.inForceUntil)
  if (!row) return { effect: 'withhold', reason: 'AGREEMENT_NOT_IN_FORCE' }
  if (!covers(row, facts)) return { effect: 'withhold', reason: 'CATEGORY_NOT_DISCLOSED' }
  const missing = row.requires.find((statement) => !stated.includes(statement))
  if (missing !== undefined) return { effect: 'withhold', reason: `${missing}_MISSING` }
  const { recipientRole, legalPower, condition, handling, showsSpent } = row
  const power = `${legalPower}; ${condition}`
  return { effect: 'permit', role: recipientRole, legalPower: power, handling, showsSpent }
}

/** The sentences of the agreement that are about this role and purpose: at most one holds on a day. */
function findRows(
  role: string,
  purpose: string | null,
  {
    policy,
    agreement,
  }: { readonly policy: Policy; readonly agreement: PolicyAgreement | undefined },
): readonly PolicyRow[] | 'PURPOSE_NOT_HELD_BY_ROLE' {
  const own = agreement?.rows.filter(({ recipientRole }) => recipientRole === role) ?? []
  const isHeld = purpose !== null && mayClaim([role], purpose, policy)
  const always = own.filter((row) => row.purpose === null)
  // What is agreed for the purpose goes before what is agreed for whatever purpose.
  const stated = isHeld ? own.filter((one) => one.purpose === purpose) : []
  const rows = stated.length > 0 ? stated : always
  return rows.length > 0 || isHeld ? rows : 'PURPOSE_NOT_HELD_BY_ROLE'
}

function covers(row: PolicyRow, { categories, coordinate }: DisclosureFacts): boolean {
  if (coordinate !== undefined && row.withholds.includes(coordinate)) return false
  return categories?.every((category) => row.categories.has(category)) ?? false
}

const fromGeneralToParticular: readonly string[] = [...denialReasons, ...withholdingReasons]

function moreParticular(one: Refusal, other: Refusal): Refusal {
  const rank = ({ reason }: Refusal) => fromGeneralToParticular.indexOf(reason)
  return rank(one) > rank(other) ? one : other
}
