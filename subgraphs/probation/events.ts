import type { EventTellers } from '../kit/agency/event-teller'
import { eventWordsOf, sentence } from '../kit/agency/event-words'
import { codedValue } from '../kit/records/coded-value'
import { offences } from '../kit/records/offences'
import { addressChecks, addressStatuses, addressUsages, attendances, registers } from './codes'
import { highestRisk } from './oasys'

const { code, words } = eventWordsOf('probation')

/** How a probation service's records are told as events. */
export const probationEvents: EventTellers = {
  cases: {
    kind: 'CASE',
    category: 'RISK',
    tell: ({ roshRegister }) => {
      const register = codedValue(registers, roshRegister)
      return {
        sentence: sentence('Case of the probation service', register?.display),
        codes: [register],
      }
    },
  },
  orders: {
    kind: 'ORDER',
    category: 'CRIMINAL_OFFENCE',
    tell: ({ kind, state, offence, requirements }) => ({
      sentence: sentence(
        'Sentence supervised by the probation service',
        words('ProbationOrderKind', kind),
        words('ProbationOrderState', state),
        codedValue(offences, offence)?.display,
      ),
      codes: [
        code('ProbationOrderKind', kind),
        code('ProbationOrderState', state),
        codedValue(offences, offence),
        ...kindsOf(requirements).map((one) => code('RequirementKind', one)),
      ],
    }),
  },
  assessments: {
    kind: 'RISK_ASSESSMENT',
    category: 'RISK',
    tell: ({ layer, completion, riskOfSeriousHarm }) => {
      const level = highestRisk(levelsOf(riskOfSeriousHarm))
      return {
        sentence: sentence(
          'OASys assessment',
          words('OasysCompletion', completion),
          level && `risk of serious harm ${words('RiskLevel', level)}`,
        ),
        codes: [
          code('OasysLayer', layer),
          code('OasysCompletion', completion),
          code('RiskLevel', level),
        ],
      }
    },
  },
  addresses: {
    kind: 'ADDRESS',
    category: 'ADDRESS',
    tell: ({ addressStatus, usage, isVerified }) => {
      const status = codedValue(addressStatuses, addressStatus)
      const check = isVerified === true ? 'VERIFIED' : 'NOT_VERIFIED'
      return {
        sentence: sentence('Address of the person', status?.display),
        codes: [
          status,
          codedValue(addressUsages, usage),
          codedValue(addressChecks, typeof isVerified === 'boolean' ? check : null),
        ],
      }
    },
  },
  contacts: {
    kind: 'CONTACT',
    category: 'CRIMINAL_OFFENCE',
    tell: ({ kind, isAttended, isAbsenceAcceptable }) => ({
      sentence: sentence(
        'Appointment with the probation service',
        words('ProbationContactKind', kind),
        attendanceOf(isAttended, isAbsenceAcceptable),
      ),
      codes: [
        code('ProbationContactKind', kind),
        codedValue(
          attendances,
          isAttended === false && isAbsenceAcceptable !== true ? 'MISSED' : null,
        ),
      ],
    }),
  },
  mappa: {
    kind: 'PUBLIC_PROTECTION',
    category: 'RISK',
    tell: ({ level, category }) => ({
      sentence: sentence(
        'Managed under multi-agency public protection arrangements',
        typeof level === 'number' ? `level ${level}` : null,
        typeof category === 'number' ? `category ${category}` : null,
      ),
    }),
  },
  courtReports: {
    kind: 'COURT_REPORT',
    category: 'CRIMINAL_OFFENCE',
    tell: ({ kind, completedDate, hasAntecedents }) => ({
      sentence: sentence(
        'Report to a court',
        words('CourtReportKind', kind),
        hasAntecedents === false ? 'written without previous convictions' : null,
      ),
      codes: [code('CourtReportKind', kind)],
      until: completedDate,
    }),
  },
}

function attendanceOf(isAttended: unknown, isAcceptable: unknown): string | null {
  if (typeof isAttended !== 'boolean') return null
  if (isAttended) return 'kept'
  return isAcceptable === true ? 'missed, with an acceptable reason' : 'missed'
}

function kindsOf(requirements: unknown): readonly unknown[] {
  if (!Array.isArray(requirements)) return []
  return (requirements as readonly { readonly kind?: unknown }[]).map(({ kind }) => kind)
}

function levelsOf(ratings: unknown): readonly string[] {
  if (!Array.isArray(ratings)) return []
  return (ratings as readonly { readonly level: string }[]).map(({ level }) => level)
}
