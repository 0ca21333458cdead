import type { KeyObject } from 'node:crypto'

import type { Checkpoint } from './checkpoint'
import { openCheckpoint } from './checkpoint'
import { isDisclosure } from './entry'
import type { ExportedLeaf, ExportedLog } from './export'
import { Frontier } from './frontier'
import type { Leaf } from './leaf'
import { hashOfLeaf } from './leaf'
import { filingOf } from './question-filter'

/** What is wrong with a log, in words a program can switch on. */
export type LogProblemCode =
  /** A checkpoint that this key did not sign: a forged one, or a log hashed anew with another key. */
  | 'NOT_SIGNED'
  /** Entries and no checkpoint at all. */
  | 'NO_CHECKPOINT'
  /** An index is empty: an entry was deleted. */
  | 'MISSING'
  /** Entries have each other's indexes, or one twice: they were reordered or inserted. */
  | 'OUT_OF_ORDER'
  /** Between two checkpoints the entries are not those that were signed. */
  | 'CHANGED'
  /** The newest checkpoint, or one kept elsewhere, is signed for more entries than there are. */
  | 'TRUNCATED'
  /** A checkpoint that was kept elsewhere, properly signed, is of another history. */
  | 'OTHER_HISTORY'
  /** The store was changed so that a question to the log would not find an entry. */
  | 'MISFILED'
  /** A request has two entries: what was answered to it is not certain. */
  | 'REPEATED'

export interface LogProblem {
  readonly code: LogProblemCode
  /** What it is about, in words. */
  readonly where: string
}

export interface LogVerdict {
  readonly log: string
  /** Entries in the export. */
  readonly entries: number
  /** How many of them the newest checkpoint is signed for. */
  readonly signed: number
  readonly newest: Checkpoint | null
  /** Empty: nothing was edited, deleted, inserted, reordered or cut off up to `signed`. */
  readonly problems: readonly LogProblem[]
}

/**
 * Whether a log is what its gateway signed. A checkpoint that was kept elsewhere can tell a log whose
 * end was cut off together with its checkpoints.
 */
export function verifyLog(
  exported: ExportedLog,
  publicKey: KeyObject,
  kept: readonly string[] = [],
): LogVerdict {
  const { log, leaves } = exported
  const own = openAll(exported, exported.checkpoints, publicKey)
  const others = openAll(exported, kept, publicKey)
  const checkpoints = [...own.opened].toSorted((one, other) => one.size - other.size)
  const newest = checkpoints.at(-1) ?? null
  const misplaced = checkIndexes(leaves)
  const all = [
    ...checkpoints.map((checkpoint) => ({ checkpoint, code: 'CHANGED' as const })),
    ...others.opened.map((checkpoint) => ({ checkpoint, code: 'OTHER_HISTORY' as const })),
  ].toSorted((one, other) => one.checkpoint.size - other.checkpoint.size)
  const problems = [
    ...own.problems,
    ...others.problems,
    ...(newest || leaves.length === 0 ? [] : [problem('NO_CHECKPOINT', 'nothing is signed')]),
    // Where indexes are wrong, every root after them is too.
    ...(misplaced.length > 0 ? misplaced : checkRoots(leaves, all)),
    ...leaves.flatMap(checkFiling),
    ...(misplaced.length > 0 ? [] : checkRequests(leaves)),
  ]
  return { log, entries: leaves.length, signed: newest?.size ?? 0, newest, problems }
}

function openAll({ log }: ExportedLog, notes: readonly string[], publicKey: KeyObject) {
  const read = notes.map((note) => openCheckpoint(note, publicKey))
  const opened = read.filter((checkpoint) => checkpoint?.log === log) as Checkpoint[]
  const bad = read.flatMap((checkpoint, index) => (checkpoint?.log === log ? [] : [index]))
  const problems = bad.map((index) => {
    const size = /\n(\d+)\n/.exec(notes[index] ?? '')?.[1] ?? '?'
    return problem('NOT_SIGNED', `a checkpoint for ${size} entries is not signed by this key`)
  })
  return { opened, problems }
}

function checkIndexes(leaves: readonly Leaf[]): readonly LogProblem[] {
  const expected = leaves.findIndex(({ index }, position) => index !== position)
  const found = leaves[expected]
  if (!found) return []
  return leaves.some(({ index }) => index === expected)
    ? [problem('OUT_OF_ORDER', `entry ${found.index} stands at index ${expected}`)]
    : [problem('MISSING', `entry ${expected} is missing`)]
}

/** Keys are outside of the tree: whoever changes them hides an entry from questions. */
function checkFiling({ index, entry, filing }: ExportedLeaf): readonly LogProblem[] {
  if (!filing) return [problem('MISFILED', `entry ${index} does not say what it is found by`)]
  const { at, keys } = filingOf(entry)
  const isRight = at === filing.at && JSON.stringify(keys) === JSON.stringify(filing.keys)
  return isRight ? [] : [problem('MISFILED', `entry ${index} is not found by what it holds`)]
}

function checkRequests(leaves: readonly Leaf[]): readonly LogProblem[] {
  const first = new Map<string, number>()
  return leaves.flatMap(({ index, entry }) => {
    if (!isDisclosure(entry)) return []
    const before = first.get(entry.requestId)
    first.set(entry.requestId, before ?? index)
    if (before === undefined) return []
    return [problem('REPEATED', `the entries ${before} and ${index} are of one request`)]
  })
}

interface Signed {
  readonly checkpoint: Checkpoint
  readonly code: 'CHANGED' | 'OTHER_HISTORY'
}

/** Stops at the first root that differs: every later one differs too. */
function checkRoots(leaves: readonly Leaf[], signed: readonly Signed[]): readonly LogProblem[] {
  let frontier = Frontier.empty
  for (const { checkpoint, code } of signed) {
    const { size, root } = checkpoint
    if (size > leaves.length)
      return [problem('TRUNCATED', `${size} entries are signed for, ${leaves.length} are here`)]
    const good = frontier.size
    frontier = frontier.with(leaves.slice(good, size).map(hashOfLeaf))
    const range = `among the entries ${good} to ${size - 1}`
    if (!frontier.root().equals(root))
      return [problem(code, `${range} is something else than was signed at ${checkpoint.at}`)]
  }
  return []
}

function problem(code: LogProblemCode, where: string): LogProblem {
  return { code, where }
}
