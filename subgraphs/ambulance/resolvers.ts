import { codeResolvers } from '../kit/agency/view-resolvers'
import { hasHeadInjury } from '../kit/records/injuries'
import { callCategories } from './codes'

/** What an ambulance service computes. */
export const ambulanceResolvers = {
  AmbulanceCall: { ...codeResolvers({ category: callCategories }), hasHeadInjury },
}
