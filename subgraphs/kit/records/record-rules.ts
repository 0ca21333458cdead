import type { CodeList } from './coded-value'
import { wasInUse } from './coded-value'
import { dayOf, knownTime, latestDayOf } from './instants'
import type { PersonInRecord } from './people-in-record'

/** Something in a record that cannot be, named by the field that has to change. */
export interface RecordProblem {
  readonly field: string
  readonly problem: string
}

/** Reads a field of the record that is being checked. */
export type FieldReader = (field: string) => unknown

/** A rule about several fields of a record; it must take fields that are missing or malformed. */
export type RecordRule = (read: FieldReader) => readonly RecordProblem[]

/** Clocks of agencies differ by so much at most. */
const clockSkewMs = 24 * 3600 * 1000

/** Nothing can have been written down in the future. */
export const recordedInThePast: RecordRule = (read) => {
  const recordedAt = read('recordedAt')
  const isFuture = recordedAt instanceof Date && recordedAt.getTime() > Date.now() + clockSkewMs
  return isFuture ? [{ field: 'recordedAt', problem: 'is in the future' }] : []
}

/** A period cannot end before it begins. */
export const endsAfterItStarts: RecordRule = (read) => {
  const [start, end] = [read('startDate'), read('endDate')]
  if (typeof start !== 'string' || typeof end !== 'string' || start <= end) return []
  return [{ field: 'endDate', problem: `"${end}" is before startDate "${start}"` }]
}

/** What follows cannot be before what it follows, as far as both are known. */
export function notBefore(later: string, earlier: string): RecordRule {
  return (read) => {
    const [end, start] = [readKnownTime(read, later), readKnownTime(read, earlier)]
    if (end === null || start === null) return []
    const length = Math.min(end.length, start.length)
    if (end.slice(0, length) >= start.slice(0, length)) return []
    return [{ field: later, problem: `is before ${earlier}` }]
  }
}

/**
 * What a record says is of one person alone: whoever else it names has a part in `people`, and a view of
 * them does not show it as theirs.
 * @param roles what that person may be
 */
export function aboutOne(...roles: readonly string[]): RecordRule {
  return (read) => {
    const refs = readRefs(read)
    if (refs.length > 1)
      return [{ field: 'personRefs', problem: 'must name one person: others belong in "people"' }]
    const people = peopleOf(read)
    const own = people.find(({ reference }) => reference === refs[0])?.role ?? read('subjectRole')
    if (typeof own !== 'string' || roles.includes(own)) return []
    const field = people.length > 0 ? 'people' : 'subjectRole'
    return [{ field, problem: `must say that the record is about the ${roles.join(' or ')}` }]
  }
}

/** The people whom a record names beside the one it is about. */
export function othersNamed(read: FieldReader): readonly PersonInRecord[] {
  const refs = readRefs(read)
  return peopleOf(read).filter(({ reference }) => !refs.some((ref) => ref === reference))
}

/**
 * A record tells what each of its people is in it: with `subjectRole` when it is about one person,
 * with `people` when it is about several, who may have different parts.
 */
export const everyoneHasAPart: RecordRule = (read) => {
  const role = read('subjectRole')
  const people = peopleOf(read)
  if (people.length === 0) {
    if (typeof role === 'string') return []
    return [{ field: 'subjectRole', problem: 'is required when "people" is not given' }]
  }
  if (typeof role === 'string')
    return [
      { field: 'subjectRole', problem: 'cannot stand beside "people": each has a role there' },
    ]
  const named = new Set(people.map(({ reference }) => reference))
  return readRefs(read)
    .filter((ref) => !named.has(ref))
    .map((ref) => ({ field: 'people', problem: `does not say what "${ref}" is in the record` }))
}

/** Who told the agency must stay unknown to everybody else in the record. */
export const informantIsNotNamed: RecordRule = (read) =>
  peopleOf(read).some(({ role }) => role === 'INFORMANT')
    ? [{ field: 'people', problem: 'must not name an informant: keep a record of their own' }]
    : []

/** A code must have been in use on the day the record is about, which `dayField` names. */
export function codeInUse(list: CodeList, codeField: string, dayField: string): RecordRule {
  return (read) => {
    const code = read(codeField)
    const day = readDay(read, dayField)
    const entry = typeof code === 'string' ? list.codes.get(code) : undefined
    if (!entry || typeof code !== 'string' || day === null || wasInUse(list, code, day)) return []
    const since = entry.validFrom === undefined ? '' : ` from ${entry.validFrom}`
    const until = entry.validTo === undefined ? '' : ` until ${entry.validTo}`
    const problem = `"${code}" was not in use on ${day}: ${list.name} has it${since}${until}`
    return [{ field: codeField, problem }]
  }
}

/** True for a day (ISO 8601) after today, in UTC. */
export function isInTheFuture(day: unknown): boolean {
  return typeof day === 'string' && day > dayOf(new Date())
}

/** A person cannot be born in the future. */
export const bornInThePast: RecordRule = (read) =>
  isInTheFuture(read('dateOfBirth')) ? [{ field: 'dateOfBirth', problem: 'is in the future' }] : []

/** Days of a record come in this order, as far as they are known; none of them has to be. */
export function daysInOrder(...fields: readonly string[]): RecordRule {
  return (read) => {
    const known = fields.flatMap((field) => {
      const day = read(field)
      return typeof day === 'string' ? [{ field, day }] : []
    })
    return known.flatMap(({ field, day }, place) => {
      const before = known[place - 1]
      if (!before || before.day <= day) return []
      return [{ field, problem: `"${day}" is before ${before.field} "${before.day}"` }]
    })
  }
}

/** A self-stated answer holds a value exactly when the person gave one. */
export function answerMatchesState(field: string): RecordRule {
  return (read) => {
    const state = read(`${field}.askState`)
    const value = read(`${field}.value.code`)
    if (state === 'ASKED_ANSWERED' && typeof value !== 'string')
      return [{ field: `${field}.value`, problem: 'is required when askState is ASKED_ANSWERED' }]
    if (state !== 'ASKED_ANSWERED' && typeof value === 'string')
      return [{ field: `${field}.value`, problem: 'is only for askState ASKED_ANSWERED' }]
    return []
  }
}

function peopleOf(read: FieldReader): readonly PersonInRecord[] {
  const people = read('people')
  return Array.isArray(people) ? (people as readonly PersonInRecord[]) : []
}

function readRefs(read: FieldReader): readonly string[] {
  const refs = read('personRefs')
  return Array.isArray(refs) ? refs.filter((ref) => typeof ref === 'string') : []
}

/** As much of a point in time as is known; of one that sources do not agree on, the year. */
function readKnownTime(read: FieldReader, field: string): string | null {
  const value = read(field)
  if (!(value instanceof Date)) return typeof value === 'string' ? value : null
  const precision = field === 'occurredAt' ? read('occurredPrecision') : 'EXACT'
  return knownTime(value, precision === 'UNCERTAIN' ? 'YEAR' : precision)
}

function readDay(read: FieldReader, field: string): string | null {
  const value = read(field)
  if (value instanceof Date) return latestDayOf(value, read('occurredPrecision'))
  return typeof value === 'string' ? value : null
}
