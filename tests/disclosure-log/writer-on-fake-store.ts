import { setTimeout as sleep } from 'node:timers/promises'

import { openCheckpoint } from '../../disclosure-log/checkpoint'
import { isDisclosure } from '../../disclosure-log/entry'
import { hashOfLeaf } from '../../disclosure-log/leaf'
import { LogWriter } from '../../disclosure-log/log-writer'
import { rootOf } from '../../disclosure-log/merkle'
import type { FakeLeafStore } from './fake-leaf-store'
import { makeLogKey } from './log-key'

const { privateKey, publicKey } = makeLogKey()
export const at = '2025-03-01T12:00:00.000Z'

/** A writer on this store, what it reported, and its key, which can be taken away. */
export function writerOf(
  store: FakeLeafStore,
  options: { timeoutMs?: number; log?: string; report?: (error: unknown) => void } = {},
) {
  const reported: unknown[] = []
  const key = { isThere: true, current: privateKey }
  const writer = new LogWriter({
    log: 'gateway-1',
    store,
    timeoutMs: 20_000,
    now: () => new Date(at),
    report: (error) => reported.push(error),
    openSigner: () => {
      if (!key.isThere) throw new Error('no key')
      return { privateKey: key.current }
    },
    ...options,
  })
  return { writer, reported, key }
}

/** The log is tried again in the background, after a moment. */
export async function untilUp(writer: LogWriter): Promise<void> {
  while (writer.isDown) await sleep(5)
}

/** Requests of the leaves, and events by their names. */
export function requests({ leaves }: FakeLeafStore) {
  return leaves.map(({ entry }) => (isDisclosure(entry) ? entry.requestId : entry.event))
}

/** Indexes of the leaves. */
export function places({ leaves }: FakeLeafStore) {
  return leaves.map(({ index }) => index)
}

/** Sizes of the checkpoints, each of which must be signed for the leaves that are there. */
export function signedSizes({ leaves, checkpoints }: FakeLeafStore) {
  return checkpoints.map(({ note }) => {
    const checkpoint = openCheckpoint(note, publicKey)
    const root = rootOf(leaves.slice(0, checkpoint?.size).map(hashOfLeaf))
    expect(checkpoint).toMatchObject({ log: 'gateway-1', at, root })
    return checkpoint?.size
  })
}

/** Numbers from 0. */
export const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)
