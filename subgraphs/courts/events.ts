import type { EventTellers } from '../kit/agency/event-teller'
import { eventWordsOf, sentence } from '../kit/agency/event-words'
import { codedValue } from '../kit/records/coded-value'
import { offences } from '../kit/records/offences'
import { protectiveOrders } from '../kit/records/protective-orders'

const { code, words } = eventWordsOf('courts')

/** How courts' records are told as events. */
export const courtsEvents: EventTellers = {
  hearings: {
    kind: 'HEARING',
    category: 'CRIMINAL_OFFENCE',
    tell: ({ kind, outcome, isAttended }) => ({
      sentence: sentence(
        'Hearing',
        words('HearingKind', kind),
        words('HearingOutcome', outcome),
        isAttended === false ? 'the person was not there' : null,
      ),
      codes: [code('HearingKind', kind), code('HearingOutcome', outcome)],
    }),
  },
  warrants: {
    kind: 'WARRANT',
    category: 'CRIMINAL_OFFENCE',
    tell: ({ kind, state, executedDate }) => ({
      sentence: sentence('Warrant', words('WarrantKind', kind), words('WarrantState', state)),
      codes: [code('WarrantKind', kind), code('WarrantState', state)],
      until: executedDate,
    }),
  },
  sentences: {
    kind: 'SENTENCE',
    category: 'CRIMINAL_OFFENCE',
    tell: ({ offence, disposal }) => {
      const what = codedValue(offences, offence)
      return {
        sentence: sentence('Sentence', words('Disposal', disposal), what?.display),
        codes: [what, code('Disposal', disposal)],
      }
    },
  },
  protectiveOrders: {
    kind: 'ORDER',
    category: 'CRIMINAL_OFFENCE',
    tell: ({ kind, dischargedDate, endDate }) => ({
      sentence: sentence(
        codedValue(protectiveOrders, kind)?.display ?? 'Protective order',
        typeof dischargedDate === 'string' ? 'ended by a court before its time' : null,
      ),
      codes: [code('ProtectiveOrderKind', kind)],
      until: dischargedDate ?? endDate,
    }),
  },
}
