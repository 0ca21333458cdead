import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

const startTimeoutMs = 30_000

/** The embedded store as a process of its own, as `npm run store` starts it. */
export interface StoreProcess {
  /** Where it listens; rejects when it ends, or takes longer than 30 s, before it says so. */
  readonly ready: Promise<string>
  /** Ends it as kill -9 does and resolves when it is gone. */
  kill(): Promise<void>
}

/** Starts the store on the directory. */
export function startStoreProcess(directory: string): StoreProcess {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'embedded/store/main.ts', '--data', directory],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const ended = once(child, 'exit')
  return {
    ready: readUri(child),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function readUri(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const timer = setTimeout(() => {
      reject(new Error(`the store was not ready after ${startTimeoutMs} ms: ${output}`))
    }, startTimeoutMs)
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const uri = /mongodb:\/\/\S+(?=\s)/.exec(output)?.[0]
      if (uri === undefined) return
      clearTimeout(timer)
      resolve(uri)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      reject(new Error(`the store ended (${String(code ?? signal)}): ${output}`))
    })
  })
}
