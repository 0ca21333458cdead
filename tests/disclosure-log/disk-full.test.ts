import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type { DisclosureLog } from '../../disclosure-log/disclosure-log'
import { openDisclosureLog } from '../../disclosure-log/disclosure-log'
import { isDisclosure } from '../../disclosure-log/entry'
import { LogUnavailableError } from '../../disclosure-log/group-commit'
import { MongoLeafStore } from '../../disclosure-log/store'
import type { RunningStore } from '../../embedded/store/server'
import { startStore } from '../../embedded/store/server'
import { DroppingDisk } from '../embedded/store/helpers/dropping-files'
import { entryFor } from './entries'
import { makeLogKey } from './log-key'

describe('the disclosure log on a disk that is full', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'sightline-log-full-'))
  const disk = new DroppingDisk()
  let store: RunningStore
  let log: DisclosureLog

  beforeAll(async () => {
    store = await startStore({ directory, files: disk })
    const { privateKey } = makeLogKey()
    log = openDisclosureLog({
      ...{ uri: store.uri, database: 'disclosure-log', log: 'gateway-1', timeoutMs: 20_000 },
      openSigner: () => ({ privateKey }),
      report: () => undefined,
    })
  })
  afterAll(async () => {
    await log.close()
    await store.stop()
    rmSync(directory, { recursive: true, force: true })
  })

  it('is known to take nothing before an answer was lost by it', async () => {
    await log.append(entryFor('first'))
    expect(await log.isAvailable()).toBe(true)
    disk.freeBytes = 10
    // What was found is relied on for a second.
    await sleep(1100)
    expect(await log.isAvailable()).toBe(false)
    expect(log.isDown()).toBe(false)
    disk.freeBytes = Number.POSITIVE_INFINITY
    await sleep(1100)
    expect(await log.isAvailable()).toBe(true)
  })

  async function written(): Promise<readonly string[]> {
    const reader = new MongoLeafStore({
      ...{ uri: store.uri, database: 'disclosure-log', timeoutMs: 20_000 },
    })
    const leaves = await reader.readLeaves('gateway-1', 0)
    await reader.close()
    return leaves.map(({ entry }) => (isDisclosure(entry) ? entry.requestId : entry.event))
  }

  it('takes nothing, says so, stays up, and goes on by itself when there is room', async () => {
    await log.append(entryFor('before'))
    disk.freeBytes = 10
    await expect(log.append(entryFor('lost-1'))).rejects.toMatchObject({
      name: 'LogUnavailableError',
      cause: { message: expect.stringMatching(/No space left|OutOfDiskSpace/) as string },
    })
    expect(log.isDown()).toBe(true)
    expect(await log.isAvailable()).toBe(false)
    await expect(log.append(entryFor('lost-2'))).rejects.toThrow(LogUnavailableError)
    expect(await written()).toEqual(['STARTED', 'first', 'before'])
    disk.freeBytes = Number.POSITIVE_INFINITY
    while (log.isDown()) await sleep(10)
    await log.append(entryFor('after'))
    expect(await written()).toEqual(['STARTED', 'first', 'before', 'NO_ANSWER', 'after'])
  })
})
