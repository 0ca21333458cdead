import { createPublicKey } from 'node:crypto'

import type { LogSigner } from './checkpoint'
import { openCheckpoint } from './checkpoint'
import { Frontier } from './frontier'
import type { Leaf } from './leaf'
import { hashOfLeaf } from './leaf'
import type { LeafStore, StoredCheckpoint } from './leaf-store'

/** What is stored is not what was written: nothing is added to such a log. */
export class LogDamagedError extends Error {
  constructor(log: string, problem: string) {
    super(
      `The disclosure log "${log}" is damaged: ${problem}. Nothing is added to it and nothing is ` +
        'disclosed. Keep the store as it is, run "npm run log -- verify", and start the gateway with ' +
        'another SIGHTLINE_INSTANCE',
    )
    this.name = 'LogDamagedError'
  }
}

/**
 * The frontier of what a store holds: from the newest checkpoint, which must be ours, and the leaves
 * after it.
 * @throws LogDamagedError
 */
export async function loadFrontier(
  log: string,
  store: LeafStore,
  signer: LogSigner,
): Promise<Frontier> {
  const stored = await store.findNewestCheckpoint(log)
  const signed = stored ? openStored(log, stored, signer) : Frontier.empty
  // The last signed leaf too: if it is gone, what was signed was cut off.
  const from = Math.max(0, signed.size - 1)
  const leaves = await store.readLeaves(log, from)
  checkPlaces(log, leaves, { from, least: signed.size - from })
  return signed.with(leaves.slice(signed.size - from).map(hashOfLeaf))
}

function openStored(log: string, stored: StoredCheckpoint, { privateKey }: LogSigner): Frontier {
  const checkpoint = openCheckpoint(stored.note, createPublicKey(privateKey))
  if (checkpoint?.log !== log || checkpoint.size !== stored.size)
    throw new LogDamagedError(log, 'its newest checkpoint is not signed by the key at hand')
  const frontier = frontierOf(log, stored)
  if (!frontier.root().equals(checkpoint.root))
    throw new LogDamagedError(log, 'its newest checkpoint has another root than was signed')
  return frontier
}

function frontierOf(log: string, { size, nodes }: StoredCheckpoint): Frontier {
  try {
    return new Frontier(size, nodes)
  } catch {
    throw new LogDamagedError(log, 'its newest checkpoint lacks parts of its tree')
  }
}

function checkPlaces(
  log: string,
  leaves: readonly Leaf[],
  { from, least }: { readonly from: number; readonly least: number },
): void {
  if (leaves.length < least)
    throw new LogDamagedError(log, `leaf ${from} is signed for and missing`)
  for (const [offset, { index }] of leaves.entries())
    if (index !== from + offset) throw new LogDamagedError(log, `leaf ${from + offset} is missing`)
}
