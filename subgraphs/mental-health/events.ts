import type { EventTellers } from '../kit/agency/event-teller'
import { eventWordsOf, sentence } from '../kit/agency/event-words'
import { codedValue } from '../kit/records/coded-value'
import { documents, sections } from './codes'

const { code, words } = eventWordsOf('mental-health')

/** How a mental health service's records are told as events. */
export const mentalHealthEvents: EventTellers = {
  referrals: {
    kind: 'REFERRAL',
    category: 'MENTAL_HEALTH',
    tell: ({ state, team }) => ({
      sentence: sentence(
        'Referral to a mental health service',
        words('MentalHealthReferralState', state),
        words('MentalHealthTeam', team),
      ),
      codes: [code('MentalHealthReferralState', state), code('MentalHealthTeam', team)],
    }),
  },
  crisisPlans: {
    kind: 'PLAN',
    category: 'MENTAL_HEALTH',
    tell: ({ document }) => ({
      sentence: 'The service has a crisis plan.',
      codes: [codedValue(documents, document)],
    }),
  },
  sections: {
    kind: 'DETENTION',
    category: 'MENTAL_HEALTH',
    tell: ({ section }) => {
      const what = codedValue(sections, section)
      return {
        sentence: sentence('Detention or order under the Mental Health Act 1983', what?.display),
        codes: [what],
      }
    },
  },
  riskSummaries: {
    kind: 'RISK_ASSESSMENT',
    category: 'MENTAL_HEALTH',
    tell: () => ({ sentence: 'The service has a summary of risk.' }),
  },
}
