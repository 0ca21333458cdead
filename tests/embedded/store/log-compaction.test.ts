import fc from 'fast-check'

import { DroppingDisk } from './helpers/dropping-files'
import { open, put } from './helpers/opened-log'

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

  it('loses nothing that is appended at any moment of it', async () => {
    const disk = new DroppingDisk()
    const { log } = await open(disk, 1000)
    for (let round = 0; round < 20; round += 1) log.append([put(0, 200)])
    let isDone = false as boolean
    const expected = [0]
    const compaction = log
      .compactIfWorthIt(() => expected.map((number) => put(number)))
      .then(() => (isDone = true))
    while (!isDone && expected.length < 5000) {
      log.append([put(expected.length)])
      expected.push(expected.length)
      // A turn of the event loop now and then, and every turn of promises in between.
      if (expected.length % 50 === 0) await new Promise(setImmediate)
      else await Promise.resolve()
    }
    await compaction
    await log.close()

    const { log: again, numbers } = await open(disk)
    await again.close()
    expect([...new Set(numbers)]).toEqual(expected)
  })

  it('takes documents of any size', async () => {
    const disk = new DroppingDisk()
    const { log, lines } = await open(disk, 1000)
    const documents = Array.from({ length: 9 }, (_, number) => put(number, 8 * 1024 * 1024))
    log.append([put(0, 2000)])
    await log.compactIfWorthIt(() => documents)
    await log.close()

    const { log: again, numbers } = await open(disk)
    await again.close()
    expect(lines).toEqual([])
    expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('leaves a log in which damage is noticed from its first moment', async () => {
    const disk = new DroppingDisk()
    const { log } = await open(disk, 1000)
    log.append([put(0, 2000)])
    await log.compactIfWorthIt(() => Array.from({ length: 500 }, (_, number) => put(number)))
    const { bytes } = disk.only()
    bytes[100] = (bytes[100] ?? 0) ^ 1

    await expect(open(disk)).rejects.toThrow(/is damaged at byte 16/)
    await log.close()
  })

  it('acknowledges nothing more when the directory does not keep the new name', async () => {
    const disk = new DroppingDisk()
    const { log, lines } = await open(disk, 1000)
    for (let round = 0; round < 20; round += 1) log.append([put(1, 200)])
    await log.sync()
    disk.failsToSyncDirectory = true
    const compaction = log.compactIfWorthIt(() => [put(1)])
    log.append([put(2)])
    await compaction

    await expect(log.sync()).rejects.toThrow(/no writes until it is restarted/)
    expect(() => {
      log.append([put(3)])
    }).toThrow(/no writes until it is restarted/)
    expect(lines.join()).toMatch(/no more writes until a restart, reads go on: EIO/)
    disk.failsToSyncDirectory = false
    disk.crash(() => false)
    const { log: again, numbers } = await open(disk)
    await again.close()
    expect([...new Set(numbers)]).toEqual([1])
    await log.close()
  })

  it('loses nothing acknowledged when power is lost at any moment of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(60),
        fc.nat(4),
        fc.infiniteStream(fc.boolean()),
        async (turns, syncsEvery, coins) => {
          const disk = new DroppingDisk()
          const { log } = await open(disk, 1000)
          const held = Array.from({ length: 20 }, (_, number) => put(number, 100))
          for (const record of held) log.append([record])
          await log.sync()
          let acknowledged = held.length
          void log.compactIfWorthIt(() => held.slice())
          for (let turn = 0; turn < turns; turn += 1) {
            const number = held.length
            held.push(put(number, 100))
            log.append([put(number, 100)])
            if (turn % (syncsEvery + 1) === 0)
              void log.sync().then(() => {
                acknowledged = Math.max(acknowledged, number + 1)
              })
            if (turn % 7 === 0) await new Promise(setImmediate)
            await Promise.resolve()
          }
          disk.crash(() => coins.next().value === true)
          const expected = acknowledged

          const { log: again, numbers } = await open(disk)
          await again.close()
          const distinct = [...new Set(numbers)].toSorted((a, b) => a - b)
          expect(distinct.length).toBeGreaterThanOrEqual(expected)
          expect(distinct).toEqual(distinct.map((_, place) => place))
        },
      ),
      { numRuns: 200 },
    )
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
