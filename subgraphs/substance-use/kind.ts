import type { AgencyKindDefinition } from '../kit/agency/agency-kind'
import { substanceUseEvents } from './events'
import { createModels } from './models'

/** A service for drink and drugs: its records are shown as they are kept. */
export const substanceUse: AgencyKindDefinition = {
  name: 'substance-use',
  createModels,
  lists: { referrals: 'referral', episodes: 'episode', appointments: 'appointment' },
  events: substanceUseEvents,
  limitedAccessTypes: ['person'],
  resolvers: {},
  example: {
    list: 'appointments',
    selection: 'kind attendance',
    fields: { subjectRole: 'SERVICE_USER', kind: 'KEY_WORK', attendance: 'NOT_ATTENDED' },
    shown: { kind: 'KEY_WORK', attendance: 'NOT_ATTENDED' },
    refused: { role: 'police.officer', purpose: 'CRIME_PREVENTION' },
  },
}
