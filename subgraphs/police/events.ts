import type { EventTellers } from '../kit/agency/event-teller'
import { eventWordsOf, listedCode, sentence } from '../kit/agency/event-words'
import { offences } from '../kit/records/offences'
import { crimeClasses, incidentCodes, isDomesticDowngrade, warningMarkers } from './codes'

const { code, words } = eventWordsOf('police')

/** How a force's records are told as events. */
export const policeEvents: EventTellers = {
  convictions: {
    kind: 'CONVICTION',
    category: 'CRIMINAL_OFFENCE',
    tell: ({ offence, disposal }) => {
      const what = listedCode(offences, offence)
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
      const what = listedCode(offences, offence)
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
      sentence: sentence(orderNames(kind)),
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
      const what = listedCode(offences, offence)
      return {
        sentence: sentence('Recorded crime', what?.display, words('CrimeOutcome', outcome)),
        codes: [what, listedCode(crimeClasses, recordedClass), code('CrimeOutcome', outcome)],
      }
    },
  },
  incidents: {
    kind: 'CALL',
    category: 'CALL_FOR_SERVICE',
    tell: ({ openingCode, closingCode, outcome }) => {
      const opened = listedCode(incidentCodes, openingCode)
      const closed = listedCode(incidentCodes, closingCode)
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
      }
    },
  },
  warningMarkers: {
    kind: 'MARKER',
    category: 'RISK',
    tell: ({ marker }) => {
      const what = listedCode(warningMarkers, marker)
      return { sentence: sentence('Warning marker', what?.display), codes: [what] }
    },
  },
  riskAssessments: {
    kind: 'RISK_ASSESSMENT',
    category: 'RISK',
    tell: ({ tool, grade }) => ({
      sentence: sentence(
        'Assessment of the risk of domestic abuse',
        typeof tool === 'string' ? tool : null,
        typeof grade === 'string' ? `grade ${grade.toLowerCase()}` : null,
      ),
      codes: [code('RiskTool', tool), code('RiskGrade', grade)],
    }),
  },
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

const orderTitles: Readonly<Record<string, string>> = {
  RESTRAINING_ORDER: 'Restraining order',
  DOMESTIC_VIOLENCE_PROTECTION_NOTICE: 'Domestic violence protection notice',
  DOMESTIC_VIOLENCE_PROTECTION_ORDER: 'Domestic violence protection order',
  DOMESTIC_ABUSE_PROTECTION_NOTICE: 'Domestic abuse protection notice',
  DOMESTIC_ABUSE_PROTECTION_ORDER: 'Domestic abuse protection order',
  SEXUAL_HARM_PREVENTION_ORDER: 'Sexual harm prevention order',
  BAIL_CONDITIONS: 'Bail with conditions',
}

function orderNames(kind: unknown): string {
  return (typeof kind === 'string' ? orderTitles[kind] : undefined) ?? 'Order'
}
