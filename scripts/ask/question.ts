import { isDay } from '../../common/days'
import { checkAddressFiles, checkPersonFiles, namesFile } from './file-options'
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
  readonly pdf?: string | undefined
  readonly anonymised?: boolean | undefined
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
  /** File the chronology is written to as a table; null: none. */
  readonly csv: string | null
  /** Likewise as a document to print; null: none. */
  readonly pdf: string | null
  /** In both, letters stand for people, places and records. */
  readonly isAnonymised: boolean
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
  const question = questionOf(values, by)
  if (question === 'ADDRESS') checkAddressFiles(values)
  else checkPersonFiles(values)
  checkOptions(values, question, hasChronology)
  return {
    ...{ question, hasChronology, since: readSince(values.since) },
    ...{ asAt: values['as-at'] ?? null, csv: values.csv ?? null, pdf: values.pdf ?? null },
    isAnonymised: values.anonymised === true,
  }
}

function questionOf({ addresses, insights }: QuestionValues, by: string): Question {
  if (addresses === true && (insights === true || by === 'address'))
    throw new UsageError(
      '--addresses is about a person, and goes with neither --uprn nor --insights',
    )
  if (by === 'address') return 'ADDRESS'
  if (addresses === true) return 'ADDRESSES'
  return insights === true ? 'INSIGHTS' : 'RECORDS'
}

function checkAlone({ insights, addresses, since, agency, csv, ...values }: QuestionValues): void {
  const asked = [insights, addresses, since, agency, csv, values.pdf, values['as-at']]
  if (asked.some((value) => value !== undefined))
    throw new UsageError('--postcode lists properties; ask more of one of them, by --uprn')
}

function checkOptions(values: QuestionValues, question: Question, hasChronology: boolean): void {
  const computed = '--insights, --addresses or --uprn'
  if (question === 'RECORDS' && !namesFile(values) && values['as-at'] !== undefined)
    throw new UsageError(`--as-at belongs to ${computed}, --pdf or --csv`)
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
