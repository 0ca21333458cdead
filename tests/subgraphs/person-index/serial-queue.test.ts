import { SerialQueue } from '../../../subgraphs/person-index/serial-queue'

/** Tasks that write down in which order they run. */
function writer(queue: SerialQueue) {
  const ran: string[] = []
  const run = (lane: string, name: string) =>
    queue.run(lane, () => {
      ran.push(name)
      return Promise.resolve(name)
    })
  return { ran, run }
}

describe('a queue of writers', () => {
  it('lets the lanes take turns, so that one flood keeps nobody waiting', async () => {
    const { ran, run } = writer(new SerialQueue())
    await Promise.all([
      ...['f1', 'f2', 'f3', 'f4'].map((name) => run('flooding', name)),
      run('police', 'p1'),
      run('police', 'p2'),
    ])
    expect(ran).toEqual(['f1', 'f2', 'p1', 'f3', 'p2', 'f4'])
  })

  it('runs no two at once', async () => {
    const queue = new SerialQueue()
    let running = 0
    const task = async () => {
      running += 1
      await Promise.resolve()
      const seen = running
      running -= 1
      return seen
    }
    const seen = await Promise.all(['a', 'a', 'b'].map((lane) => queue.run(lane, task)))
    expect(seen).toEqual([1, 1, 1])
  })

  it('goes on after one that failed', async () => {
    const queue = new SerialQueue()
    await expect(queue.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await expect(queue.run('a', () => Promise.resolve(1))).resolves.toBe(1)
  })
})
