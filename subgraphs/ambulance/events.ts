import type { EventTellers } from '../kit/agency/event-teller'
import { eventWordsOf, sentence } from '../kit/agency/event-words'
import { codedValue } from '../kit/records/coded-value'
import { injuryEvent, injuryWords } from '../kit/agency/injury-event'
import { callCategories } from './codes'

const { code, words } = eventWordsOf('ambulance')

/** How an ambulance service's calls are told as events. */
export const ambulanceEvents: EventTellers = {
  calls: {
    kind: 'AMBULANCE_CALL',
    category: 'HEALTH',
    alsoNeeds: ['SERVICE_USE'],
    tell: ({ category, complaint, outcome, ...record }) => ({
      sentence: sentence(
        'Call for an ambulance',
        words('AmbulanceComplaint', complaint),
        words('AmbulanceOutcome', outcome),
        injuryWords(record),
      ),
      codes: [
        codedValue(callCategories, category),
        code('AmbulanceComplaint', complaint),
        code('AmbulanceOutcome', outcome),
      ],
      ...injuryEvent(record),
    }),
  },
}
