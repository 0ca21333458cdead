import { dayOfAsking } from '../../../common/tokens/hub-token-claims'
import { decide } from '../../../policies/decide'
import type { Decision } from '../../../policies/facts'
import type { AgencyContext } from './agency-context'
import { agencyRestrictions } from './field-restrictions'

/** What somebody asks to be told, beside who they are. */
export interface RowQuestion {
  readonly categories: readonly string[]
  /** The list it would be in, as in `PoliceView.incidents`: an agreement may keep that back by name. */
  readonly coordinate?: string
}

type Permit = Extract<Decision, { readonly effect: 'permit' }>

/** The permits of all policies the agency decides by; null when one of them refuses. */
export function findPermits(
  { agency, claims, policies }: AgencyContext,
  question: RowQuestion,
): readonly Permit[] | null {
  const { roles, purpose, stated = [] } = claims
  const asked = { roles, purpose, stated, sourceKind: agency.kind, askedOn: dayOfAsking(claims) }
  const permits = policies.flatMap((policy) => {
    const decision = decide({ ...asked, ...question }, policy)
    return decision.effect === 'permit' ? [decision] : []
  })
  return permits.length === policies.length ? permits : null
}

/**
 * True when rows of one category may be told of the person whose view it is: every policy permits it, and
 * nothing about the person keeps it back.
 */
export function mayTellRows(
  context: AgencyContext,
  question: RowQuestion,
  view: { readonly isAddressProtected: boolean },
): boolean {
  const { categories } = question
  const { ofCall, dependsOnObject, ofObject } = agencyRestrictions
  if (ofCall(context) !== null) return false
  if (dependsOnObject(categories) && ofObject(view) !== null) return false
  return findPermits(context, question) !== null
}
