import type { RunningProcess } from '../../../embedded/start/children'
import { keepRunning } from '../../../embedded/start/keep-running'

function promised<T>() {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

/** A process that ends when told to. */
function fakeProcess(lastLines: readonly string[] = []) {
  const { promise: ended, resolve: end } = promised<string>()
  const process: RunningProcess = {
    plan: { name: 'homes', program: '', args: [], port: null, meanwhile: 'nobody knows' },
    pid: 1,
    lastLines,
    hasEnded: () => false,
    ended,
    stop: () => {
      end('signal SIGTERM')
      return Promise.resolve()
    },
  }
  return { process, end }
}

/** A kept process whose every successor ends at once, until there have been so many. */
function keep(successors: number, pauses = { first: 1, longest: 4 }) {
  const lines: string[] = []
  const launched: RunningProcess[] = []
  const isUp = promised<null>()
  const first = fakeProcess()
  const kept = keepRunning(first.process, {
    launch: () => {
      const next = fakeProcess(['homes: the port is in use'])
      launched.push(next.process)
      if (launched.length < successors) next.end('exit status 1')
      else isUp.resolve(null)
      return next.process
    },
    waitUntilReady: (running) =>
      running === launched[successors - 1] ? Promise.resolve() : Promise.reject(new Error('ended')),
    report: (line) => lines.push(line),
    meanwhile: 'nobody knows',
    pauses,
  })
  return { kept, lines, launched, isUp: isUp.promise, end: first.end }
}

describe('a kept process', () => {
  it('is started again when it ends, after longer pauses each time, and each time says why', async () => {
    const { kept, lines, isUp, end } = keep(4)
    end('signal SIGKILL')
    await isUp
    await new Promise(setImmediate)

    const why = 'homes ended (exit status 1: homes: the port is in use)'
    expect(lines).toEqual([
      'homes ended (signal SIGKILL). Started again in 0.001 s; until then nobody knows.',
      `${why}. Started again in 0.002 s; until then nobody knows.`,
      `${why}. Started again in 0.004 s; until then nobody knows.`,
      `${why}. Started again in 0.004 s; until then nobody knows.`,
      'homes is ready again.',
    ])
    await kept.stop()
  })

  it('is not started again once it is stopped', async () => {
    const { kept, lines, launched } = keep(1)
    await kept.stop()

    expect({ lines, launched }).toEqual({ lines: [], launched: [] })
  })

  it('is not started again when it is stopped during a pause', async () => {
    const { kept, lines, launched, end } = keep(1, { first: 3_600_000, longest: 3_600_000 })
    end('signal SIGKILL')
    await new Promise(setImmediate)
    await kept.stop()

    expect(lines).toHaveLength(1)
    expect(launched).toEqual([])
  })
})
