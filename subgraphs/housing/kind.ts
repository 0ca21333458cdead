import type { AgencyKindDefinition } from '../kit/agency/agency-kind'
import { housingEvents } from './events'
import { createModels } from './models'

/** A social landlord: its records are shown as they are kept. */
export const housing: AgencyKindDefinition = {
  name: 'housing',
  createModels,
  lists: {
    tenancies: 'tenancy',
    householdMembers: 'householdMember',
    antiSocialBehaviourCases: 'antiSocialBehaviourCase',
  },
  events: housingEvents,
  limitedAccessTypes: ['person'],
  resolvers: {},
  example: {
    list: 'tenancies',
    selection: 'uprn kind',
    fields: { uprn: '906700000011', kind: 'SECURE', startDate: '2023-12-01' },
    shown: { uprn: '906700000011', kind: 'SECURE' },
    refused: { role: 'police.officer', purpose: 'OFFENDER_MANAGEMENT' },
  },
}
