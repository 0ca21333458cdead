import type { AgencyKindDefinition } from '../kit/agency/agency-kind'
import { councilEvents } from './events'
import { createModels } from './models'
import { councilResolvers } from './resolvers'

/** A council's community safety hub. */
export const council: AgencyKindDefinition = {
  name: 'council',
  createModels,
  lists: {
    hubCases: 'hubCase',
    referrals: 'referral',
    antiSocialBehaviourTools: 'antiSocialBehaviourTool',
    hateCrimeReports: 'hateCrimeReport',
    reviewRecommendations: 'reviewRecommendation',
  },
  events: councilEvents,
  limitedAccessTypes: ['person'],
  resolvers: councilResolvers,
  example: {
    list: 'antiSocialBehaviourTools',
    selection: 'tool { code display } startDate isBreached',
    fields: { tool: 'CPN', startDate: '2023-12-01', isBreached: false },
    shown: {
      tool: { code: 'CPN', display: 'Community protection notice' },
      ...{ startDate: '2023-12-01', isBreached: false },
    },
    refused: { role: 'police.officer', purpose: 'DVDS' },
  },
}
