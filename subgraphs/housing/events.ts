import type { EventTellers } from '../kit/agency/event-teller'
import { eventWordsOf, sentence } from '../kit/agency/event-words'

const { code, words } = eventWordsOf('housing')

/** How a landlord's records are told as events. */
export const housingEvents: EventTellers = {
  tenancies: {
    kind: 'TENANCY',
    category: 'HOUSING',
    tell: ({ kind }) => ({
      sentence: sentence('Tenancy', words('TenancyKind', kind)),
      codes: [code('TenancyKind', kind)],
    }),
  },
  householdMembers: {
    kind: 'HOUSEHOLD',
    category: 'HOUSING',
    tell: ({ basisOfKnowledge }) => ({
      sentence: sentence(
        'In a household with somebody who is not named on the tenancy',
        words('HouseholdKnowledge', basisOfKnowledge),
      ),
      codes: [code('HouseholdKnowledge', basisOfKnowledge)],
    }),
  },
  antiSocialBehaviourCases: {
    kind: 'ANTI_SOCIAL_BEHAVIOUR',
    category: 'CALL_FOR_SERVICE',
    tell: ({ kind, state }) => ({
      sentence: sentence(
        'Case of anti-social behaviour',
        words('AntiSocialBehaviourKind', kind),
        words('AntiSocialBehaviourState', state),
      ),
      codes: [code('AntiSocialBehaviourKind', kind), code('AntiSocialBehaviourState', state)],
    }),
  },
}
