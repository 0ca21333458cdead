import fc from 'fast-check'

import { DroppingDisk } from './helpers/dropping-files'
import { logFile, open, put } from './helpers/opened-log'

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
      torn.open(logFile).write(full.subarray(0, size), 0)
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
      flipped.open(logFile).write(bytes, 0)
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

  it.each([
    ['of another kind', 'SQLite format 3, and more', /does not begin as a log of this store/],
    ['that is short and of another kind', 'my notes', /does not begin as a log of this store/],
    ['of a newer format', 'SIGHTLINE-LOG-2\nmore', /format 2; this store reads format 1\. Give/],
  ])('refuses a file %s and leaves it as it is', async (_what, text, message) => {
    const disk = new DroppingDisk()
    disk.open(logFile).write(Buffer.from(text), 0)

    await expect(open(disk)).rejects.toThrow(message)
    expect(disk.only().bytes.toString()).toBe(text)
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a part', Buffer.from('SIGHTLINE')],
    ['only its size', Buffer.alloc(16)],
  ])('begins anew when %s of the first write has reached the disk', async (_what, bytes) => {
    const disk = new DroppingDisk()
    disk.open(logFile).write(bytes, 0)
    const { log } = await open(disk)
    log.append([put(1)])
    await log.close()

    const { log: again, numbers } = await open(disk)
    await again.close()
    expect(numbers).toEqual([1])
  })

  it('makes a renamed log durable whose process died before it could', async () => {
    const disk = new DroppingDisk()
    const { log } = await open(disk, 1000)
    for (let round = 0; round < 20; round += 1) log.append([put(1, 200)])
    disk.failsToSyncDirectory = true
    await log.compactIfWorthIt(() => [put(1)])
    disk.failsToSyncDirectory = false

    const { log: successor } = await open(disk)
    successor.append([put(2)])
    await successor.sync()
    disk.crash(() => false)

    const { log: again, numbers } = await open(disk)
    await again.close()
    expect(numbers).toEqual([1, 2])
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

  it('fails on a disk that does not write, and goes on when it does', async () => {
    const disk = new DroppingDisk()
    const { log } = await open(disk)
    disk.failsToWrite = true
    expect(() => {
      log.append([put(1)])
    }).toThrow(/could not be written: EIO/)

    disk.failsToWrite = false
    log.append([put(2)])
    await log.close()
    const { log: again, numbers } = await open(disk)
    await again.close()
    expect(numbers).toEqual([2])
  })

  it('refuses a commit that no reader would take, and goes on', async () => {
    const disk = new DroppingDisk()
    const { log } = await open(disk)
    const large = put(1, 13 * 1024 * 1024)
    expect(() => {
      log.append([large, large, large, large, large])
    }).toThrow(/is more than the log takes/)

    log.append([put(2)])
    await log.close()
    const { log: again, numbers } = await open(disk)
    await again.close()
    expect(numbers).toEqual([2])
  })

  it('is refused once the log is closed: the number of its file may be that of another', async () => {
    const { log } = await open(new DroppingDisk())
    const closed = log.close()
    expect(() => {
      log.append([put(1)])
    }).toThrow(/is being stopped/)
    await closed
    await log.close()
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
