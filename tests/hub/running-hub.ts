import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'

import { projectRoot } from '../../common/project-root'
import { agencyTimeoutMs } from '../../common/stop-times'

/** What a command printed and how it ended. */
export interface CommandOutcome {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** How a hub is started when not as it comes. */
interface HubOptions {
  readonly root: string
  readonly environment: NodeJS.ProcessEnv
}

/** Pages of which nothing arrives later, however slow the machine is. */
export const patient = { environment: { SIGHTLINE_WEB_WAIT_MS: String(agencyTimeoutMs) } }

/** `npm start` as a person runs it, with its own port and data. */
export class RunningHub {
  output = ''
  readonly port: number
  readonly environment: NodeJS.ProcessEnv
  readonly #child: ChildProcess
  readonly #root: string

  /** @param of where the project is, this one or a copy of it, and further settings */
  constructor(port: number, dataFolder: string, of: Partial<HubOptions> = {}) {
    const { root = projectRoot(), environment = {} } = of
    this.port = port
    this.#root = root
    this.environment = {
      ...process.env,
      ...environment,
      SIGHTLINE_PORT: String(port),
      SIGHTLINE_DATA: dataFolder,
      SIGHTLINE_ENV: 'demo',
    }
    delete this.environment['MONGODB_URI']
    this.#child = spawn('npm', ['start'], {
      cwd: root,
      env: this.environment,
      detached: true,
    })
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()))
  }

  /** Resolves when it says that it is ready, or has ended. */
  async ready(): Promise<void> {
    const ended = once(this.#child, 'exit')
    while (!this.output.includes('Sightline is ready')) {
      const hasEnded = await Promise.race([ended.then(() => true), pause(50).then(() => false)])
      if (hasEnded) throw new Error(`npm start ended:\n${this.output}`)
    }
  }

  /** Sends a signal to `npm start` and resolves when nothing of it is left. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exit = once(this.#child, 'exit')
      // Ctrl-C reaches the whole group, as a terminal sends it.
      if (signal === 'SIGINT') process.kill(-(this.#child.pid ?? 0), signal)
      else this.#child.kill(signal)
      await exit
    }
    await this.gone()
  }

  /** Resolves when none of its processes is left, or after more time than any machine needs. */
  async gone(): Promise<void> {
    const until = Date.now() + 120_000
    while (this.processes().length > 0 && Date.now() < until) await pause(100)
  }

  /** This hub's processes that are alive, by what they are. */
  processes(): readonly { readonly pid: number; readonly name: string }[] {
    return this.#findProcesses('embedded/start/child')
  }

  /** Kills one of its processes without warning, or does something else to it. */
  kill(name: string, signal: NodeJS.Signals = 'SIGKILL'): void {
    const found = this.processes().find((candidate) => candidate.name.includes(name))
    if (!found) throw new Error(`no process for ${name}`)
    process.kill(found.pid, signal)
  }

  /** Resolves when it has printed something; a test that waits in vain runs into its own limit. */
  async says(text: string): Promise<void> {
    while (!this.output.includes(text)) await pause(50)
  }

  /** Kills the starter itself, as when a machine's memory runs out. */
  killStarter(): void {
    for (const { pid } of this.#findProcesses('embedded/start/main')) process.kill(pid, 'SIGKILL')
  }

  /** Runs one of the project's commands against this hub. */
  run(
    script: string,
    args: readonly string[],
    environment: NodeJS.ProcessEnv = {},
  ): Promise<CommandOutcome> {
    return new Promise((resolve) => {
      execFile(
        'npm',
        ['run', '--silent', script, '--', ...args],
        { cwd: this.#root, env: { ...this.environment, ...environment }, maxBuffer: 1 << 26 },
        (error, stdout, stderr) => {
          const status = typeof error?.code === 'number' ? error.code : error ? 1 : 0
          resolve({ status, stdout, stderr })
        },
      )
    })
  }

  /** Its processes are told from another hub's by the data folder in their environment. */
  #findProcesses(program: string): { pid: number; name: string }[] {
    const marker = `SIGHTLINE_DATA=${this.environment['SIGHTLINE_DATA'] ?? ''}`
    const list = execFileSync('ps', ['axeww', '-o', 'pid=,args='], { maxBuffer: 1 << 26 })
    return list
      .toString()
      .split('\n')
      .filter((line) => line.includes(marker) && line.includes(`${program}.js`))
      .map((line) => {
        const [, pid = '0', command = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? []
        return { pid: Number(pid), name: command.split(/ [A-Za-z_]+=/)[0] ?? '' }
      })
      .filter(({ name }) => name.includes(program))
  }

  /** The single person view of someone, as JSON. */
  async ask(user: string, purpose: string, ...person: readonly string[]): Promise<CommandOutcome> {
    const why = ['--case', 'MASH-0001', '--reason', 'Call to address, injuries seen']
    const test = ['--public-interest', 'Serious injury is likely']
    return this.run('ask', ['--user', user, '--purpose', purpose, ...why, ...test, ...person])
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
