import type { KeyObject } from 'node:crypto'

import { signCheckpoint } from '../../disclosure-log/checkpoint'
import type { ExportedLeaf, ExportedLog } from '../../disclosure-log/export'
import type { Leaf } from '../../disclosure-log/leaf'
import { hashOfLeaf } from '../../disclosure-log/leaf'
import { rootOf } from '../../disclosure-log/merkle'
import { filingOf } from '../../disclosure-log/question-filter'
import { entryFor } from './entries'

/** A leaf with what the store that took it finds it by. */
export function filed(leaf: Leaf): ExportedLeaf {
  return { ...leaf, filing: filingOf(leaf.entry) }
}

/** Leaves of made-up entries. */
export function makeLeaves(count: number, log = 'gateway-1'): readonly ExportedLeaf[] {
  return Array.from({ length: count }, (_, index) =>
    filed({ log, index, entry: entryFor(`r${index}`) }),
  )
}

/** The note that a gateway with this key signs for the first of these leaves. */
export function sign(leaves: readonly Leaf[], size: number, privateKey: KeyObject): string {
  const root = rootOf(leaves.slice(0, size).map(hashOfLeaf))
  const at = '2025-03-01T12:00:00.000Z'
  return signCheckpoint({ log: leaves[0]?.log ?? '', size, root, at }, { privateKey })
}

/** A log with checkpoints at these sizes. */
export function makeLog(
  leaves: readonly ExportedLeaf[],
  sizes: readonly number[],
  privateKey: KeyObject,
): ExportedLog {
  const checkpoints = sizes.map((size) => sign(leaves, size, privateKey))
  return { log: leaves[0]?.log ?? '', leaves, checkpoints }
}
