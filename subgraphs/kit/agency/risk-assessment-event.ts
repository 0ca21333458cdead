import type { CodedValue } from '../records/coded-value'
import { actuarialGradeOf } from '../records/risk-assessment'
import type { EventTeller } from './event-teller'
import { countCode } from './event-facts'
import { eventWordsOf, sentence } from './event-words'

const { code } = eventWordsOf()

/**
 * An assessment of the risk of domestic abuse, whoever made it, told as an event: the grade that was set, and
 * beside it what the ticks alone made it.
 */
export const riskAssessmentTeller: EventTeller = {
  kind: 'RISK_ASSESSMENT',
  category: 'RISK',
  tell: ({ tool, grade, actuarialGrade, yesCount }) => ({
    sentence: sentence(
      'Assessment of the risk of domestic abuse',
      typeof tool === 'string' ? tool : null,
      typeof grade === 'string' ? `grade ${grade.toLowerCase()}` : null,
    ),
    codes: [
      code('RiskTool', tool),
      code('RiskGrade', grade),
      actuarial(code('RiskGrade', actuarialGradeOf({ tool, yesCount, actuarialGrade }))),
      tool === 'DASH' ? countCode('DASH_TICKS', yesCount, 'ticks') : null,
    ],
  }),
}

/** The same grades under a name of their own: two grades of one assessment must not be taken for each other. */
function actuarial(grade: CodedValue | null): CodedValue | null {
  return grade && { ...grade, system: 'ActuarialRiskGrade' }
}
