import type { AgencyKindDefinition } from '../kit/agency/agency-kind'
import { mentalHealthEvents } from './events'
import { createModels } from './models'
import { mentalHealthResolvers } from './resolvers'

/** A mental health trust: whether it works with a person, and where its own documents are. */
export const mentalHealth: AgencyKindDefinition = {
  name: 'mental-health',
  createModels,
  lists: {
    referrals: 'referral',
    crisisPlans: 'crisisPlan',
    sections: 'section',
    riskSummaries: 'riskSummary',
  },
  events: mentalHealthEvents,
  limitedAccessTypes: ['person'],
  resolvers: mentalHealthResolvers,
  example: {
    list: 'referrals',
    selection: 'state startDate endDate',
    fields: { state: 'OPEN', startDate: '2023-12-01', team: 'COMMUNITY' },
    shown: { state: 'OPEN', startDate: '2023-12-01', endDate: null },
    refused: { role: 'police.officer', purpose: 'CRIME_PREVENTION' },
  },
}
