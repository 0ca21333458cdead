import { ApartPairs } from './apart-pairs'
import type { Evidence } from './evidence'
import { alikeType, collectEvidence, evidenceAmong } from './evidence'
import { followPeople } from './follow-people'
import type { SaidPair, LinkableRecord } from './linkable-record'
import { joinAlike } from './join-alike'
import { splitApart } from './split-apart'
import { tieIntoPeople } from './split-by-nhs-number'

/** A reason to link records that was not followed, because it would merge two people. */
export interface LinkConflict {
  /** Identifier type of the shared token, or ASSERTED. */
  readonly evidence: string
  /** Keys of the records it speaks of, sorted. */
  readonly records: readonly string[]
}

export interface Grouping {
  /** Keys of the records of one person each; keys and groups are sorted. */
  readonly groups: readonly (readonly string[])[]
  readonly conflicts: readonly LinkConflict[]
}

/**
 * Which records are one person: those that share an identifier, that someone asserted to be one, or that the
 * model links.
 *
 * Two different NHS numbers are never one person (`tieIntoPeople`), nor is who was parted (`splitApart`), and
 * not every record counts in full (`Weight`). The answer depends on the set of records only, not on the order in which they
 * arrived.
 */
export function groupRecords(
  records: readonly LinkableRecord[],
  pairs: readonly SaidPair[],
): Grouping {
  const evidence = collectEvidence(records, pairs)
  const apart = new ApartPairs(pairs)
  const full = records.filter(({ weight = 'FULL' }) => weight === 'FULL')
  const keys = new Set(full.map(({ key }) => key))
  const ties = evidenceAmong(
    evidence.filter(({ type }) => type !== alikeType),
    keys,
  )
  // What is said of others must not tell that they are there.
  const apartInFull = new ApartPairs(pairs.filter(({ a, b }) => keys.has(a) && keys.has(b)))
  const tied = splitApart(tieIntoPeople(full, ties), apartInFull, ties)
  const joined = joinAlike({ groups: tied, records: full, pairs, apart: apartInFull })
  const people = followPeople({ groups: joined, records, evidence, apart })
  const alone = records.filter(({ weight }) => weight === 'NONE').map(({ key }) => [key])
  const groups = [...people, ...alone].map((group) => group.toSorted()).toSorted(compareGroups)
  const said = new ApartPairs(pairs.filter(({ kind }) => kind === 'APART'))
  return { groups, conflicts: findConflicts(groups, evidence, said) }
}

/**
 * Evidence whose records ended up as more than one person. Of those that somebody has parted nothing is left to look
 * at; that some are alike is followed up elsewhere.
 */
function findConflicts(
  groups: readonly (readonly string[])[],
  evidence: readonly Evidence[],
  apart: ApartPairs,
): readonly LinkConflict[] {
  const groupByKey = new Map(groups.flatMap((keys, index) => keys.map((key) => [key, index])))
  return evidence
    .filter(({ type }) => type !== alikeType)
    .filter(({ keys }) => !isSettled(groupsOf(keys, groupByKey), groups, apart))
    .map(({ type, keys }) => ({ evidence: type, records: keys.toSorted() }))
    .toSorted((a, b) => compareGroups([a.evidence, ...a.records], [b.evidence, ...b.records]))
}

function groupsOf(keys: readonly string[], groupByKey: ReadonlyMap<string, number>) {
  return [...new Set(keys.flatMap((key) => groupByKey.get(key) ?? []))]
}

/** One person, or people of whom each was parted from all others. */
function isSettled(
  found: readonly number[],
  groups: readonly (readonly string[])[],
  apart: ApartPairs,
): boolean {
  return found.every((one, index) =>
    found
      .slice(index + 1)
      .every((other) => apart.isBetween(groups[one] ?? [], groups[other] ?? [])),
  )
}

function compareGroups(a: readonly string[], b: readonly string[]): number {
  const [textA, textB] = [a.join('\n'), b.join('\n')]
  if (textA === textB) return 0
  return textA < textB ? -1 : 1
}
