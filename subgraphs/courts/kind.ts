import type { AgencyKindDefinition } from '../kit/agency/agency-kind'
import { convictionList } from '../kit/agency/spent-lists'
import { courtsEvents } from './events'
import { createModels } from './models'
import { courtsResolvers, hearingList } from './resolvers'

/** Criminal and family courts of an area. */
export const courts: AgencyKindDefinition = {
  name: 'courts',
  createModels,
  lists: {
    hearings: 'hearing',
    warrants: 'warrant',
    sentences: 'sentence',
    protectiveOrders: 'protectiveOrder',
  },
  computedLists: { sentences: convictionList('sentence'), hearings: hearingList() },
  events: courtsEvents,
  limitedAccessTypes: ['person'],
  resolvers: courtsResolvers,
  example: {
    list: 'warrants',
    selection: 'kind state issuedDate executedDate',
    fields: {
      ...{ kind: 'FAILURE_TO_APPEAR', state: 'ISSUED', issuedDate: '2023-12-01' },
      court: "Northshire Magistrates' Court",
    },
    shown: {
      ...{ kind: 'FAILURE_TO_APPEAR', state: 'ISSUED', issuedDate: '2023-12-01' },
      executedDate: null,
    },
    refused: { role: 'housing.officer', purpose: 'ADULT_SAFEGUARDING' },
  },
}
