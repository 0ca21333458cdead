import type { CoverageRow } from '../../common/http/hub-question'
import { handlingConditions } from '../../policies/vocabulary'
import type { AgencyPart } from '../person/agency-part'
import { reasonWords, stateWords } from '../words/coverage-words'
import type { Moment } from '../words/dates'
import { kindOfEventWords } from '../words/event-words'
import { handlingWords } from '../words/policy-words'
import { counted, safeLine } from '../words/text'
import type { AnswerRow, ChronologyAnswer } from './chronology-answer'
import { gapsOf } from './gaps'
import type { Naming } from './naming'

/** What stands about the document as a whole: what it is, and the words. */
export type Fact = readonly [name: string, value: string]

/** A chronology as a document, whatever it is written as. All of it is plain text. */
export interface ChronologyDocument {
  /** What may be done with it: stands on every page and in every line. */
  readonly mark: string
  /** By this the disclosure log has the answer that it was made from. */
  readonly reference: string
  /** ISO 8601, UTC; the only time that the document's bytes depend on. */
  readonly asAt: string
  readonly facts: readonly Fact[]
  /** Empty: it is complete. */
  readonly gaps: readonly string[]
  readonly coverage: readonly CoverageLine[]
  readonly rows: readonly DocumentRow[]
}

/** How one agency took part. */
export interface CoverageLine {
  readonly agency: string
  readonly answer: string
  readonly why: string
  readonly handling: string
}

export interface DocumentRow {
  readonly number: number
  readonly kind: string
  readonly isSilence: boolean
  readonly from: Moment | null
  readonly until: Moment | null
  readonly what: string
  /** What else is to be said of it. */
  readonly remarks: readonly string[]
  readonly place: string
  readonly agencies: readonly string[]
  readonly sources: readonly string[]
  /** By which it was worked out; empty for a plain fact. */
  readonly rule: string
}

export interface DocumentTerms {
  readonly parts: readonly AgencyPart[]
  readonly naming: Naming
  readonly facts: readonly Fact[]
  readonly reference: string
}

/** Puts a document together; a row is in it once, and each names its source. */
export function chronologyDocument(
  chronology: ChronologyAnswer,
  { parts, naming, facts, reference }: DocumentTerms,
): ChronologyDocument {
  return {
    mark: markOf(parts.map(({ row }) => row)),
    ...{ reference, facts },
    asAt: chronology.asAt.iso,
    gaps: gapsOf(chronology, parts, naming),
    coverage: parts.map(coverageLine),
    rows: chronology.rows.map((row, index) => rowOf(row, index + 1, naming)),
  }
}

/** The strictest of what the agencies ask for; a word that is not known here is taken for the strictest. */
export function markOf(rows: readonly (CoverageRow | null)[]): string {
  const asked = rows.flatMap((row) => (row?.handling ? [row.handling] : []))
  const areKnown = asked.every((one) => handlingConditions.some((known) => known === one))
  const strictest = handlingConditions.find((one) => asked.includes(one))
  return handlingWords(areKnown && strictest ? strictest : handlingConditions[0])
}

function coverageLine({ agency, state, row }: AgencyPart): CoverageLine {
  const isExplained = state !== 'answered' && state !== 'no-record'
  const gave = state === 'answered' || state === 'partial'
  return {
    agency: agency.displayName,
    answer: stateWords[state],
    why: isExplained ? safeLine(reasonWords(row?.reason ?? null), 200) : '',
    handling: gave && row?.handling ? handlingWords(safeLine(row.handling, 60)) : '',
  }
}

function rowOf(row: AnswerRow, number: number, naming: Naming): DocumentRow {
  const { isSilence, kind, from, until, sentence, sources, rule, uprn } = row
  return {
    ...{ number, isSilence, from, until, rule },
    kind: isSilence ? 'Gap' : kindOfEventWords(kind),
    what: sentence,
    remarks: remarksOf(row, naming),
    place: uprn === '' ? '' : naming.place(uprn),
    agencies: row.agencies.map(naming.agency),
    sources: sources.map(naming.record),
  }
}

function remarksOf({ lateByDays, tellings }: AnswerRow, naming: Naming): readonly string[] {
  return [
    ...(lateByDays === null ? [] : [`Written down late: ${counted(lateByDays, 'day')} after.`]),
    ...tellings.map(({ agency, sentence }) => `${naming.agency(agency)}: ${sentence}`),
  ]
}

/** When it was, in words. */
export function whenText({ from, until }: Pick<DocumentRow, 'from' | 'until'>): string {
  if (!from) return 'No date'
  return until ? `${from.text} to ${until.text}` : from.text
}
