import { deskWords } from '../../common/agency-desk'
import type { Agency } from '../../common/register'
import { safeText } from '../terminal-text'
import { handlingText } from './handling'
import type { CoverageRow } from '../../common/http/hub-question'
import type { HubResponse, HubResponseError } from './hub-client'
import { namesOf, waysOn } from './people-in-answer'
import type { ViewTerms } from './record-text'
import { recordLines } from './record-text'

const statusWords: Readonly<Record<string, string>> = {
  ANSWERED: 'answered',
  NO_RECORD: 'no record linked',
  PARTIAL: 'answered in part',
  WITHHELD: 'withheld',
  UNAVAILABLE: 'DID NOT ANSWER',
  NOT_ASKED: 'not asked',
}

/** Statuses in which nothing was asked of the agency, so that no field of it was kept back. */
const unasked = ['NO_RECORD', 'NOT_ASKED']

const disputedMeaning =
  'hold records that may be of this person: whose they are is disputed; ask them.'
const possibleMeaning =
  'hold a record that may be of this person: possible link, unconfirmed; that is not "no record".'

const lateMeaning =
  'had not answered when the answer was made; ask again, without --wait, or ask them.'

/** Statuses in which an agency told nothing, though there may be something. */
const rungStatuses = ['WITHHELD', 'UNAVAILABLE']

/** A record may hold several texts of 4,000 characters. */
const longestLine = 40_000

/** What a report is read against. */
export interface ReportTerms {
  readonly register: readonly Agency[]
  /** First day of the records that were asked for, ISO 8601; absent or null for all. */
  readonly since?: string | null
}

type PersonData = Readonly<Record<string, unknown>>

/**
 * A person view as text: who answered and who did not first, then what each agency holds, then what
 * was kept back.
 */
export function personReport(
  person: PersonData,
  response: HubResponse,
  { register, since = null }: ReportTerms,
): string {
  const rows = response.extensions?.coverage ?? []
  const names = namesOf(person, register).join(' / ')
  const sections = register.flatMap((agency) => {
    const row = rows.find(({ agency: code }) => code === agency.code)
    return agencySection(agency, person[agency.field], { since, handling: row?.handling ?? null })
  })
  return asText([
    `Person ${String(person['id'])}${names === '' ? '' : `  ${names}`}`,
    '',
    ...sections,
    ...waysOn(person, register),
    ...missingSection(response.errors ?? []),
    ...withheldSection(response.errors ?? []),
  ])
}

/** Who answered and who did not, a line for each agency. */
export function coverageReport(
  coverage: readonly CoverageRow[],
  register: readonly Agency[],
): string {
  const width = Math.max(...register.map(({ displayName }) => displayName.length))
  const rows = coverage.map((row) => {
    const name = register.find(({ code }) => code === row.agency)?.displayName ?? row.agency
    return `  ${name.padEnd(width)}  ${describeRow(row)}`
  })
  const silent = coverage.filter(({ status }) => status === 'UNAVAILABLE').length
  const warning =
    silent === 0
      ? []
      : [`  ${silent} of ${coverage.length} did not answer: what they hold is missing below.`]
  const ring = ringLines(coverage, register)
  const explained = [
    ...warnOf(coverage, 'LINK_DISPUTED', disputedMeaning),
    ...warnOf(coverage, 'LINK_POSSIBLE', possibleMeaning),
    ...warnOf(coverage, 'NOT_WAITED_FOR', lateMeaning),
  ]
  return asText(['Who answered', ...rows, ...warning, ...explained, ...ring])
}

/** Whom to ring about what was not told: a person there may tell it, or say why not. */
function ringLines(
  coverage: readonly CoverageRow[],
  register: readonly Agency[],
): readonly string[] {
  const gaps = coverage.filter(({ status }) => rungStatuses.includes(status))
  const lines = gaps.flatMap(({ agency }) => {
    const known = register.find(({ code }) => code === agency)
    return known?.desk ? [`    ${known.displayName}: ${deskWords(known.desk)}`] : []
  })
  return lines.length === 0 ? [] : ['  Ring about what is missing:', ...lines]
}

/** A line where some agencies give this reason: how many of all, and what it means. */
function warnOf(
  coverage: readonly CoverageRow[],
  wanted: string,
  meaning: string,
): readonly string[] {
  const count = coverage.filter(({ reason }) => reason === wanted).length
  return count === 0 ? [] : [`  ${count} of ${coverage.length} ${meaning}`]
}

/** Whatever a line holds, it stays one line. */
export function asText(lines: readonly string[]): string {
  return lines.map((line) => safeText(line, longestLine)).join('\n')
}

/** True when at least one agency, or the index for it, said something; what is withheld says nothing. */
export function hasAnswer(coverage: readonly CoverageRow[]): boolean {
  return coverage.some(({ status }) => ['ANSWERED', 'PARTIAL', 'NO_RECORD'].includes(status))
}

function describeRow({ status, records, withheldFields, tookMs, reason }: CoverageRow): string {
  return [
    (statusWords[status] ?? status).padEnd(16),
    records === null ? '' : `${records} record${records === 1 ? '' : 's'}`,
    withheldFields > 0 && !unasked.includes(status) ? `${withheldFields} fields withheld` : '',
    tookMs === null ? '' : `${Math.round(tookMs)} ms`,
    reason ?? '',
  ]
    .filter((part) => part !== '')
    .join('  ')
    .trimEnd()
}

function agencySection({ displayName }: Agency, view: unknown, terms: ViewTerms): string[] {
  if (typeof view !== 'object' || view === null) return []
  const lines = Object.entries(view).flatMap(([name, value]) => recordLines(name, value, terms))
  const use = terms.handling === null ? '' : `  [${handlingText(terms.handling)}]`
  return [`${displayName}${use}`, ...lines.map((line) => `  ${line}`), '']
}

/** What was asked for and did not come, a line for each field. */
export function missingSection(errors: readonly HubResponseError[]): string[] {
  const missing = errors.filter(({ extensions }) => extensions?.code !== 'WITHHELD')
  const lines = countLines(missing, ({ message }) => message)
  if (lines.length === 0) return []
  return ['Missing: these were asked for and did not come; that does not mean none', ...lines, '']
}

function withheldSection(errors: readonly HubResponseError[]): string[] {
  const withheld = errors.filter(({ extensions }) => extensions?.code === 'WITHHELD')
  const lines = countLines(withheld, ({ extensions }) => extensions?.reason ?? '')
  if (lines.length === 0) return []
  return ['Withheld: these fields exist and a rule keeps them back', ...lines, '']
}

/** A line for each field with what is said about it, and how often when that is more than once. */
function countLines(
  errors: readonly HubResponseError[],
  say: (error: HubResponseError) => string,
): string[] {
  const counts = new Map<string, number>()
  for (const error of errors) {
    const field = (error.path ?? []).filter((step) => typeof step === 'string').slice(1)
    const line = `${field.join('.')}  ${safeText(say(error))}`.trim()
    counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  return [...counts].map(([line, count]) => `  ${line}${count > 1 ? ` (${count}×)` : ''}`)
}
