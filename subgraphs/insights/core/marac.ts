import { codesIn, isDomesticCall, isSuspectRole, isViolentOffence } from './codes'
import type { InsightEvent } from './event'
import type { Finding, FindingParts, RuleInput } from './finding'
import { findingOf, findWindow, thresholdOf } from './finding'
import type { PlacedEvent } from './placed-event'
import { ofKind } from './repeat-patterns'

/**
 * Each criterion for a multi-agency risk assessment conference by itself, held or not, for the person as the
 * one who is at risk. Professional judgement can raise and never lowers: no criterion looks at another.
 */
export function maracCriteria(rule: RuleInput): readonly Finding[] {
  return [
    ...[visibleHighRisk, professionalJudgement, escalation, repeatReferral].flatMap((criterion) => {
      const parts = criterion(rule)
      return parts ? [withState(parts, rule)] : []
    }),
  ]
}

type Criterion = FindingParts & { readonly isMet: boolean }

/** What is not shown cannot be told while anything is missing. */
function withState({ isMet, ...parts }: Criterion, { input }: RuleInput): Finding {
  const unmet = input.missing.length > 0 ? 'CANNOT_TELL' : 'NOT_SHOWN'
  return findingOf({ ...parts, state: isMet ? 'HOLDS' : unmet }, input)
}

/** The latest assessment that counts ticks; a grade that somebody set lower changes nothing. */
function visibleHighRisk(rule: RuleInput): Criterion | null {
  const threshold = thresholdOf(rule, 'marac-visible-high-risk')
  if (!threshold) return null
  const { ticks: least } = threshold.values
  const latest = assessments(rule).findLast(({ event }) => ticksOf(event) !== null)
  if (!latest) {
    const sentence = 'No assessment with a count of ticks is known.'
    return { rule: threshold, isMet: false, sentence, numbers: { threshold: least }, events: [] }
  }
  const ticks = ticksOf(latest.event) ?? 0
  const isMet = ticks >= least
  return {
    ...{ rule: threshold, isMet, sinceDay: isMet ? latest.firstDay : null },
    sentence: `Ticks in the latest assessment: ${ticks}; the rule begins at ${least}.`,
    numbers: { ticks, threshold: least },
    events: [latest.event],
  }
}

function assessments(rule: RuleInput): readonly PlacedEvent[] {
  return ofKind(rule, 'RISK_ASSESSMENT').filter(({ event }) => !isSuspectRole(event.role))
}

function ticksOf(event: InsightEvent): number | null {
  const [ticks] = codesIn(event, 'DASH_TICKS')
  return ticks === undefined || !/^\d{1,3}$/.test(ticks) ? null : Number(ticks)
}

const grades = ['STANDARD', 'MEDIUM', 'HIGH']

/** A professional's grade is high, and higher than the count of ticks made it. */
function professionalJudgement(rule: RuleInput): Criterion {
  const raised = assessments(rule).filter(({ event }) => isRaised(event))
  const referred = ofKind(rule, 'CONFERENCE').filter(({ event }) =>
    codesIn(event, 'MaracGround').includes('PROFESSIONAL_JUDGEMENT'),
  )
  const found = [...raised, ...referred]
  const days = found.map(({ firstDay }) => firstDay)
  return {
    rule: { name: 'marac-professional-judgement', version: '1' },
    isMet: found.length > 0,
    sentence: `Assessments or referrals in which a professional judged the risk to be high: ${found.length}.`,
    numbers: { judgements: found.length },
    sinceDay: found.length > 0 ? Math.min(...days.slice(0, 1), ...days.slice(-1)) : null,
    events: found.map(({ event }) => event),
  }
}

function isRaised(event: InsightEvent): boolean {
  const [grade] = codesIn(event, 'RiskGrade')
  const [actuarial] = codesIn(event, 'ActuarialRiskGrade')
  if (grade !== 'HIGH' || actuarial === undefined) return false
  return grades.indexOf(grade) > grades.indexOf(actuarial)
}

/** Domestic events of the person as somebody who may be at risk. */
function isDomesticEvent({ event }: PlacedEvent): boolean {
  return isDomesticCall(event) && !isSuspectRole(event.role)
}

function escalation(rule: RuleInput): Criterion | null {
  const threshold = thresholdOf(rule, 'marac-escalation')
  if (!threshold) return null
  const { count, days } = threshold.values
  const domestic = rule.events.filter(isDomesticEvent)
  const found = findWindow(domestic, threshold.values)
  return {
    rule: threshold,
    isMet: found !== null,
    sentence: `Calls opened or closed as domestic: ${domestic.length}; the rule begins at ${count} within ${days} days.`,
    numbers: { calls: domestic.length, mostInWindow: found?.most ?? domestic.length, count, days },
    sinceDay: found?.sinceDay ?? null,
    events: found?.events ?? domestic.map(({ event }) => event),
  }
}

/** Abuse between the same people after a referral; by the rule of the day, any abuse or violence only. */
function repeatReferral(rule: RuleInput): Criterion | null {
  const later = thresholdOf(rule, 'marac-repeat')
  const threshold = later ?? thresholdOf(rule, 'marac-repeat-violence')
  if (!threshold) return null
  const { days } = threshold.values
  const referral = ofKind(rule, 'CONFERENCE').at(-1)
  const since = (placed: PlacedEvent) =>
    referral !== undefined &&
    placed.firstDay > referral.lastDay &&
    placed.firstDay <= referral.lastDay + days
  const abuse = rule.events.filter(
    (placed) => since(placed) && (later ? isAbuse(placed) : isViolence(placed)),
  )
  return {
    rule: { name: 'marac-repeat', version: threshold.version },
    isMet: abuse.length > 0,
    sentence: referral
      ? `Events of abuse within ${days} days of the last referral: ${abuse.length}.`
      : 'No referral to a conference is known.',
    numbers: { events: abuse.length, days },
    sinceDay: abuse[0]?.firstDay ?? null,
    events: [...(referral ? [referral] : []), ...abuse].map(({ event }) => event),
  }
}

function isAbuse(placed: PlacedEvent): boolean {
  return isDomesticEvent(placed) || isViolence(placed)
}

function isViolence({ event }: PlacedEvent): boolean {
  if (isSuspectRole(event.role)) return false
  if (event.isAssault === true || isViolentOffence(event)) return true
  return event.kind === 'CALL' && codesIn(event, 'INCIDENT').includes('VIOLENCE')
}
