import { isDay } from '../../common/days'
import type { PostcodeArgument, SubjectArgument } from './person-argument'
import type { NameArgument } from './search-argument'
import { UsageError } from './usage'

/**
 * What is asked: what each agency holds of a person; what no single agency can see of a person; where a person
 * lived and with whom; what is known of an address.
 */
export type Question = 'RECORDS' | 'INSIGHTS' | 'ADDRESSES' | 'ADDRESS'

/** The options that say what is asked. */
interface QuestionValues {
  readonly insights?: boolean | undefined
  readonly addresses?: boolean | undefined
  readonly since?: string | undefined
  readonly agency?: readonly string[] | undefined
  readonly 'as-at'?: string | undefined
  readonly csv?: string | undefined
}

/** The question and what belongs to it. */
export interface AskedQuestion {
  readonly question: Question
  /** The chronology is asked for too: of the person, or of the address. */
  readonly hasChronology: boolean
  /** First day of the records that are asked for, ISO 8601; null for all. */
  readonly since: string | null
  /** What could have been known then: ISO 8601 day or time; null: now. */
  readonly asAt: string | null
  /** File the chronology is written to; null: none. */
  readonly csv: string | null
}

/**
 * Reads what is asked.
 * @throws UsageError when options do not go together
 */
export function readQuestion(
  values: QuestionValues,
  { by }: SubjectArgument | NameArgument | PostcodeArgument,
): AskedQuestion {
  const hasChronology = values.insights === true
  if (by === 'postcode') checkAlone(values)
  if (values.addresses === true && (hasChronology || by === 'address'))
    throw new UsageError(
      '--addresses is about a person, and goes with neither --uprn nor --insights',
    )
  const ofPerson = values.addresses === true ? 'ADDRESSES' : hasChronology ? 'INSIGHTS' : 'RECORDS'
  const question = by === 'address' ? 'ADDRESS' : ofPerson
  checkOptions(values, question, hasChronology)
  return {
    ...{ question, hasChronology, since: readSince(values.since) },
    ...{ asAt: values['as-at'] ?? null, csv: values.csv ?? null },
  }
}

function checkAlone({ insights, addresses, since, agency, csv, ...values }: QuestionValues): void {
  const asked = [insights, addresses, since, agency, csv, values['as-at']]
  if (asked.some((value) => value !== undefined))
    throw new UsageError('--postcode lists properties; ask more of one of them, by --uprn')
}

function checkOptions(values: QuestionValues, question: Question, hasChronology: boolean): void {
  const computed = '--insights, --addresses or --uprn'
  if (question === 'RECORDS' && values['as-at'] !== undefined)
    throw new UsageError(`--as-at belongs to ${computed}`)
  if (!hasChronology && values.csv !== undefined)
    throw new UsageError('--csv belongs to --insights')
  if (question !== 'RECORDS' && values.agency !== undefined)
    throw new UsageError(
      `--agency does not go with ${computed}: they are about all agencies together`,
    )
  if (question !== 'RECORDS' && !hasChronology && values.since !== undefined)
    throw new UsageError('--since goes with --addresses or --uprn only beside --insights')
}

function readSince(since: string | undefined): string | null {
  if (since === undefined) return null
  if (!isDay(since))
    throw new UsageError(`--since must be a day such as 2024-02-29, got "${since}"`)
  return since
}
