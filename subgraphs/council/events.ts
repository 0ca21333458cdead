import type { EventTellers } from '../kit/agency/event-teller'
import { eventWordsOf, sentence } from '../kit/agency/event-words'
import { codedValue } from '../kit/records/coded-value'
import { antiSocialBehaviourTools } from './codes'

const { code, words } = eventWordsOf('council')

/** How a council's records are told as events; what a hate crime was recorded as is in none. */
export const councilEvents: EventTellers = {
  hubCases: {
    kind: 'CASE',
    category: 'CALL_FOR_SERVICE',
    tell: ({ state }) => ({
      sentence: sentence('Case of the community safety hub', words('SafetyHubCaseState', state)),
      codes: [code('SafetyHubCaseState', state)],
    }),
  },
  referrals: {
    kind: 'REFERRAL',
    category: 'SAFEGUARDING',
    tell: ({ direction, outcome, acknowledgedDate }) => ({
      sentence: sentence(
        'Referral of the community safety hub',
        words('SafetyHubReferralDirection', direction),
        words('SafetyHubReferralOutcome', outcome),
        typeof acknowledgedDate === 'string' ? null : 'not acknowledged',
      ),
      codes: [
        code('SafetyHubReferralDirection', direction),
        code('SafetyHubReferralOutcome', outcome),
      ],
    }),
  },
  antiSocialBehaviourTools: {
    kind: 'ANTI_SOCIAL_BEHAVIOUR',
    category: 'CALL_FOR_SERVICE',
    tell: ({ tool, isBreached }) => {
      const what = codedValue(antiSocialBehaviourTools, tool)
      return {
        sentence: sentence(
          'Power against anti-social behaviour used',
          what?.display,
          isBreached === true ? 'breached' : null,
        ),
        codes: [what],
      }
    },
  },
  hateCrimeReports: {
    kind: 'HATE_CRIME',
    category: 'SAFEGUARDING',
    tell: ({ reportedBy, state }) => ({
      sentence: sentence(
        'Report of hate crime',
        words('HateCrimeReporter', reportedBy),
        words('HateCrimeState', state),
      ),
      codes: [code('HateCrimeReporter', reportedBy), code('HateCrimeState', state)],
    }),
  },
  reviewRecommendations: {
    kind: 'RECOMMENDATION',
    category: 'SAFEGUARDING',
    tell: ({ state, completedDate }) => ({
      sentence: sentence('Recommendation of a review', words('RecommendationState', state)),
      codes: [code('RecommendationState', state)],
      until: completedDate,
    }),
  },
}
