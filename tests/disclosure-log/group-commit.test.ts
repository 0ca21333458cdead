import { readFile } from 'node:fs/promises'

import { GroupCommit } from '../../disclosure-log/group-commit'

describe('a group commit', () => {
  it('tells how many items are not durable yet, and counts none twice', async () => {
    const told: number[] = []
    let finish: () => void = () => undefined
    const hanging = new Promise<void>((resolve) => {
      finish = resolve
    })
    const group = new GroupCommit<string, string>({
      write: async (items) => {
        await hanging
        return items
      },
      timeoutMs: 200,
      onWaiting: (items) => told.push(items),
    })
    const appends = [group.append('a'), group.append('b')]
    const ends = await Promise.allSettled(appends)
    // Too late for those who waited.
    finish()
    await new Promise((resolve) => setTimeout(resolve, 50))
    await group.append('c')

    expect(ends.map(({ status }) => status)).toStrictEqual(['rejected', 'rejected'])
    expect(told).toStrictEqual([1, 2, 1, 0, 1, 0])
  })

  it('gives an item its time, however long the process was busy meanwhile', async () => {
    const group = new GroupCommit<string, string>({
      write: async (items) => {
        // What it waits for is read from outside, as the answer of a store is.
        for (let turn = 0; turn < 3; turn += 1) await readFile(__filename)
        return items
      },
      timeoutMs: 500,
    })
    const appended = group.append('first')
    await new Promise((resolve) => setImmediate(resolve))
    const busyUntilMs = performance.now() + 700
    while (performance.now() < busyUntilMs);
    await expect(appended).resolves.toBe('first')
  })
})
