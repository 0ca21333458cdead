import type { AgencyKindDefinition } from '../kit/agency/agency-kind'
import { adultCareEvents } from './events'
import { createModels } from './models'
import { adultCareResolvers } from './resolvers'

/** A council's adult social care. */
export const adultSocialCare: AgencyKindDefinition = {
  name: 'adult-social-care',
  createModels,
  lists: {
    concerns: 'concern',
    enquiries: 'enquiry',
    capacityAssessments: 'capacityAssessment',
    contacts: 'contact',
    refusals: 'refusal',
    supportPlans: 'supportPlan',
    economicAbuseIndicators: 'economicAbuseIndicator',
    trustedContacts: 'trustedContact',
    safeContactInstructions: 'safeContactInstruction',
  },
  events: adultCareEvents,
  limitedAccessTypes: ['person'],
  resolvers: adultCareResolvers,
  example: {
    list: 'capacityAssessments',
    selection: 'place conclusion qualityFlags isSafeToRelyOn',
    fields: {
      subjectRole: 'SERVICE_USER',
      decision: 'Whether to ask somebody to leave the home',
      place: 'DOORSTEP',
      isSeenAlone: false,
      isSober: true,
      conclusion: 'HAS_CAPACITY',
    },
    shown: {
      place: 'DOORSTEP',
      conclusion: 'HAS_CAPACITY',
      qualityFlags: ['OTHER_PARTY_PRESENT', 'DOORSTEP'],
      isSafeToRelyOn: false,
    },
    refused: { role: 'police.officer', purpose: 'CRIME_PREVENTION' },
  },
}
