import type { JsonObject } from '../../common/json'
import { personIndexCode } from '../../common/services'
import { listIn, numberIn, textsIn } from '../hub/answer-lists'
import { categoryWords } from '../words/policy-words'
import { listed, safeLine } from '../words/text'
import type { Naming } from './naming'

/** What could not be seen when something was worked out. */
export interface MissingWords {
  /** Agencies of which nothing was seen, as in `Northshire Police: no answer`. */
  readonly gaps: readonly string[]
  /** Of which some was not. */
  readonly parts: readonly string[]
}

/** What is missing of one agency. */
export interface MissingOf {
  readonly agency: string
  readonly reason: string
  /** In words. */
  readonly categories: readonly string[]
  readonly count: number | null
}

/** What a result says that it lacked. */
export function readMissing(result: JsonObject | null): readonly MissingOf[] {
  return listIn(result, 'missing').map((one) => ({
    agency: safeLine(one['agency'], 60),
    reason: safeLine(one['reason'], 40),
    categories: textsIn(one, 'categories').map((category) => categoryWords(safeLine(category, 60))),
    count: numberIn(one, 'count'),
  }))
}

/** The same in words; a reason that this page does not know is told as nothing seen. */
export function missingIn(result: JsonObject | null, naming: Naming): MissingWords {
  const all = readMissing(result)
  const say = (one: MissingOf) => `${naming.agency(one.agency)}: ${whatOf(one)}`
  const isPart = ({ reason }: MissingOf) => partReasons.has(reason)
  return {
    gaps: all.filter((one) => !isPart(one)).map(say),
    parts: all.filter(isPart).map(say),
  }
}

const partReasons = new Set(['WITHHELD_BY_CATEGORY', 'LEFT_OFF'])

const whole: Readonly<Record<string, string>> = {
  SILENT: 'no answer',
  WITHHELD: 'withheld',
  NOT_ASKED: 'not asked',
}

function whatOf({ agency, reason, categories, count }: MissingOf): string {
  if (reason === 'WITHHELD_BY_CATEGORY')
    return `${listed(categories)} kept back, whether or not there is any`
  if (reason !== 'LEFT_OFF')
    return Object.hasOwn(whole, reason) ? (whole[reason] ?? '') : 'could not be seen'
  if (agency === personIndexCode) return 'there are more people than were looked at'
  return count === null ? 'more records than were given' : `${count} more records than were given`
}
