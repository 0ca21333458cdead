import type { AgencyKindDefinition } from '../kit/agency/agency-kind'
import { ambulanceEvents } from './events'
import { createModels } from './models'
import { ambulanceResolvers } from './resolvers'

/** An ambulance service. */
export const ambulance: AgencyKindDefinition = {
  name: 'ambulance',
  createModels,
  lists: { calls: 'call' },
  events: ambulanceEvents,
  limitedAccessTypes: ['person'],
  resolvers: ambulanceResolvers,
  example: {
    list: 'calls',
    selection: 'callNumber category { code display } outcome hasHeadInjury',
    fields: {
      subjectRole: 'PATIENT',
      callNumber: 'CAD-1',
      category: 'CATEGORY_3',
      outcome: 'REFUSED',
      hasInjury: false,
    },
    shown: {
      callNumber: 'CAD-1',
      category: { code: 'CATEGORY_3', display: 'Category 3: urgent' },
      outcome: 'REFUSED',
      hasHeadInjury: false,
    },
    refused: { role: 'police.officer', purpose: 'CRIME_PREVENTION' },
  },
}
