import { asDay, asList, asObject, asText, refuseUnknown } from './reading'

/** What each threshold is made of: whole numbers from 0. */
const members = {
  'open-case-silence': ['days'],
  'late-recording': ['days'],
  'same-injury': ['hours'],
  'repeat-calls': ['count', 'days'],
  'frequent-attender': ['count', 'days'],
  'domestic-closed-otherwise': ['count', 'days'],
  'shorter-intervals': ['count'],
  'more-injuries': ['days'],
  'refusal-ended-work': ['days'],
  'need-without-referral': ['agencies', 'days'],
  'letter-after-high-risk': ['days'],
  'repeat-concern': ['days'],
  'disclosure-scheme-clock': ['days'],
  'seen-at-address': ['count', 'days'],
  'marac-visible-high-risk': ['ticks'],
  'marac-escalation': ['count', 'days'],
  'marac-repeat': ['days'],
  'marac-repeat-violence': ['days'],
  'professionals-meeting': ['agencies', 'refusals', 'days'],
} as const

/** Names of the thresholds there are. */
export type ThresholdName = keyof typeof members
type MemberName = (typeof members)[ThresholdName][number]

/** A number that a rule compares with, on the days on which it is in force. */
export interface Threshold<Name extends ThresholdName = ThresholdName> {
  readonly name: Name
  readonly version: string
  /** The kind of agency whose own rule it is; null: of all. */
  readonly kind: string | null
  /** First and last day in force, both included; null: nobody says when it began, or there is no end. */
  readonly inForceFrom: string | null
  readonly inForceUntil: string | null
  /** Who set it, and where it can be read. */
  readonly source: string
  readonly values: Readonly<Record<(typeof members)[Name][number], number>>
}

/** All thresholds, as the file states them. */
export type Thresholds = readonly Threshold[]

const fieldNames = ['name', 'version', 'kind', 'inForceFrom', 'inForceUntil', 'source', 'values']

/**
 * The thresholds as the file states them.
 * @throws Error naming the file and the row (from 1) for anything unknown or missing, and for two of a name and
 *   kind that are in force on the same day.
 */
export function readThresholds(file: string, content: unknown): Thresholds {
  const thresholds: Threshold[] = []
  for (const [index, entry] of asList(content, file).entries()) {
    const where = `${file}, row ${index + 1}`
    const threshold = readThreshold(entry, where)
    const other = thresholds.find((before) => isSameDay(before, threshold))
    if (other)
      throw new Error(
        `${where}: ${other.name} version ${other.version} is in force on the same day`,
      )
    thresholds.push(threshold)
  }
  return thresholds
}

/**
 * The threshold in force on a day.
 * @param day ISO 8601
 * @param kind of the agency whose own threshold comes first; where it has none, that of all applies
 * @returns null when none was: the rule says nothing then
 */
export function thresholdOn<Name extends ThresholdName>(
  thresholds: Thresholds,
  name: Name,
  { day, kind = null }: { readonly day: string; readonly kind?: string | null },
): Threshold<Name> | null {
  const inForce = thresholds.filter((one): one is Threshold<Name> => {
    const { inForceFrom, inForceUntil } = one
    return one.name === name && (inForceFrom ?? day) <= day && day <= (inForceUntil ?? day)
  })
  return (
    inForce.find((one) => one.kind === kind) ?? inForce.find((one) => one.kind === null) ?? null
  )
}

function readThreshold(entry: unknown, where: string): Threshold {
  const fields = asObject(entry, where)
  refuseUnknown(fields, fieldNames, { where, what: 'a threshold' })
  const { kind } = fields
  const name = readName(fields['name'], where)
  return {
    name,
    version: asText(fields['version'], `${where}: version must tell this text from others`),
    kind: kind === null ? null : asText(kind, `${where}: kind must be a kind of agency or null`),
    inForceFrom: readDay(fields['inForceFrom'], `${where}: inForceFrom`),
    inForceUntil: readDay(fields['inForceUntil'], `${where}: inForceUntil`),
    source: asText(fields['source'], `${where}: source must say who set it`),
    values: readValues(fields['values'], name, where),
  }
}

function readName(value: unknown, where: string): ThresholdName {
  const known = Object.keys(members) as ThresholdName[]
  const name = known.find((one) => one === value)
  if (name === undefined)
    throw new Error(`${where}: unknown "${String(value)}"; known: ${known.join(', ')}`)
  return name
}

/** Null is written out, so that nobody forgets the day. */
function readDay(value: unknown, where: string): string | null {
  return value === null ? null : asDay(value, where)
}

function readValues(value: unknown, name: ThresholdName, where: string): Threshold['values'] {
  const values = asObject(value, `${where}: values`)
  const known: readonly MemberName[] = members[name]
  refuseUnknown(values, known, { where, what: name })
  const read = known.map((member): [MemberName, number] => [
    member,
    readNumber(values[member], `${where}: ${member}`),
  ])
  return Object.fromEntries(read) as Threshold['values']
}

function readNumber(value: unknown, where: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw new Error(`${where} must be a whole number from 0`)
}

function isSameDay(one: Threshold, other: Threshold): boolean {
  if (one.name !== other.name || one.kind !== other.kind) return false
  const [begin, end] = ['0000-01-01', '9999-12-31']
  return (
    (one.inForceFrom ?? begin) <= (other.inForceUntil ?? end) &&
    (other.inForceFrom ?? begin) <= (one.inForceUntil ?? end)
  )
}
