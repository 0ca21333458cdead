/**
 * From which list of a view its events of a kind are told: whoever may not see the list may not see such a
 * row either. Written by hand, as a reader of the records would say it.
 */
const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AdultCareView: {
    CONCERN: 'concerns',
    ENQUIRY: 'enquiries',
    CAPACITY_ASSESSMENT: 'capacityAssessments',
    CONTACT: 'contacts',
    REFUSAL: 'refusals',
    PLAN: 'supportPlans',
    ECONOMIC_ABUSE: 'economicAbuseIndicators',
  },
  AmbulanceView: { AMBULANCE_CALL: 'calls' },
  CharityView: {
    CONSENT: 'consents',
    REFERRAL: 'referrals',
    SUPPORT: 'support',
    RISK_ASSESSMENT: 'riskAssessments',
    CONFERENCE: 'maracReferrals',
  },
  CouncilView: {
    CASE: 'hubCases',
    REFERRAL: 'referrals',
    ANTI_SOCIAL_BEHAVIOUR: 'antiSocialBehaviourTools',
    HATE_CRIME: 'hateCrimeReports',
    RECOMMENDATION: 'reviewRecommendations',
  },
  CourtsView: {
    HEARING: 'hearings',
    WARRANT: 'warrants',
    SENTENCE: 'sentences',
    ORDER: 'protectiveOrders',
  },
  GpView: {
    REGISTRATION: 'registrations',
    ENCOUNTER: 'encounters',
    ALCOHOL_INTAKE: 'alcoholIntakes',
    REFERRAL: 'referrals',
  },
  HospitalView: { ATTENDANCE: 'attendances' },
  HousingView: {
    TENANCY: 'tenancies',
    HOUSEHOLD: 'householdMembers',
    ANTI_SOCIAL_BEHAVIOUR: 'antiSocialBehaviourCases',
  },
  MentalHealthView: {
    REFERRAL: 'referrals',
    PLAN: 'crisisPlans',
    DETENTION: 'sections',
    RISK_ASSESSMENT: 'riskSummaries',
  },
  PoliceView: {
    CONVICTION: 'convictions',
    CAUTION: 'cautions',
    ORDER: 'orders',
    WARRANT: 'warrants',
    CRIME: 'crimes',
    CALL: 'incidents',
    MARKER: 'warningMarkers',
    RISK_ASSESSMENT: 'riskAssessments',
    DISCLOSURE_APPLICATION: 'dvdsApplications',
    INTELLIGENCE: 'intelligence',
  },
  ProbationView: {
    CASE: 'cases',
    ORDER: 'orders',
    RISK_ASSESSMENT: 'assessments',
    ADDRESS: 'addresses',
    CONTACT: 'contacts',
    PUBLIC_PROTECTION: 'mappa',
    COURT_REPORT: 'courtReports',
  },
  SubstanceUseView: { REFERRAL: 'referrals', EPISODE: 'episodes', CONTACT: 'appointments' },
}

/**
 * The list, as in `PoliceView.incidents`, that an event of a view is told from; null: no list is known.
 * @param view name of the view's type
 */
export function listOfEvent(view: string, kind: string): string | null {
  const list = kind === 'INVOLVEMENT' ? 'involvements' : lists[view]?.[kind]
  return list === undefined ? null : `${view}.${list}`
}
