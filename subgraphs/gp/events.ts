import type { EventTellers } from '../kit/agency/event-teller'
import { eventWordsOf, sentence } from '../kit/agency/event-words'
import { injuryEvent, injuryWords } from '../kit/agency/injury-event'
import { isScreenPositive } from './audit-c'

const { code, words } = eventWordsOf('gp')

/** How a practice's records are told as events; what somebody came with is in none. */
export const gpEvents: EventTellers = {
  registrations: {
    kind: 'REGISTRATION',
    category: 'SERVICE_USE',
    tell: ({ kind }) => ({
      sentence: sentence('Registered with the practice', words('GpRegistrationKind', kind)),
      codes: [code('GpRegistrationKind', kind)],
    }),
  },
  encounters: {
    kind: 'ENCOUNTER',
    category: 'HEALTH',
    alsoNeeds: ['SERVICE_USE'],
    tell: ({ mode, isAttended, ...record }) => ({
      sentence: sentence(
        'Contact with the practice',
        words('GpEncounterMode', mode),
        isAttended === false ? 'missed' : null,
        injuryWords(record),
      ),
      codes: [code('GpEncounterMode', mode)],
      ...injuryEvent(record),
    }),
  },
  alcoholIntakes: {
    kind: 'ALCOHOL_INTAKE',
    category: 'SUBSTANCE_USE',
    tell: ({ unitsPerWeek, intervention, auditCScore }) => ({
      sentence: sentence(
        'What the person said they drink',
        typeof unitsPerWeek === 'number' ? `${unitsPerWeek} units a week` : null,
        words('AlcoholIntervention', intervention),
      ),
      codes: [code('AlcoholIntervention', intervention)],
      isAlcoholInvolved: isScreenPositive(auditCScore),
    }),
  },
  referrals: {
    kind: 'REFERRAL',
    category: 'HEALTH',
    alsoNeeds: ['SERVICE_USE'],
    tell: ({ outcome, outcomeDate }) => ({
      sentence: sentence('Referral by the practice', words('GpReferralOutcome', outcome)),
      codes: [code('GpReferralOutcome', outcome)],
      until: outcomeDate,
    }),
  },
}
