import type { EventTellers } from '../kit/agency/event-teller'
import { eventWordsOf, listedCode, sentence } from '../kit/agency/event-words'
import { offences } from '../kit/records/offences'

const { code, words } = eventWordsOf('courts')

const orderNames: Readonly<Record<string, string>> = {
  RESTRAINING_ORDER: 'Restraining order',
  NON_MOLESTATION_ORDER: 'Non-molestation order',
  OCCUPATION_ORDER: 'Occupation order',
  DOMESTIC_VIOLENCE_PROTECTION_ORDER: 'Domestic violence protection order',
  STALKING_PROTECTION_ORDER: 'Stalking protection order',
  DOMESTIC_ABUSE_PROTECTION_ORDER: 'Domestic abuse protection order',
}

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
      until: typeof executedDate === 'string' ? executedDate : null,
    }),
  },
  sentences: {
    kind: 'SENTENCE',
    category: 'CRIMINAL_OFFENCE',
    tell: ({ offence, disposal }) => {
      const what = listedCode(offences, offence)
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
        (typeof kind === 'string' ? orderNames[kind] : undefined) ?? 'Protective order',
        typeof dischargedDate === 'string' ? 'ended by a court before its time' : null,
      ),
      codes: [code('ProtectiveOrderKind', kind)],
      until: firstDay(dischargedDate, endDate),
    }),
  },
}

function firstDay(...days: readonly unknown[]): string | null {
  return days.find((day) => typeof day === 'string') ?? null
}
