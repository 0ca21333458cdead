import type { EventTellers } from '../kit/agency/event-teller'
import { eventWordsOf, sentence } from '../kit/agency/event-words'
import { riskAssessmentTeller } from '../kit/agency/risk-assessment-event'

const { code, words } = eventWordsOf('charity')

/** How a charity's records are told as events. */
export const charityEvents: EventTellers = {
  consents: {
    kind: 'CONSENT',
    category: 'SAFEGUARDING',
    tell: ({ decision, withdrawnDay }) => ({
      sentence: sentence('Consent of a client of the charity', words('ConsentDecision', decision)),
      codes: [code('ConsentDecision', decision)],
      until: withdrawnDay,
    }),
  },
  referrals: {
    kind: 'REFERRAL',
    category: 'SAFEGUARDING',
    tell: ({ direction, outcome }) => ({
      sentence: sentence(
        'Referral of the charity',
        words('CharityReferralDirection', direction),
        words('CharityReferralOutcome', outcome),
      ),
      codes: [code('CharityReferralDirection', direction), code('CharityReferralOutcome', outcome)],
    }),
  },
  support: {
    kind: 'SUPPORT',
    category: 'SAFEGUARDING',
    tell: ({ kind, ending }) => ({
      sentence: sentence(
        'Support by the charity',
        words('SupportKind', kind),
        words('SupportEnding', ending),
      ),
      codes: [code('SupportKind', kind), code('SupportEnding', ending)],
    }),
  },
  riskAssessments: riskAssessmentTeller,
  maracReferrals: {
    kind: 'CONFERENCE',
    category: 'SAFEGUARDING',
    tell: ({ ground, isRepeat }) => ({
      sentence: sentence(
        'Referral to a multi-agency risk assessment conference',
        words('MaracGround', ground),
        isRepeat === true ? 'a repeat' : null,
      ),
      codes: [code('MaracGround', ground)],
    }),
  },
}
