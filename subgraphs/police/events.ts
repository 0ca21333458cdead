import type { EventTellers } from '../kit/agency/event-teller'
import { eventWordsOf, sentence } from '../kit/agency/event-words'
import { riskAssessmentTeller } from '../kit/agency/risk-assessment-event'
import { codedValue } from '../kit/records/coded-value'
import { offences } from '../kit/records/offences'
import { protectiveOrders } from '../kit/records/protective-orders'
import { crimeClasses, incidentCodes, isDomesticDowngrade, warningMarkers } from './codes'

const { code, words } = eventWordsOf('police')

/** How a force's records are told as events. */
export const policeEvents: EventTellers = {
  convictions: {
    kind: 'CONVICTION',
    category: 'CRIMINAL_OFFENCE',
    tell: ({ offence, disposal }) => {
      const what = codedValue(offences, offence)
      const did = code('Disposal', disposal)
      return {
        sentence: sentence('Convicted', what?.display, did?.display),
        codes: [what, did],
        until: null,
      }
    },
  },
  cautions: {
    kind: 'CAUTION',
    category: 'CRIMINAL_OFFENCE',
    tell: ({ offence, kind }) => {
      const what = codedValue(offences, offence)
      return {
        sentence: sentence('Cautioned', what?.display, words('CautionKind', kind)),
        codes: [what, code('CautionKind', kind)],
      }
    },
  },
  orders: {
    kind: 'ORDER',
    category: 'CRIMINAL_OFFENCE',
    tell: ({ kind }) => ({
      sentence: sentence(orderName(kind)),
      codes: [code('PoliceOrderKind', kind)],
    }),
  },
  warrants: {
    kind: 'WARRANT',
    category: 'CRIMINAL_OFFENCE',
    tell: ({ kind, state }) => ({
      sentence: sentence('Warrant', words('WarrantKind', kind), words('WarrantState', state)),
      codes: [code('WarrantKind', kind), code('WarrantState', state)],
    }),
  },
  crimes: {
    kind: 'CRIME',
    category: 'CRIMINAL_OFFENCE',
    tell: ({ offence, recordedClass, outcome }) => {
      const what = codedValue(offences, offence)
      return {
        sentence: sentence('Recorded crime', what?.display, words('CrimeOutcome', outcome)),
        codes: [what, codedValue(crimeClasses, recordedClass), code('CrimeOutcome', outcome)],
      }
    },
  },
  incidents: {
    kind: 'CALL',
    category: 'CALL_FOR_SERVICE',
    tell: ({ openingCode, closingCode, outcome, injuriesSeen }) => {
      const opened = codedValue(incidentCodes, openingCode)
      const closed = codedValue(incidentCodes, closingCode)
      const changed = isDomesticDowngrade(openingCode, closingCode)
        ? 'opened as domestic and closed as something else'
        : null
      return {
        sentence: sentence(
          'Call to the police',
          opened && `opened as ${opened.display}`,
          closed && `closed as ${closed.display}`,
          changed,
          words('IncidentOutcome', outcome),
        ),
        codes: [opened, closed, code('IncidentOutcome', outcome)],
        bodySites: (injuriesSeen as readonly string[] | null | undefined) ?? null,
      }
    },
  },
  warningMarkers: {
    kind: 'MARKER',
    category: 'RISK',
    tell: ({ marker }) => {
      const what = codedValue(warningMarkers, marker)
      return { sentence: sentence('Warning marker', what?.display), codes: [what] }
    },
  },
  riskAssessments: riskAssessmentTeller,
  dvdsApplications: {
    kind: 'DISCLOSURE_APPLICATION',
    category: 'SAFEGUARDING',
    tell: ({ route, stage, decision }) => ({
      sentence: sentence(
        'Application under the domestic violence disclosure scheme',
        words('DvdsRoute', route),
        words('DvdsStage', stage),
        words('DvdsDecision', decision),
      ),
      codes: [code('DvdsRoute', route), code('DvdsStage', stage), code('DvdsDecision', decision)],
    }),
  },
  intelligence: {
    kind: 'INTELLIGENCE',
    category: 'INTELLIGENCE',
    tell: () => ({ sentence: 'Intelligence report.' }),
  },
}

/** Orders that protect nobody in particular. */
const otherOrders: Readonly<Record<string, string>> = {
  SEXUAL_HARM_PREVENTION_ORDER: 'Sexual harm prevention order',
  BAIL_CONDITIONS: 'Bail with conditions',
}

function orderName(kind: unknown): string {
  const other = typeof kind === 'string' ? otherOrders[kind] : undefined
  return codedValue(protectiveOrders, kind)?.display ?? other ?? 'Order'
}
