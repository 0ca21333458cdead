import type { Evidence } from './evidence'
import { collectEvidence, evidenceAmong } from './evidence'
import { followPeople } from './follow-people'
import type { AssertedPair, LinkableRecord } from './linkable-record'
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
 * Which records are one person: those that share an identifier, or that someone asserted to be one.
 *
 * Two different NHS numbers are never one person (`tieIntoPeople`), and not every record counts in
 * full (`Weight`). The answer depends on the set of records only, not on the order in which they
 * arrived.
 */
export function groupRecords(
  records: readonly LinkableRecord[],
  pairs: readonly AssertedPair[],
): Grouping {
  const evidence = collectEvidence(records, pairs)
  const full = records.filter(({ weight = 'FULL' }) => weight === 'FULL')
  const ties = evidenceAmong(evidence, new Set(full.map(({ key }) => key)))
  const people = followPeople({ groups: tieIntoPeople(full, ties), records, evidence })
  const alone = records.filter(({ weight }) => weight === 'NONE').map(({ key }) => [key])
  const groups = [...people, ...alone].map((group) => group.toSorted()).toSorted(compareGroups)
  return { groups, conflicts: findConflicts(groups, evidence) }
}

/** Evidence whose records ended up as more than one person. */
function findConflicts(
  groups: readonly (readonly string[])[],
  evidence: readonly Evidence[],
): readonly LinkConflict[] {
  const groupByKey = new Map(groups.flatMap((keys, index) => keys.map((key) => [key, index])))
  return evidence
    .filter(({ keys }) => new Set(keys.map((key) => groupByKey.get(key))).size > 1)
    .map(({ type, keys }) => ({ evidence: type, records: keys.toSorted() }))
    .toSorted((a, b) => compareGroups([a.evidence, ...a.records], [b.evidence, ...b.records]))
}

function compareGroups(a: readonly string[], b: readonly string[]): number {
  const [textA, textB] = [a.join('\n'), b.join('\n')]
  if (textA === textB) return 0
  return textA < textB ? -1 : 1
}
