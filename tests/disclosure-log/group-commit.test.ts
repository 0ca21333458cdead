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
})
