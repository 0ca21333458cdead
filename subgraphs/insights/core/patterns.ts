import { disclosureOverdue } from './disclosure-scheme'
import type { Finding, RuleInput } from './finding'
import { todayOf } from './finding'
import {
  letterOnly,
  needWithoutReferral,
  outdatedRiskAssessment,
  refusalsThatEndedWork,
} from './gap-patterns'
import type { InsightInput } from './input'
import { placeEvents } from './placed-event'
import {
  domesticClosedOtherwise,
  frequentAttendance,
  moreInjuries,
  repeatCalls,
  repeatConcern,
  shorterIntervals,
} from './repeat-patterns'

const rules: readonly ((rule: RuleInput) => readonly Finding[])[] = [
  ...[frequentAttendance, repeatCalls, domesticClosedOtherwise, shorterIntervals, moreInjuries],
  ...[repeatConcern, refusalsThatEndedWork, needWithoutReferral, letterOnly],
  ...[outdatedRiskAssessment, disclosureOverdue],
]

/** The patterns in the events of one person; events of other people are passed over. */
export function patternsOf(input: InsightInput, person: string): readonly Finding[] {
  const rule = ruleInputOf(input, person)
  return rules.flatMap((find) => find(rule))
}

/** The events of one person that were known and had happened by `asAt`. */
export function ruleInputOf(input: InsightInput, person: string): RuleInput {
  const own = input.events.filter((event) => event.person === person)
  const today = todayOf(input)
  const events = placeEvents({ ...input, events: own }).filter(({ firstDay }) => firstDay <= today)
  return { input, events, today }
}
