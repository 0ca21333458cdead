import { listSize } from './person-view'

/** Fields that say which record it is and how it stands: shown only where they say something. */
const quiet = new Set(['id', 'recordedAt', 'standing', 'occurredAt'])

type Fields = Readonly<Record<string, unknown>>

/** A field of a view as text: a list with its length and a line for each record, or a single line. */
export function recordLines(name: string, value: unknown): string[] {
  if (value === null || value === undefined) return []
  if (!Array.isArray(value)) return [`${words(name)}: ${valueText(value)}`]
  if (value.length === 0) return [`${words(name)}: none`]
  const records = value.map((record: unknown) => `  ${recordText(record)}`)
  const more = value.length < listSize ? '' : ', the most that is given at once: there may be more'
  return [`${words(name)} (${value.length}${more})`, ...records]
}

function recordText(record: unknown): string {
  if (!isFields(record)) return valueText(record)
  const parts = Object.entries(record)
    .filter(([name, value]) => !quiet.has(name) && hasContent(value))
    .map(([name, value]) => `${words(name)}: ${valueText(value)}`)
  const when = timeText(record['occurredAt'])
  return [when, standingText(record['standing']), parts.join(' · ')]
    .filter((part) => part !== '')
    .join('  ')
}

/** Said only when a record is not a checked fact that still stands. */
function standingText(standing: unknown): string {
  if (!isFields(standing)) return ''
  const { status, verification, basis } = standing
  const remarks = [
    status === 'CURRENT' ? null : status,
    verification === 'VERIFIED' ? null : verification,
    basis === 'FACT' ? null : basis,
  ].filter((remark) => typeof remark === 'string')
  return remarks.length === 0 ? '' : `[${remarks.map(words).join(', ')}]`
}

function valueText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map((item: unknown) => valueText(item)).join('; ')
  if (typeof value === 'string') return wordOrText(printable(value))
  if (!isFields(value)) return String(value)
  if ('display' in value) return codeText(value)
  if ('surname' in value) return `${valueText(value['forenames'])} ${valueText(value['surname'])}`
  return Object.entries(value)
    .filter(([, part]) => hasContent(part))
    .map(([name, part]) => `${words(name)} ${valueText(part)}`)
    .join(', ')
}

/** A code as its list shows it, with the code itself. */
function codeText({ display, code }: Fields): string {
  const texts = [display, code].filter((part) => typeof part === 'string')
  return texts.length === 2 ? `${texts.join(' (')})` : texts.join('')
}

function hasContent(value: unknown): boolean {
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)
}

/** `2026-05-04T21:10:00.000Z` as `2026-05-04 21:10`. */
function timeText(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 16).replace('T', ' ') : ''
}

/** What an agency holds must not move the cursor or begin a line that looks like the hub's own. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
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
