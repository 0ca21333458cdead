import type { Period, RehabilitationTable } from './rehabilitation-tables'
import { rehabilitationTables } from './rehabilitation-tables'

/** The parts of a conviction that its rehabilitation follows from. */
export interface Sentence extends Readonly<Record<string, unknown>> {
  readonly disposal?: unknown
  readonly lengthMonths?: unknown
  readonly offence?: unknown
  /** As in 2004-05-06. */
  readonly convictionDate?: unknown
}

/** The first day on which a conviction is spent, or why there is none. */
export type SpentOn = { readonly day: string } | 'NEVER' | 'NOT_KNOWN'

export interface SpentQuestion {
  /** The day by whose law is judged: the day of asking. */
  readonly on: string
  /** Null when not known: then the longer periods of adults are taken. */
  readonly dateOfBirth: string | null
}

/** When a caution is spent: a simple one at once. Null day parts are not known. */
export function cautionSpentOn(
  { kind, day }: { readonly kind: unknown; readonly day: string },
  { on }: SpentQuestion,
): SpentOn {
  const table = tableOn(on)
  if (!table) return 'NOT_KNOWN'
  if (kind === 'SIMPLE') return { day }
  return { day: addMonths(day, table.conditionalCaution.adult) }
}

/** True when it is spent on that day. */
export function isSpent(spent: SpentOn, on: string): boolean {
  return typeof spent !== 'string' && spent.day <= on
}

/** When a conviction would be spent if the person had no other. */
export function spentAlone(sentence: Sentence, question: SpentQuestion): SpentOn {
  const convicted = dayOf(sentence)
  const table = tableOn(question.on)
  if (convicted === '' || !table) return 'NOT_KNOWN'
  const months = monthsUntilSpent(sentence, table, isYouth(convicted, question.dateOfBirth))
  return typeof months === 'string' ? months : { day: addMonths(convicted, months) }
}

type Months = number | 'NEVER' | 'NOT_KNOWN'

/** Months from conviction; a sentence ends its stated length after it, suspended or not. */
function monthsUntilSpent(sentence: Sentence, table: RehabilitationTable, youth: boolean): Months {
  const of = (period: Period) => (youth ? period.youth : period.adult)
  const afterItsLength = (period: Period): Months => {
    if (table.countsFrom === 'CONVICTION' && of(period) > 0) return of(period)
    const length = lengthOf(sentence)
    return length === null ? 'NOT_KNOWN' : length + of(period)
  }
  switch (sentence.disposal) {
    case 'ABSOLUTE_DISCHARGE':
      return of(table.absoluteDischarge)
    case 'FINE':
      return of(table.fine)
    case 'CONDITIONAL_DISCHARGE':
      return afterItsLength(table.conditionalDischarge)
    case 'COMMUNITY_ORDER':
      return afterItsLength(table.communityOrder)
    case 'SUSPENDED_SENTENCE':
    case 'IMPRISONMENT':
      return monthsOfCustody(sentence, table, of)
    default:
      return 'NOT_KNOWN'
  }
}

function monthsOfCustody(
  sentence: Sentence,
  { custody, countsFrom }: RehabilitationTable,
  of: (period: Period) => number,
): Months {
  const length = lengthOf(sentence)
  if (length === null) return 'NOT_KNOWN'
  const band = custody.find(({ upToMonths }) => length <= upToMonths)
  if (!band?.after || band.neverFor?.has(String(sentence.offence))) return 'NEVER'
  return of(band.after) + (countsFrom === 'CONVICTION' ? 0 : length)
}

function lengthOf({ lengthMonths }: Sentence): number | null {
  return typeof lengthMonths === 'number' && lengthMonths > 0 ? lengthMonths : null
}

function tableOn(day: string): RehabilitationTable | undefined {
  return rehabilitationTables.find(({ from }) => from <= day)
}

/** The day of a conviction; empty when not known. */
export function dayOf({ convictionDate }: Sentence): string {
  return typeof convictionDate === 'string' ? convictionDate : ''
}

function isYouth(convicted: string, dateOfBirth: string | null): boolean {
  return dateOfBirth !== null && convicted < addMonths(dateOfBirth, 18 * 12)
}

/** The same day some months later, or the last one of a shorter month. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  const moved = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)))
  return moved.toISOString().slice(0, 10)
}
