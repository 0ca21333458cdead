import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { Int32 } from 'bson'
import fc from 'fast-check'

import { decodeDocument, encodeDocument } from '../../../embedded/store/bson-codec'
import type { LogRecord, StoreLog } from '../../../embedded/store/log'
import { openLog } from '../../../embedded/store/log'
import { DroppingDisk } from './helpers/dropping-files'

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-log-'))

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function put(number: number, padding = 0): LogRecord {
  const document = encodeDocument({ _id: new Int32(number), padding: 'x'.repeat(padding) })
  return { kind: 'put', ns: 'test.things', document }
}

interface Opened {
  readonly log: StoreLog
  readonly numbers: readonly number[]
  readonly lines: readonly string[]
}

async function open(disk: DroppingDisk, compactFromBytes?: number): Promise<Opened> {
  const numbers: number[] = []
  const lines: string[] = []
  const log = await openLog({
    directory: folder,
    files: disk,
    onRecord: (record) => {
      if (record.kind === 'put')
        numbers.push((decodeDocument(record.document)['_id'] as Int32).value)
    },
    report: (line) => lines.push(line),
    ...(compactFromBytes === undefined ? {} : { compactFromBytes }),
  })
  return { log, numbers, lines }
}

describe('openLog', () => {
  it('gives back what was appended, in order', async () => {
    const disk = new DroppingDisk()
    const { log } = await open(disk)
    log.append([put(1), put(2)])
    log.append([put(3)])
    await log.close()

    const { log: again, numbers, lines } = await open(disk)
    await again.close()

    expect(numbers).toEqual([1, 2, 3])
    expect(lines).toEqual([])
  })

  it('keeps every acknowledged commit, whole and in order, when unsynced pages are lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ size: fc.nat(9000), syncs: fc.boolean() }), { maxLength: 30 }),
        fc.infiniteStream(fc.boolean()),
        async (steps, coins) => {
          const disk = new DroppingDisk()
          const { log } = await open(disk)
          let acknowledged = 0
          for (const [place, { size, syncs }] of steps.entries()) {
            log.append([put(2 * place, size), put(2 * place + 1)])
            if (!syncs) continue
            await log.sync()
            acknowledged = 2 * place + 2
          }
          disk.crash(() => coins.next().value === true)

          const { log: again, numbers } = await open(disk)
          await again.close()

          expect(numbers.length).toBeGreaterThanOrEqual(acknowledged)
          expect(numbers).toEqual(numbers.map((_, place) => place))
          expect(numbers.length % 2).toBe(0)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('cuts a torn tail at every byte and says so', async () => {
    const disk = new DroppingDisk()
    const { log } = await open(disk)
    log.append([put(1)])
    await log.sync()
    const whole = disk.only().bytes.length
    log.append([put(2)])
    const full = Buffer.from(disk.only().bytes)

    for (let size = whole + 1; size < full.length; size += 1) {
      const torn = new DroppingDisk()
      torn.open(path.join(folder, 'data.log')).write(full.subarray(0, size), 0)
      const { log: again, numbers, lines } = await open(torn)
      await again.close()
      expect(numbers).toEqual([1])
      expect(lines.join()).toContain(`cut ${size - whole} bytes at ${whole}`)
    }
    await log.close()
  })

  it('never silently loses an acknowledged commit to a flipped byte', async () => {
    const disk = new DroppingDisk()
    const { log } = await open(disk)
    for (let number = 0; number < 8; number += 1) {
      log.append([put(number, 40)])
      await log.sync()
    }
    await log.close()
    const healthy = Buffer.from(disk.only().bytes)
    const outcomes = new Map<string, number>()

    for (let place = 0; place < healthy.length; place += 1) {
      const flipped = new DroppingDisk()
      const bytes = Buffer.from(healthy)
      bytes[place] = (bytes[place] ?? 0) ^ 0x40
      flipped.open(path.join(folder, 'data.log')).write(bytes, 0)
      const outcome = await open(flipped).then(
        async ({ log: again, numbers }) => {
          await again.close()
          return numbers.join()
        },
        (error: unknown) => String(error).replace(/.*(is damaged at byte).*/, '$1'),
      )
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }

    // Only the last marker holds nothing that can be lost.
    const [complete, refused] = ['0,1,2,3,4,5,6,7', 'is damaged at byte']
    expect([...outcomes.keys()].toSorted()).toEqual([complete, refused])
    expect(outcomes.get(complete)).toBeLessThan(60)
    expect(outcomes.get(refused)).toBeGreaterThan(500)
  })

  it('names file, place and repair when the middle is damaged', async () => {
    const disk = new DroppingDisk()
    const { log } = await open(disk)
    for (const number of [1, 2, 3]) {
      log.append([put(number)])
      await log.sync()
    }
    await log.close()
    const { bytes } = disk.only()
    bytes[30] = (bytes[30] ?? 0) ^ 1

    await expect(open(disk)).rejects.toThrow(/data\.log is damaged at byte 16: .*repair --data/)
  })

  it('refuses a file of another kind', async () => {
    const disk = new DroppingDisk()
    disk.open(path.join(folder, 'data.log')).write(Buffer.from('SQLite format 3, and more'), 0)

    await expect(open(disk)).rejects.toThrow(/does not begin as a log of this version/)
  })
})

describe('append', () => {
  it('fails on a full disk, leaves the file as before and goes on when there is room', async () => {
    const disk = new DroppingDisk()
    const { log } = await open(disk)
    log.append([put(1)])
    disk.freeBytes = 30

    expect(() => {
      log.append([put(2, 500)])
    }).toThrow(/No space left for .*data\.log/)

    disk.freeBytes = Number.POSITIVE_INFINITY
    log.append([put(3)])
    await log.close()
    const { log: again, numbers } = await open(disk)
    await again.close()
    expect(numbers).toEqual([1, 3])
  })

  it('takes nothing more when a failed write cannot be undone', async () => {
    const disk = new DroppingDisk()
    const { log } = await open(disk)
    disk.freeBytes = 10
    disk.failsToTruncate = true
    expect(() => {
      log.append([put(1)])
    }).toThrow(/No space left/)
    disk.freeBytes = Number.POSITIVE_INFINITY

    expect(() => {
      log.append([put(2)])
    }).toThrow(/no writes until it is restarted/)
    await log.close()
  })
})

describe('sync', () => {
  it('refuses to acknowledge, then and later, when the disk fails', async () => {
    const disk = new DroppingDisk()
    const { log } = await open(disk)
    log.append([put(1)])
    disk.failsToSync = true

    await expect(log.sync()).rejects.toThrow(/no writes until it is restarted/)
    disk.failsToSync = false
    await expect(log.sync()).rejects.toThrow(/no writes until it is restarted/)
    await log.close()
  })

  it('covers a commit that was appended while another sync was under way', async () => {
    const disk = new DroppingDisk()
    const { log } = await open(disk)
    log.append([put(1)])
    const first = log.sync()
    log.append([put(2)])
    await Promise.all([first, log.sync()])
    disk.crash(() => false)

    const { log: again, numbers } = await open(disk)
    await again.close()
    expect(numbers).toEqual([1, 2])
    await log.close()
  })
})

describe('compactIfWorthIt', () => {
  it('keeps what the snapshot says and what was appended while it was written', async () => {
    const disk = new DroppingDisk()
    const { log } = await open(disk, 1000)
    for (let round = 0; round < 50; round += 1) log.append([put(1, 200)])
    const before = disk.only().bytes.length
    const compaction = log.compactIfWorthIt(() => [put(1, 200)])
    log.append([put(2)])
    await compaction
    log.append([put(3)])
    await log.sync()
    disk.crash(() => false)

    const { log: again, numbers, lines } = await open(disk)
    await again.close()
    expect(numbers).toEqual([1, 2, 3])
    expect(lines).toEqual([])
    expect(disk.only().bytes.length).toBeLessThan(before / 10)
    await log.close()
  })

  it('compacts again what was appended while it compacted', async () => {
    const disk = new DroppingDisk()
    const { log } = await open(disk, 1000)
    const rewrite = () => {
      for (let round = 0; round < 50; round += 1) log.append([put(1, 200)])
    }
    rewrite()
    const before = disk.only().bytes.length
    const compaction = log.compactIfWorthIt(() => [put(1, 200)])
    rewrite()
    await compaction
    expect(disk.only().bytes.length).toBeLessThan(before / 10)
    await log.close()

    const { log: again, numbers } = await open(disk)
    await again.close()
    expect(numbers).toEqual([1])
  })

  it('goes on with the old log when there is no room for a new one', async () => {
    const disk = new DroppingDisk()
    const { log, lines } = await open(disk, 100)
    for (let round = 0; round < 10; round += 1) log.append([put(round, 50)])
    disk.freeBytes = 20
    await log.compactIfWorthIt(() => [put(1, 500)])
    disk.freeBytes = Number.POSITIVE_INFINITY
    log.append([put(10)])
    await log.close()

    const { log: again, numbers } = await open(disk)
    await again.close()
    expect(lines.join()).toMatch(/not compacted/)
    expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })
})
