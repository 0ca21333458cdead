import type { EventTeller } from './event-teller'
import { eventWordsOf, sentence } from './event-words'

const { code } = eventWordsOf()

/** An assessment of the risk of domestic abuse, whoever made it, told as an event. */
export const riskAssessmentTeller: EventTeller = {
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
}
