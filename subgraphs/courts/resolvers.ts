import { dayOfAsking } from '../../common/tokens/hub-token-claims'
import { spentResolvers } from '../kit/agency/spent-lists'
import type { ListResolver } from '../kit/agency/view-resolvers'
import { codeResolvers, listOf } from '../kit/agency/view-resolvers'
import type { AgencyContext } from '../kit/records/agency-context'
import { offences } from '../kit/records/offences'
import { requirementFinder } from '../kit/records/requirements'
import { mayShowSpent } from '../kit/records/spent-access'
import { isInForce, type OrderDays } from './in-force'

/** What courts compute. */
export const courtsResolvers = {
  Hearing: codeResolvers({ offence: offences }),
  CourtSentence: {
    ...codeResolvers({ offence: offences }),
    ...spentResolvers,
    hasExclusionRequirement: requirementFinder('EXCLUSION'),
    hasProhibitedActivityRequirement: requirementFinder('PROHIBITED_ACTIVITY'),
    hasResidenceRequirement: requirementFinder('RESIDENCE'),
  },
  ProtectiveOrder: {
    isInForce: (order: OrderDays, _args: unknown, { claims }: AgencyContext) =>
      isInForce(order, dayOfAsking(claims)),
  },
}

const everything = 1000

/** A hearing that has had its outcome may lead to a conviction that is spent. */
export function hearingList(): ListResolver {
  const give = listOf('hearing')
  return async (view, list, context) => {
    if (mayShowSpent(context)) return give(view, list, context)
    const { first } = list
    const hearings = await give(view, { ...list, first: Math.max(first, everything) }, context)
    return hearings.filter((hearing) => (hearing['outcome'] ?? null) === null).slice(0, first)
  }
}
