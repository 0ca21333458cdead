import type { ApartPairs } from './apart-pairs'
import type { Evidence } from './evidence'
import { evidenceAmong } from './evidence'
import type { LinkableRecord } from './linkable-record'
import { nhsTokenOf } from './linkable-record'
import { splitApart } from './split-apart'
import { tieIntoPeople } from './split-by-nhs-number'

type Group = readonly string[]

interface Settled {
  /** People as the records that count in full make them. */
  readonly groups: readonly Group[]
  /** All records, of whatever weight. */
  readonly records: readonly LinkableRecord[]
  readonly evidence: readonly Evidence[]
  readonly apart: ApartPairs
}

/**
 * Adds the records that only follow. Each joins the one person it leads to; one that leads to two, or
 * contradicts them, stays apart. The others' people are the same with and without it, so that nobody
 * from whom it is kept can tell that it is there.
 */
export function followPeople(settled: Settled): readonly Group[] {
  const { groups, records, evidence, apart } = settled
  const followers = records.filter(({ weight }) => weight === 'FOLLOWS')
  if (followers.length === 0) return groups
  const led = ledTo(settled, followers)
  const choose = groupChooser(settled, followers, led)
  const chosen = new Map(followers.map((follower) => [follower.key, choose(follower)]))
  // Two who were parted and lead to one person join it neither: nobody else is parted by them.
  const isParted = (key: string, index: number) =>
    followers.some(
      (other) => chosen.get(other.key) === index && apart.isBetween([key], [other.key]),
    )
  const joined = groups.map((group) => [...group])
  const alone: LinkableRecord[] = []
  for (const follower of followers) {
    const index = chosen.get(follower.key) ?? null
    if (index === null || isParted(follower.key, index)) alone.push(follower)
    else joined[index]?.push(follower.key)
  }
  const free = splitApart(groupAlone(alone, led, evidence), apart, evidence)
  return [...joined, ...free]
}

/** Indexes of the people to which each follower leads. */
type Led = ReadonlyMap<string, ReadonlySet<number>>

function ledTo({ groups, evidence, apart }: Settled, followers: readonly LinkableRecord[]): Led {
  const groupByKey = new Map(groups.flatMap((keys, index) => keys.map((key) => [key, index])))
  const led = new Map(followers.map(({ key }) => [key, new Set<number>()]))
  for (const { keys } of evidence) {
    const found = keys.flatMap((key) => groupByKey.get(key) ?? [])
    for (const key of keys)
      for (const index of found)
        if (!apart.isBetween([key], groups[index] ?? [])) led.get(key)?.add(index)
  }
  return led
}

/** Gives the index of the person whom a follower joins; null: it stays apart. */
function groupChooser(
  { groups, records }: Settled,
  followers: readonly LinkableRecord[],
  led: Led,
): (follower: LinkableRecord) => number | null {
  const numbers = new Map(records.map((record) => [record.key, nhsTokenOf(record)]))
  const numberOf = groups.map((keys) => keys.flatMap((key) => numbers.get(key) ?? [])[0] ?? null)
  const isContested = (index: number) => {
    const leading = followers.filter(({ key }) => led.get(key)?.has(index))
    return new Set(leading.flatMap((follower) => nhsTokenOf(follower) ?? [])).size > 1
  }
  return (follower) => {
    const reached = [...(led.get(follower.key) ?? [])]
    const own = nhsTokenOf(follower)
    const same = reached.filter((index) => own !== null && numberOf[index] === own)
    // Of two people with its number either choice could show a stranger's record.
    const [only, ...others] = same.length > 0 ? same : reached
    if (only === undefined || others.length > 0) return null
    if (own === null || same.length > 0) return only
    return numberOf[only] === null && !isContested(only) ? only : null
  }
}

/** Those who lead to nobody may still be one person; one who leads to several is alone. */
function groupAlone(
  others: readonly LinkableRecord[],
  led: Led,
  evidence: readonly Evidence[],
): readonly Group[] {
  const leadsNowhere = ({ key }: LinkableRecord) => led.get(key)?.size === 0
  const free = others.filter(leadsNowhere)
  const keys = new Set(free.map(({ key }) => key))
  const alone = others.filter((record) => !leadsNowhere(record)).map(({ key }) => [key])
  return [...tieIntoPeople(free, evidenceAmong(evidence, keys)), ...alone]
}
