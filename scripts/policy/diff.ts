import type { Agreement, AgreementRow } from '../../policies/agreements'
import { purposeName, roleName, sourceName } from './words'

/** What changed between two versions of the agreements, one sentence for each change. */
export function diffAgreements(
  before: readonly Agreement[],
  after: readonly Agreement[],
): readonly string[] {
  const sources = [...new Set([...before, ...after].map(({ source }) => source))].toSorted()
  return sources.flatMap((source) => {
    const old = before.find((one) => one.source === source)
    const now = after.find((one) => one.source === source)
    return [...diffDays(source, old, now), ...diffRows(source, old?.rows ?? [], now?.rows ?? [])]
  })
}

function diffDays(source: string, old?: Agreement, now?: Agreement): readonly string[] {
  const name = sourceName(source)
  if (!old) return [`${name} has an agreement now.`]
  if (!now) return [`${name} has no agreement any more: it tells nobody anything.`]
  const days = (one: Agreement) => `${one.inForceFrom} to ${one.inForceUntil}`
  return days(old) === days(now)
    ? []
    : [`The agreement of ${name} is in force ${days(now)}; it was ${days(old)}.`]
}

function diffRows(
  source: string,
  old: readonly AgreementRow[],
  now: readonly AgreementRow[],
): readonly string[] {
  const keys = [...new Set([...old, ...now].map(keyOf))]
  return keys.flatMap((key) => {
    const [before, after] = [old, now].map((rows) => rows.filter((row) => keyOf(row) === key))
    return diffSentences(source, before ?? [], after ?? [])
  })
}

/** Rows of one role and purpose are compared in the order of their days. */
function diffSentences(
  source: string,
  before: readonly AgreementRow[],
  after: readonly AgreementRow[],
): readonly string[] {
  const count = Math.max(before.length, after.length)
  return Array.from({ length: count }).flatMap((_, index) =>
    diffRow(source, before[index] ?? null, after[index] ?? null),
  )
}

function diffRow(
  source: string,
  old: AgreementRow | null,
  now: AgreementRow | null,
): readonly string[] {
  const row = now ?? old
  if (!row) return []
  const [name, whom] = [sourceName(source), roleName(row.recipientRole)]
  const why = purposeName(row.purpose)
  const [had, has] = [categoriesOf(old), categoriesOf(now)]
  const lost = had.filter((category) => !has.includes(category))
  const gained = has.filter((category) => !had.includes(category))
  return [
    ...(lost.length > 0 ? [`${name} may no longer tell ${whom} ${why}: ${lost.join(', ')}.`] : []),
    ...(gained.length > 0 ? [`${name} may now tell ${whom} ${why}: ${gained.join(', ')}.`] : []),
    ...(old && now ? diffTerms(`${name} to ${whom} ${why}`, old, now) : []),
  ]
}

function categoriesOf(row: AgreementRow | null): readonly string[] {
  if (!row) return []
  return [...row.discloses, ...(row.showsSpent ? ['spent convictions'] : [])]
}

const terms: readonly (readonly [string, (row: AgreementRow) => string])[] = [
  ['the legal power', ({ legalPower }) => legalPower],
  ['the condition', ({ condition }) => condition],
  ['the handling', ({ handling }) => handling],
  ['what is kept back by name', ({ withholds }) => withholds.toSorted().join(', ')],
  ['what the enquiry must state', ({ requires }) => requires.toSorted().join(', ')],
  ['the days', ({ inForceFrom, inForceUntil }) => `${inForceFrom} to ${inForceUntil}`],
]

function diffTerms(edge: string, old: AgreementRow, now: AgreementRow): readonly string[] {
  return terms.flatMap(([what, read]) => {
    const [was, is] = [read(old), read(now)]
    return was === is ? [] : [`${edge}: ${what} is now ${quote(is)}; it was ${quote(was)}.`]
  })
}

function quote(text: string): string {
  return text === '' ? 'nothing' : `"${text}"`
}

function keyOf({ recipientRole, purpose }: AgreementRow): string {
  return `${recipientRole} ${purpose ?? ''}`
}
