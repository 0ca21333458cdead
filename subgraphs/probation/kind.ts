import type { AgencyKindDefinition } from '../kit/agency/agency-kind'
import { probationEvents } from './events'
import { createModels } from './models'
import { probationResolvers } from './resolvers'

/** A probation service. */
export const probation: AgencyKindDefinition = {
  name: 'probation',
  createModels,
  lists: {
    cases: 'case',
    orders: 'order',
    assessments: 'assessment',
    addresses: 'address',
    contacts: 'contact',
    mappa: 'mappa',
    courtReports: 'courtReport',
  },
  events: probationEvents,
  limitedAccessTypes: ['person', 'case'],
  resolvers: probationResolvers,
  example: {
    list: 'courtReports',
    selection: 'kind requestedDate completedDate',
    fields: { kind: 'ORAL', requestedDate: '2023-12-01' },
    shown: { kind: 'ORAL', requestedDate: '2023-12-01', completedDate: null },
    refused: { role: 'housing.officer', purpose: 'ADULT_SAFEGUARDING' },
  },
}
