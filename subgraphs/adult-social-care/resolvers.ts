import { isSafeToRelyOn, qualityFlags } from './capacity'

/** What adult social care computes. */
export const adultCareResolvers = {
  CapacityAssessment: { qualityFlags, isSafeToRelyOn },
}
