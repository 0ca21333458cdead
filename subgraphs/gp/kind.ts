import type { AgencyKindDefinition } from '../kit/agency/agency-kind'
import { gpEvents } from './events'
import { createModels } from './models'
import { gpResolvers } from './resolvers'

/** A general practice. */
export const gp: AgencyKindDefinition = {
  name: 'gp',
  createModels,
  lists: {
    registrations: 'registration',
    encounters: 'encounter',
    alcoholIntakes: 'alcoholIntake',
    referrals: 'referral',
  },
  events: gpEvents,
  limitedAccessTypes: ['person'],
  resolvers: gpResolvers,
  example: {
    list: 'encounters',
    selection: 'mode hasInjury injurySites hasHeadInjury',
    fields: {
      subjectRole: 'PATIENT',
      mode: 'SURGERY',
      hasInjury: true,
      injurySites: ['HAND', 'FACE'],
    },
    shown: {
      mode: 'SURGERY',
      hasInjury: true,
      injurySites: ['HAND', 'FACE'],
      hasHeadInjury: true,
    },
    refused: { role: 'police.officer', purpose: 'CRIME_PREVENTION' },
  },
}
