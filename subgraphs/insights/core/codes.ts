import type { InsightEvent } from './event'

/** The codes of one list that an event has, in its order. */
export function codesIn({ codes }: InsightEvent, system: string): readonly string[] {
  return codes.filter((one) => one.system === system).map(({ code }) => code)
}

export function hasCode({ codes }: InsightEvent, system: string, code: string): boolean {
  return codes.some((one) => one.system === system && one.code === code)
}

/** What a call to the police was opened as and, once it is closed, closed as. */
export function incidentCodesOf(event: InsightEvent): readonly [string | null, string | null] {
  const [opened = null, closed = null] = codesIn(event, 'INCIDENT')
  return [opened, closed]
}

/** A call that was opened as domestic, and closed as something else. */
export function isClosedOtherwise(event: InsightEvent): boolean {
  const [opened, closed] = incidentCodesOf(event)
  return event.kind === 'CALL' && opened === 'DOMESTIC' && closed !== null && closed !== 'DOMESTIC'
}

/** A call that was opened or closed as domestic: what it was closed as does not undo what was told. */
export function isDomesticCall(event: InsightEvent): boolean {
  return event.kind === 'CALL' && codesIn(event, 'INCIDENT').includes('DOMESTIC')
}

/**
 * Offences of violence, with threats, fear of violence and control.
 * @see Home Office counting rules, violence against the person
 */
const violentOffences = new Set(
  ['003/01', '004/01', '005/01', '008/01', '008/06', '008/30', '008/31'].concat([
    '008/65',
    '008/66',
    '008/67',
    '008/77',
    '066/01',
    '105/01',
  ]),
)

/** Kinds of event that say an offence; a caution is an offence admitted. */
const offenceKinds = new Set(['CRIME', 'CONVICTION', 'CAUTION', 'SENTENCE'])

/** An offence of violence, whoever suffered it; or a marker that warns of violence. */
export function isViolentOffence(event: InsightEvent): boolean {
  if (event.kind === 'MARKER') return hasCode(event, 'WARNING_MARKER', 'VI')
  if (!offenceKinds.has(event.kind)) return false
  return codesIn(event, 'HO_OFFENCE').some((code) => violentOffences.has(code))
}

const suspectRoles = new Set(['SUSPECT', 'CONVICTED'])

/** The part of whoever is said to have done it. */
export function isSuspectRole(role: string | null): boolean {
  return role !== null && suspectRoles.has(role)
}

/** Orders that supervise somebody in the community. */
const supervisingOrders = new Set(['COMMUNITY_ORDER', 'SUSPENDED_SENTENCE_ORDER', 'LICENCE'])
const endedStates = new Set(['COMPLETED', 'REVOKED'])

/** An order of the probation service that has not ended, as far as its state says. */
export function isSupervisingOrder(event: InsightEvent): boolean {
  if (event.kind !== 'ORDER') return false
  if (codesIn(event, 'ProbationOrderState').some((state) => endedStates.has(state))) return false
  return codesIn(event, 'ProbationOrderKind').some((kind) => supervisingOrders.has(kind))
}

/** Grades and levels of risk from which it is high. */
export function isHighRisk(event: InsightEvent): boolean {
  if (event.kind !== 'RISK_ASSESSMENT') return false
  if (hasCode(event, 'RiskGrade', 'HIGH')) return true
  return codesIn(event, 'RiskLevel').some((level) => level === 'HIGH' || level === 'VERY_HIGH')
}

/** A safeguarding concern that tells of an assault. */
export function isAssaultConcern(event: InsightEvent): boolean {
  return event.kind === 'CONCERN' && hasCode(event, 'CONCERN_ABOUT', 'ASSAULT')
}

/**
 * What a service must act on: an assessment of high risk, a concern about an assault, an injury told as an
 * assault, a call about violence or a domestic incident whose victim the person is.
 */
export function isSeriousFact(event: InsightEvent): boolean {
  if (isHighRisk(event) || isAssaultConcern(event) || event.isAssault === true) return true
  if (event.kind !== 'CALL' || event.role !== 'VICTIM') return false
  return codesIn(event, 'INCIDENT').some((code) => code === 'VIOLENCE' || code === 'DOMESTIC')
}

/** How a contact, a refusal or an assessment was held, as adult social care records it. */
export function isSeenAlone(event: InsightEvent): boolean | null {
  if (hasCode(event, 'CIRCUMSTANCE', 'SEEN_ALONE')) return true
  return hasCode(event, 'CIRCUMSTANCE', 'NOT_SEEN_ALONE') ? false : null
}

/** Whether the person was told of the risk then; null when nobody wrote it down. */
export function isInformedOfRisk(event: InsightEvent): boolean | null {
  if (hasCode(event, 'CIRCUMSTANCE', 'INFORMED_OF_RISK')) return true
  return hasCode(event, 'CIRCUMSTANCE', 'NOT_INFORMED_OF_RISK') ? false : null
}
