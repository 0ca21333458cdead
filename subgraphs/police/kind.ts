import type { AgencyKindDefinition } from '../kit/agency/agency-kind'
import { convictionList } from '../kit/agency/spent-lists'
import { listCautions } from './cautions'
import { policeEvents } from './events'
import { createModels } from './models'
import { policeResolvers } from './resolvers'

/** A police force. */
export const police: AgencyKindDefinition = {
  name: 'police',
  createModels,
  lists: {
    convictions: 'conviction',
    cautions: 'caution',
    orders: 'order',
    warrants: 'warrant',
    crimes: 'crime',
    incidents: 'incident',
    warningMarkers: 'warningMarker',
    riskAssessments: 'riskAssessment',
    dvdsApplications: 'dvdsApplication',
    intelligence: 'intelligence',
  },
  computedLists: { convictions: convictionList('conviction'), cautions: listCautions },
  events: policeEvents,
  limitedAccessTypes: ['person'],
  resolvers: policeResolvers,
  example: {
    list: 'warningMarkers',
    selection: 'marker { system code display }',
    fields: { marker: 'VI' },
    shown: { marker: { system: 'WARNING_MARKER', code: 'VI', display: 'Violent' } },
    refused: { role: 'housing.officer', purpose: 'DVDS' },
  },
}
