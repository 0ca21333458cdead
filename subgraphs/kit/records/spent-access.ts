import { dayOfAsking } from '../../../common/tokens/hub-token-claims'
import { decide } from '../../../policies/decide'
import type { AgencyContext } from './agency-context'

/** True when every policy the agency decides by lets this caller know of spent convictions. */
export function mayShowSpent({ agency, claims, policies }: AgencyContext): boolean {
  const { roles, purpose } = claims
  const askedOn = dayOfAsking(claims)
  const facts = { roles, purpose, askedOn, sourceKind: agency.kind, categories: spentCategories }
  return policies.every((policy) => {
    const decision = decide(facts, policy)
    return decision.effect === 'permit' && decision.showsSpent
  })
}

const spentCategories = ['CRIMINAL_OFFENCE']
