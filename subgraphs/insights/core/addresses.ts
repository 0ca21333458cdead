import type { Threshold } from '../../../policies/thresholds'
import { thresholdOn } from '../../../policies/thresholds'
import type { Association, FiledAddress } from './associations'
import { isSighting, statedAssociation, stayOf } from './associations'
import type { AppliedRule, Evidence } from './evidence'
import { sourcesOf } from './evidence'
import type { InsightInput } from './input'
import { dayNumberAt, isoDay } from './london'
import type { PlacedEvent } from './placed-event'
import { compareTexts, placeEvents } from './placed-event'

/** One entry of an address history. */
export interface AddressEntry extends Evidence {
  readonly uprn: string | null
  readonly kind: Association['kind']
  readonly strength: Association['strength']
  /** First day and first day after it, ISO 8601. A null `from` is not known; a null `to` goes on. */
  readonly from: string | null
  readonly to: string | null
  /** Whether it holds on the day of `asAt`; null when its start is not known. */
  readonly isCurrent: boolean | null
  readonly statusCode: string | null
  readonly usageCode: string | null
  readonly isHomeless: boolean
  readonly agency: string
}

/** A time in which agencies say that the person lived at different addresses. Half-open, ISO 8601 days. */
export interface AddressConflict extends Evidence {
  readonly uprns: readonly string[]
  readonly from: string
  /** Null: to this day. */
  readonly to: string | null
}

/** Where a person lived, stayed and was seen, as far as any agency says. */
export interface AddressHistory {
  /** The latest first; what has no known start is last. */
  readonly entries: readonly AddressEntry[]
  readonly conflicts: readonly AddressConflict[]
}

/** What the core is given for addresses. */
export interface AddressInput extends InsightInput {
  /** Where agencies' own files say people live; of any people. */
  readonly filed?: readonly FiledAddress[]
}

export const conflictRule: AppliedRule = { name: 'two-residences', version: '1' }

/** The addresses of one person; events and files of other people are passed over. */
export function addressesOf(input: AddressInput, person: string): AddressHistory {
  const today = dayNumberAt(input.asAt.getTime())
  const own = associationsOf(input).filter((one) => one.person === person)
  const filed = filedKnown(input).filter((one) => one.person === person)
  const seen = seenAtRule(input)
  const entries = own
    .toSorted(byLatest)
    .map((one) => entryOf(one, input, { today, seen }))
    .concat(filed.map((one) => filedEntry(one, input)))
  return { entries, conflicts: conflictsOf(own, input) }
}

/** Everybody's associations with addresses: what agencies state, and stays from sightings. */
export function associationsOf(input: InsightInput): readonly Association[] {
  const placed = placeEvents(input)
  const stated = placed.map(statedAssociation).filter((one) => one !== null)
  const seen = seenAtRule(input)
  const sightings = new Map<string, PlacedEvent[]>()
  for (const one of placed) {
    if (!isSighting(one.event)) continue
    const key = JSON.stringify([one.event.person, one.event.uprn])
    const known = sightings.get(key)
    if (known) known.push(one)
    else sightings.set(key, [one])
  }
  const stays = [...sightings.values()].flatMap((all) => staysOf(all, seen))
  return [...stated, ...stays]
}

function seenAtRule({ thresholds, asAt }: InsightInput): Threshold<'seen-at-address'> | null {
  const day = isoDay(dayNumberAt(asAt.getTime()))
  return thresholdOn(thresholds, 'seen-at-address', { day })
}

/** Sightings further apart than the rule's days are stays of their own. */
function staysOf(
  sightings: readonly PlacedEvent[],
  rule: Threshold<'seen-at-address'> | null,
): readonly Association[] {
  const groups: [PlacedEvent, ...PlacedEvent[]][] = []
  for (const sighting of sightings) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    const isNear = rule !== null && last && sighting.firstDay - last.lastDay <= rule.values.days
    if (group && isNear) group.push(sighting)
    else groups.push([sighting])
  }
  return groups.map((group) => stayOf(group, rule !== null && group.length >= rule.values.count))
}

function filedKnown({ filed = [], asAt }: AddressInput): readonly FiledAddress[] {
  return filed
    .filter(({ recordedAt }) => Date.parse(recordedAt) <= asAt.getTime())
    .toSorted(
      (one, other) =>
        compareTexts(one.agency, other.agency) || compareTexts(one.recordId, other.recordId),
    )
}

interface Now {
  readonly today: number
  readonly seen: Threshold<'seen-at-address'> | null
}

function entryOf(one: Association, { missing }: InsightInput, { today, seen }: Now): AddressEntry {
  const { uprn, kind, strength, statusCode, usageCode, isHomeless, agency } = one
  const byRule = kind === 'SEEN_AT_INCIDENT' ? seen : null
  return {
    ...{ uprn, kind, strength, statusCode, usageCode, isHomeless, agency, missing },
    from: dayText(one.fromDay),
    to: dayText(one.toDay),
    isCurrent: isCurrent(one, today),
    sources: sourcesOf(one.events),
    rule: byRule && { name: byRule.name, version: byRule.version },
  }
}

/** Whether it holds on a day; null when its start is not known and it has not ended. */
export function isCurrent({ fromDay, toDay }: Association, today: number): boolean | null {
  if (toDay !== null && toDay <= today) return false
  return fromDay === null ? null : fromDay <= today
}

function filedEntry(
  { agency, recordId, ...filed }: FiledAddress,
  input: InsightInput,
): AddressEntry {
  return {
    uprn: filed.uprn,
    ...{ kind: 'RESIDES', strength: 'REGISTRATION', from: null, to: null, isCurrent: null },
    ...{ statusCode: null, usageCode: null, isHomeless: false, agency },
    ...{ sources: [{ agency, recordId }], rule: null, missing: input.missing },
  }
}

export function dayText(day: number | null): string | null {
  return day === null ? null : isoDay(day)
}

function byLatest(one: Association, other: Association): number {
  return (other.fromDay ?? -Infinity) === (one.fromDay ?? -Infinity)
    ? compareTexts(keyOf(one), keyOf(other))
    : (other.fromDay ?? -Infinity) - (one.fromDay ?? -Infinity)
}

function keyOf({ agency, uprn, events }: Association): string {
  return JSON.stringify([agency, uprn, events.map(({ recordId }) => recordId)])
}

/** One sweep over the residences: a time with more than one address is a conflict, however long it is. */
function conflictsOf(
  associations: readonly Association[],
  { missing }: InsightInput,
): readonly AddressConflict[] {
  const conflicts: Clash[] = []
  let before: Residence | undefined
  for (const one of residencesIn(associations)) {
    if (before && clashes(before, one)) addClash(conflicts, before, one)
    if (!before || endOf(one) > endOf(before)) before = one
  }
  return conflicts.map(({ parts, fromDay, toDay }) => ({
    uprns: [...new Set(parts.map(({ uprn }) => uprn ?? ''))].sort(),
    ...{ from: isoDay(fromDay), to: toDay === Infinity ? null : isoDay(toDay) },
    sources: sourcesOf(parts.flatMap(({ events }) => events)),
    ...{ rule: conflictRule, missing },
  }))
}

type Residence = Association & { readonly fromDay: number }

function residencesIn(associations: readonly Association[]): readonly Residence[] {
  return associations
    .filter(({ kind, uprn }) => kind === 'RESIDES' && uprn !== null)
    .flatMap((one) => (one.fromDay === null ? [] : [{ ...one, fromDay: one.fromDay }]))
    .sort((one, other) => one.fromDay - other.fromDay || compareTexts(keyOf(one), keyOf(other)))
}

function clashes(before: Residence, one: Residence): boolean {
  return before.uprn !== one.uprn && one.fromDay < endOf(before)
}

function endOf({ toDay }: Association): number {
  return toDay ?? Infinity
}

interface Clash {
  readonly parts: Association[]
  readonly fromDay: number
  toDay: number
}

function addClash(conflicts: Clash[], before: Residence, one: Residence): void {
  const toDay = Math.min(endOf(before), endOf(one))
  const last = conflicts.at(-1)
  if (last && one.fromDay < last.toDay) {
    last.parts.push(one)
    last.toDay = Math.max(last.toDay, toDay)
  } else conflicts.push({ parts: [before, one], fromDay: one.fromDay, toDay })
}
