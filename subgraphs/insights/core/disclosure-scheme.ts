import { codesIn } from './codes'
import type { Finding, RuleInput } from './finding'
import { findingOf, thresholdOf } from './finding'
import { ofKind } from './repeat-patterns'

/** From the decision on the clock has stopped; what there is to disclose follows. */
const runningStages = new Set(['RECEIVED', 'CHECKED', 'MET'])

/**
 * Applications under the domestic violence disclosure scheme that are not decided although the scheme's time is
 * over. Whether two people are such that the scheme is for them is nothing that a rule can say.
 * @see Domestic Abuse Act 2021 s.77, statutory guidance
 */
export function disclosureOverdue(rule: RuleInput): readonly Finding[] {
  const threshold = thresholdOf(rule, 'disclosure-scheme-clock')
  if (!threshold) return []
  const { days } = threshold.values
  return ofKind(rule, 'DISCLOSURE_APPLICATION').flatMap(({ event, firstDay }) => {
    const [stage] = codesIn(event, 'DvdsStage')
    const [route] = codesIn(event, 'DvdsRoute')
    const passed = rule.today - firstDay
    if (stage === undefined || !runningStages.has(stage) || passed <= days) return []
    return [
      findingOf(
        {
          rule: threshold,
          sentence: `An application for a disclosure was received ${passed} days ago and is not decided; the scheme allows ${days}.`,
          numbers: { days, passed },
          reasons: [stage, ...(route === undefined ? [] : [route])],
          ...{ sinceDay: firstDay + days + 1, agency: event.agency, events: [event] },
        },
        rule.input,
      ),
    ]
  })
}
