import { dayOfAsking } from '../../common/tokens/hub-token-claims'
import { convictionList, spentResolvers } from '../kit/agency/spent-lists'
import type { ListResolver } from '../kit/agency/view-resolvers'
import { codeResolvers, listOf } from '../kit/agency/view-resolvers'
import type { AgencyContext } from '../kit/records/agency-context'
import { offences } from '../kit/records/offences'
import { requirementFinder } from '../kit/records/requirements'
import { mayShowSpent } from '../kit/records/spent-access'
import { readListArguments } from '../kit/service/list-arguments'
import { isInForce, type OrderDays } from './in-force'

/** What courts compute, and the lists that they do not show as they are kept. */
export const courtsResolvers = {
  CourtsView: { sentences: convictionList('sentence'), hearings: listHearings() },
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
function listHearings(): ListResolver {
  const list = listOf('hearing')
  return async (view, args, context) => {
    if (mayShowSpent(context)) return list(view, args, context)
    const { first } = readListArguments(args)
    const hearings = await list(view, { ...args, first: everything }, context)
    return hearings.filter((hearing) => (hearing['outcome'] ?? null) === null).slice(0, first)
  }
}
