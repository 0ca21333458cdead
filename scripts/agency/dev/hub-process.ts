import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'

import type { Environment } from '../../../common/settings'

/** What `npm start` prints when everything answers. */
const readyLine = 'Sightline is ready: '

/** A whole hub as a process of its own: started, stopped, and started again. */
export class HubProcess {
  readonly #root: string
  readonly #env: Environment
  readonly #say: (line: string) => void
  #child: ChildProcess | null = null
  #isWanted = false

  /** @param say told each line that it prints while it starts, and when it ends by itself */
  constructor(root: string, env: Environment, say: (line: string) => void) {
    this.#root = root
    this.#env = env
    this.#say = say
  }

  /** Resolves when it answers. @throws Error when it ends before */
  async start(): Promise<void> {
    const program = path.join('dist', 'embedded', 'start', 'main.js')
    const child = spawn(process.execPath, [program], {
      ...{ cwd: this.#root, env: { ...this.#env }, stdio: ['ignore', 'pipe', 'inherit'] },
      // Ctrl-C reaches whoever started it, who stops it in order.
      detached: true,
    })
    this.#child = child
    this.#isWanted = true
    const lines = createInterface({ input: child.stdout })
    await new Promise<void>((resolve, reject) => {
      let isReady = false
      lines.on('line', (line) => {
        isReady ||= line.startsWith(readyLine)
        if (isReady) resolve()
        else if (line !== '') this.#say(line)
      })
      child.once('exit', () => {
        reject(new Error('the hub did not start; what it said is above'))
        if (this.#isWanted) this.#say('the hub has ended; a change of your files starts it again')
      })
    })
  }

  /** Resolves when it has ended; it may be asked again. */
  async stop(): Promise<void> {
    const child = this.#child
    this.#isWanted = false
    if (child?.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    await exit
  }
}
