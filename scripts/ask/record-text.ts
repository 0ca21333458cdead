import { safeText } from '../terminal-text'
import { handlingText, isStricter } from './handling'
import { listSize } from './person-view'

/** Fields that say which record it is and how it stands: shown only where they say something. */
const quiet = new Set(['id', 'recordedAt', 'standing', 'occurredAt'])

/** A word or the display of a code; what is longer is none. */
const longestWord = 300

type Fields = Readonly<Record<string, unknown>>

/** What holds for all that an agency said. */
export interface ViewTerms {
  /** What may be done with it; said of a record only where that is less. */
  readonly handling: string | null
  /** First day of the records that were asked for, ISO 8601; null for all. */
  readonly since: string | null
}

/** A field of a view as text: a list with its length and a line for each record, or a single line. */
export function recordLines(name: string, value: unknown, terms: ViewTerms): string[] {
  if (value === null || value === undefined) return []
  if (!Array.isArray(value)) return [`${words(name)}: ${valueText(value)}`]
  if (value.length === 0) return [`${words(name)}: ${noneSince(name, terms)}`]
  const records = value.map((record: unknown) => `  ${recordText(record, terms.handling)}`)
  const more = value.length < listSize ? '' : ', the most that is given at once: there may be more'
  return [`${words(name)} (${value.length}${more})`, ...records]
}

/** People are described whenever that was; records are asked for from a day on. */
function noneSince(name: string, { since }: ViewTerms): string {
  return since === null || name === 'people' ? 'none' : `none since ${since}`
}

function recordText(record: unknown, handling: string | null): string {
  if (!isFields(record)) return valueText(record)
  const parts = Object.entries(record)
    .filter(([name, value]) => !quiet.has(name) && hasContent(value))
    .map(([name, value]) => `${words(name)}: ${valueText(value)}`)
  const when = timeText(record['occurredAt'])
  return [when, standingText(record['standing'], handling), parts.join(' · ')]
    .filter((part) => part !== '')
    .join('  ')
}

/** Said only when a record is not a checked fact that still stands. */
function standingText(standing: unknown, handling: string | null): string {
  if (!isFields(standing)) return ''
  const { status, verification, basis } = standing
  const remarks = [
    status === 'CURRENT' ? null : status,
    verification === 'VERIFIED' ? null : verification,
    basis === 'FACT' ? null : basis,
  ].filter((remark) => typeof remark === 'string')
  const own = standing['handling']
  const use = isStricter(own, handling) ? [handlingText(own)] : []
  const all = [...remarks.map((remark) => words(safeText(remark, longestWord))), ...use]
  return all.length === 0 ? '' : `[${all.join(', ')}]`
}

function valueText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map((item: unknown) => valueText(item)).join('; ')
  if (typeof value === 'string') return wordOrText(safeText(value))
  if (!isFields(value)) return safeText(value)
  if ('display' in value) return codeText(value)
  if ('surname' in value) return `${valueText(value['forenames'])} ${valueText(value['surname'])}`
  return Object.entries(value)
    .filter(([, part]) => hasContent(part))
    .map(([name, part]) => `${words(name)} ${valueText(part)}`)
    .join(', ')
}

/** A code as its list shows it, with the code itself. */
function codeText({ display, code }: Fields): string {
  const texts = [display, code]
    .filter((part) => typeof part === 'string')
    .map((part) => safeText(part, longestWord))
  return texts.length === 2 ? `${texts.join(' (')})` : texts.join('')
}

function hasContent(value: unknown): boolean {
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)
}

/** `2026-05-04T21:10:00.000Z` as `2026-05-04 21:10`. */
function timeText(value: unknown): string {
  return typeof value === 'string' ? safeText(value.slice(0, 16)).replace('T', ' ') : ''
}

function wordOrText(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return timeText(text)
  return /^[A-Z][A-Z_]*[A-Z]$/.test(text) ? words(text) : text
}

/** `hasExclusionRequirement` and `SUSPENDED_SENTENCE_ORDER` as words. */
function words(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
    .replace(/^(is|has) /, '')
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
