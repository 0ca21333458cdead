import type { AgencyKindDefinition } from '../kit/agency/agency-kind'
import { hospitalEvents } from './events'
import { createModels } from './models'
import { hospitalResolvers } from './resolvers'

/** An emergency department or a minor injuries unit. */
export const hospital: AgencyKindDefinition = {
  name: 'hospital',
  createModels,
  lists: { attendances: 'attendance' },
  events: hospitalEvents,
  limitedAccessTypes: ['person'],
  resolvers: hospitalResolvers,
  example: {
    list: 'attendances',
    selection: 'hasHeadInjury injuries { bodySite isHead }',
    fields: { injuries: [{ bodySite: 'FACE' }] },
    shown: { hasHeadInjury: true, injuries: [{ bodySite: 'FACE', isHead: true }] },
    refused: { role: 'housing.officer', purpose: 'ADULT_SAFEGUARDING' },
  },
}
