import type { AddressInput } from './addresses'
import { associationsOf, dayText } from './addresses'
import type { Association, Strength } from './associations'
import { strengths, weakerOf } from './associations'
import type { InsightEvent } from './event'
import type { AppliedRule, Evidence } from './evidence'
import { sourcesOf } from './evidence'
import { dayNumberAt, dayNumberOf, isoDay } from './london'
import { compareTexts } from './placed-event'

/** Two people at one address in the same time: the start of each is before the end of the other. */
export const overlapRule: AppliedRule = { name: 'address-overlap', version: '1' }

/** Somebody who lived, stayed or was seen where the person was, in the same time. Half-open, ISO 8601 days. */
export interface CoResident extends Evidence {
  readonly person: string
  readonly uprn: string
  readonly from: string
  /** Null: to this day. */
  readonly to: string | null
  readonly isCurrent: boolean
  /** Of the weaker of the two facts that it rests on. */
  readonly strength: Strength
  /** In years on the day of `asAt`; null when no date of birth may be told. */
  readonly age: number | null
  readonly ageDifference: number | null
}

/** Dates of birth, ISO 8601, of those for whom they may be told. */
export type BirthDates = ReadonlyMap<string, string>

/**
 * Who was at the person's addresses in the same time; the strongest fact of each time counts. An address whose
 * start is not known overlaps with nothing: it is in the history, and said to be unknown.
 * @param input events of the person and of everybody who may have been there
 */
export function coResidentsOf(
  input: AddressInput,
  person: string,
  births: BirthDates = new Map(),
): readonly CoResident[] {
  const byAddress = spansByAddress(associationsOf(input), person)
  const today = dayNumberAt(input.asAt.getTime())
  const overlaps = [...byAddress].flatMap(([uprn, { own, others }]) =>
    [...others].flatMap(([other, spans]) =>
      overlapsOf(own, spans).map((overlap) => ({ uprn, other, ...overlap })),
    ),
  )
  return overlaps
    .map(({ uprn, other, ...overlap }) => ({
      ...{ person: other, uprn, strength: overlap.strength },
      from: isoDay(overlap.fromDay),
      to: dayText(Number.isFinite(overlap.toDay) ? overlap.toDay : null),
      isCurrent: overlap.fromDay <= today && today < overlap.toDay,
      ...agesOf(births.get(person), births.get(other), today),
      ...{ sources: sourcesOf(overlap.events), rule: overlapRule, missing: input.missing },
    }))
    .sort(byLatest)
}

function byLatest(one: CoResident, other: CoResident): number {
  return (
    Number(other.isCurrent) - Number(one.isCurrent) ||
    compareTexts(other.from, one.from) ||
    compareTexts(one.person, other.person) ||
    compareTexts(one.uprn, other.uprn)
  )
}

interface Span {
  readonly fromDay: number
  readonly toDay: number
  readonly strength: Strength
  readonly events: readonly InsightEvent[]
}

interface Household {
  readonly own: Span[]
  readonly others: Map<string, Span[]>
}

/** Only addresses that the person has a part in. */
function spansByAddress(associations: readonly Association[], person: string) {
  const households = new Map<string, Household>()
  const isOwn = (one: Association) => one.person === person
  for (const [uprn, span] of spansOf(associations.filter(isOwn))) {
    const household = households.get(uprn) ?? { own: [], others: new Map<string, Span[]>() }
    household.own.push(span)
    households.set(uprn, household)
  }
  for (const [uprn, span, other] of spansOf(associations.filter((one) => !isOwn(one)))) {
    const others = households.get(uprn)?.others
    const spans = others?.get(other)
    if (spans) spans.push(span)
    else others?.set(other, [span])
  }
  return households
}

function spansOf(associations: readonly Association[]) {
  return associations.flatMap((one): readonly [string, Span, string][] => {
    const span = spanOf(one)
    return span && one.uprn !== null ? [[one.uprn, span, one.person]] : []
  })
}

function spanOf({ fromDay, toDay, strength, events }: Association): Span | null {
  if (fromDay === null || strength === 'NONE') return null
  return { fromDay, toDay: toDay ?? Infinity, strength, events }
}

/** The overlaps of two lists of spans: of each time the strongest, without what a stronger one covers. */
function overlapsOf(some: readonly Span[], others: readonly Span[]): readonly Span[] {
  const [left, right] = [joinSpans(some), joinSpans(others)]
  const found = left.flatMap((one) => right.flatMap((other) => overlapsOfTwo(one, other)))
  const kept: Span[] = []
  for (const strength of strengths) {
    const ofStrength = found.filter((span) => span.strength === strength)
    const stronger = [...kept]
    kept.push(...ofStrength.filter((span) => !stronger.some((one) => covers(one, span))))
  }
  // Two facts of one strength about the same time, as a tenancy and a registration beside a stay, are one.
  return joinSpans(kept).flat()
}

function covers(one: Span, other: Span): boolean {
  return one.fromDay <= other.fromDay && other.toDay <= one.toDay
}

function overlapsOfTwo(left: readonly Span[], right: readonly Span[]): readonly Span[] {
  const overlaps: Span[] = []
  let [i, j] = [0, 0]
  for (;;) {
    const [one, other] = [left[i], right[j]]
    if (!one || !other) return overlaps
    const fromDay = Math.max(one.fromDay, other.fromDay)
    const toDay = Math.min(one.toDay, other.toDay)
    if (fromDay < toDay) {
      const strength = weakerOf(one.strength, other.strength)
      overlaps.push({ fromDay, toDay, strength, events: [...one.events, ...other.events] })
    }
    if (one.toDay < other.toDay) i += 1
    else j += 1
  }
}

/** The spans of each strength, in order; those of one strength that touch are one. */
function joinSpans(spans: readonly Span[]): readonly (readonly Span[])[] {
  return strengths.map((strength) => {
    const joined: Span[] = []
    const ofStrength = spans.filter((span) => span.strength === strength)
    for (const span of ofStrength.sort((one, other) => one.fromDay - other.fromDay)) {
      const last = joined.at(-1)
      if (last && span.fromDay <= last.toDay) joined[joined.length - 1] = joinTwo(last, span)
      else joined.push(span)
    }
    return joined
  })
}

function joinTwo(one: Span, other: Span): Span {
  const toDay = Math.max(one.toDay, other.toDay)
  return { ...one, toDay, events: one.events.concat(other.events) }
}

function agesOf(own: string | undefined, theirs: string | undefined, today: number) {
  const [age, ownAge] = [ageOn(theirs, today), ageOn(own, today)]
  const ageDifference = age === null || ownAge === null ? null : Math.abs(age - ownAge)
  return { age, ageDifference }
}

/** Whole years; null without a whole date of birth. */
function ageOn(birth: string | undefined, today: number): number | null {
  if (birth === undefined || Number.isNaN(dayNumberOf(birth))) return null
  const now = isoDay(today)
  const years = Number(now.slice(0, 4)) - Number(birth.slice(0, 4))
  return now.slice(5) < birth.slice(5) ? years - 1 : years
}
