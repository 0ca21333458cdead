import type { Fields } from '../record-checks'
import { envelope, without } from '../record-checks'

/** A record of adult social care about one person. */
export const record: Fields = { ...envelope, subjectRole: 'SERVICE_USER' }

/** The same, at which somebody else was there. */
export const accompanied: Fields = {
  ...without(envelope, 'subjectRole'),
  people: [
    { reference: 'P-1', role: 'SERVICE_USER' },
    { reference: 'P-2', role: 'SUSPECT', relationship: 'lodger' },
  ],
}

export const concern: Fields = {
  ...accompanied,
  raisedBy: 'HOSPITAL',
  triageMethod: 'TELEPHONE',
  triagedAt: '2024-05-05T09:00:00Z',
  triageOutcome: 'CLOSED_LETTER_ONLY',
  countersignedByRole: 'Team manager',
  countersignedAt: '2024-05-05T10:00:00Z',
  isAboutAssault: true,
  abuseTypes: ['PHYSICAL', 'DOMESTIC'],
  sourceOfRisk: 'KNOWN_TO_PERSON',
  notes: 'Spoke of a fall first.',
}

export const enquiry: Fields = {
  ...record,
  kind: 'STATUTORY',
  startDate: '2024-05-04',
  endDate: '2024-09-01',
  hasCareNeeds: true,
  careNeedsEvidence: 'Needs help to wash and dress.',
  isAtRisk: true,
  atRiskEvidence: 'Injuries seen three times in spring.',
  isUnableToProtectSelf: true,
  unableToProtectSelfEvidence: 'Cannot leave the home without help.',
  abuseTypes: ['PHYSICAL'],
  sourceOfRisk: 'KNOWN_TO_PERSON',
  riskOutcome: 'REMAINED',
  wishes: 'To stay at home.',
  wishesOutcome: 'PARTLY_MET',
}

export const capacityAssessment: Fields = {
  ...accompanied,
  decision: 'Whether to ask somebody to leave the home',
  place: 'DOORSTEP',
  isSeenAlone: false,
  isSober: false,
  isGpConsulted: false,
  canUnderstand: true,
  canRetain: true,
  canUseOrWeigh: false,
  canCommunicate: true,
  hasImpairment: true,
  isCausedByImpairment: true,
  conclusion: 'LACKS_CAPACITY',
  reviewDate: '2024-06-01',
}

export const contact: Fields = {
  ...record,
  method: 'FACE_TO_FACE_ALONE',
  outcome: 'SPOKEN_TO',
  isSeenAlone: true,
  isSober: true,
  isInformedOfRisk: true,
  nextDueDate: '2024-05-11',
}

export const refusal: Fields = {
  ...accompanied,
  refused: 'SUPPORT',
  method: 'DOORSTEP',
  isSeenAlone: false,
  isSober: false,
  isInformedOfRisk: false,
}

export const supportPlan: Fields = {
  ...record,
  startDate: '2024-05-04',
  reviewDate: '2024-08-04',
  services: ['HOME_CARE', 'ADVOCACY'],
  isAgreed: true,
}

export const trustedContact: Fields = {
  ...record,
  name: 'Made-up Sister',
  relationship: 'FAMILY',
  telephone: '01632 960001',
  mayBeToldOfRisk: true,
}

export const safeContactInstruction: Fields = {
  ...record,
  safeMethods: ['TEXT', 'TRUSTED_CONTACT'],
  unsafeMethods: ['LETTER', 'TELEPHONE'],
  safeFrom: '09:30',
  safeUntil: '15:00',
  mayLeaveMessage: false,
  mayNameService: false,
  startDate: '2024-05-04',
}
