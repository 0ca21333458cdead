import type { EventTellers } from '../kit/agency/event-teller'
import { eventWordsOf, sentence } from '../kit/agency/event-words'

const { code, words } = eventWordsOf('substance-use')

/** How a recovery service's records are told as events. */
export const substanceUseEvents: EventTellers = {
  referrals: {
    kind: 'REFERRAL',
    category: 'SUBSTANCE_USE',
    alsoNeeds: ['SERVICE_USE'],
    tell: ({ state }) => ({
      sentence: sentence('Referral to the recovery service', words('RecoveryReferralState', state)),
      codes: [code('RecoveryReferralState', state)],
    }),
  },
  episodes: {
    kind: 'EPISODE',
    category: 'SUBSTANCE_USE',
    alsoNeeds: ['SERVICE_USE'],
    tell: ({ dischargeReason }) => ({
      sentence: sentence(
        'Treatment by the recovery service',
        words('RecoveryDischarge', dischargeReason),
      ),
      codes: [code('RecoveryDischarge', dischargeReason)],
    }),
  },
  appointments: {
    kind: 'CONTACT',
    category: 'SUBSTANCE_USE',
    alsoNeeds: ['SERVICE_USE'],
    tell: ({ kind, attendance }) => ({
      sentence: sentence(
        'Appointment with the recovery service',
        words('RecoveryAppointmentKind', kind),
        words('RecoveryAttendance', attendance),
      ),
      codes: [code('RecoveryAppointmentKind', kind), code('RecoveryAttendance', attendance)],
    }),
  },
}
