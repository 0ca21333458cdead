import type { EventTellers } from '../kit/agency/event-teller'
import { alcoholOf, circumstanceCodes } from '../kit/agency/event-facts'
import { eventWordsOf, sentence } from '../kit/agency/event-words'
import type { CodeList } from '../kit/records/coded-value'
import { codedValue } from '../kit/records/coded-value'

const { code, words } = eventWordsOf('adult-social-care')

/** What a concern tells of, where rules look for it. */
const concernsAbout: CodeList = {
  name: 'CONCERN_ABOUT',
  codes: new Map([['ASSAULT', { display: 'An assault' }]]),
}

/**
 * How adult social care's records are told as events. Whom the person trusts and how they can be reached are
 * no facts of a day, and are in none.
 */
export const adultCareEvents: EventTellers = {
  concerns: {
    kind: 'CONCERN',
    category: 'SAFEGUARDING',
    tell: ({ triageMethod, triageOutcome, isAboutAssault }) => ({
      sentence: sentence(
        'Safeguarding concern',
        isAboutAssault === true ? 'about an assault' : null,
        prefixed('triaged', words('CareMethod', triageMethod)),
        words('TriageOutcome', triageOutcome),
      ),
      codes: [
        code('CareMethod', triageMethod),
        code('TriageOutcome', triageOutcome),
        codedValue(concernsAbout, isAboutAssault === true ? 'ASSAULT' : null),
      ],
    }),
  },
  enquiries: {
    kind: 'ENQUIRY',
    category: 'SAFEGUARDING',
    tell: ({ kind, riskOutcome }) => ({
      sentence: sentence(
        'Safeguarding enquiry',
        words('EnquiryKind', kind),
        words('EnquiryRiskOutcome', riskOutcome),
      ),
      codes: [code('EnquiryKind', kind), code('EnquiryRiskOutcome', riskOutcome)],
    }),
  },
  capacityAssessments: {
    kind: 'CAPACITY_ASSESSMENT',
    category: 'SAFEGUARDING',
    tell: ({ place, isSeenAlone, isGpConsulted, isSober }) => ({
      sentence: sentence(
        'Assessment of mental capacity',
        words('AssessmentPlace', place),
        ...circumstances(isSeenAlone),
        isGpConsulted === false ? 'GP not consulted' : null,
      ),
      codes: [code('AssessmentPlace', place), ...circumstanceCodes({ isSeenAlone, isGpConsulted })],
      isAlcoholInvolved: alcoholOf({ isSober }),
    }),
  },
  contacts: {
    kind: 'CONTACT',
    category: 'SAFEGUARDING',
    tell: ({ method, outcome, isSeenAlone, isInformedOfRisk, isSober }) => ({
      sentence: sentence(
        'Contact by adult social care',
        words('CareMethod', method),
        words('CareContactOutcome', outcome),
        ...circumstances(isSeenAlone),
      ),
      codes: [
        code('CareMethod', method),
        code('CareContactOutcome', outcome),
        ...circumstanceCodes({ isSeenAlone, isInformedOfRisk }),
      ],
      isAlcoholInvolved: alcoholOf({ isSober }),
    }),
  },
  refusals: {
    kind: 'REFUSAL',
    category: 'SAFEGUARDING',
    tell: ({ refused, isSeenAlone, isInformedOfRisk, isSober }) => ({
      sentence: sentence(
        'The person refused help',
        words('RefusedHelp', refused),
        ...circumstances(isSeenAlone),
        isInformedOfRisk === false ? 'not told of the risk' : null,
      ),
      codes: [
        code('RefusedHelp', refused),
        ...circumstanceCodes({ isSeenAlone, isInformedOfRisk }),
      ],
      isAlcoholInvolved: alcoholOf({ isSober }),
    }),
  },
  supportPlans: {
    kind: 'PLAN',
    category: 'SAFEGUARDING',
    tell: ({ isAgreed }) => ({
      sentence: sentence(
        'Care and support plan',
        isAgreed === false ? 'not agreed by the person' : null,
      ),
    }),
  },
  economicAbuseIndicators: {
    kind: 'ECONOMIC_ABUSE',
    category: 'SAFEGUARDING',
    alsoNeeds: ['FINANCE'],
    tell: ({ kind }) => ({
      sentence: sentence('May point to economic abuse', words('EconomicAbuseKind', kind)),
      codes: [code('EconomicAbuseKind', kind)],
    }),
  },
}

function circumstances(isSeenAlone: unknown): readonly (string | null)[] {
  return [isSeenAlone === false ? 'not seen alone' : null]
}

function prefixed(what: string, text: string): string | null {
  return text === '' ? null : `${what} ${text}`
}
