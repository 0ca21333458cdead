import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'

import { publicKeySet } from '../../common/keys/keys'
import { madeUpKey } from '../../scripts/vectors/made-up-keys'

export interface PythonAgencyOptions {
  /** Its interpreter, with the packages. */
  readonly python: string
  /** Folder of the agency. */
  readonly program: string
  /** Where it keeps what is its own. */
  readonly folder: string
  /** 0: any. */
  readonly port: number
  readonly hubKeysUrl: string
  /** Where it registers its people; absent: nowhere. */
  readonly index?: { readonly url: string; readonly linkKeyFile: string }
}

/** An agency in Python as a process: the example, or one that `init` made. */
export class PythonAgency {
  url = ''
  readonly #options: PythonAgencyOptions
  readonly #key = madeUpKey('fire and rescue in Python')
  #process: ChildProcess | null = null

  constructor(options: PythonAgencyOptions) {
    this.#options = options
    writeFileSync(this.#keyFile, this.#key.privateKey.export({ format: 'pem', type: 'pkcs8' }))
  }

  /** As the register pins it. */
  get publicKeys(): readonly object[] {
    return publicKeySet([this.#key]).keys
  }

  /** Runs one of its commands to the end. @returns what it printed */
  run(...command: readonly string[]): string {
    const args = ['-m', 'agency_subgraph', ...command]
    const { status, stdout, stderr } = spawnSync(this.#options.python, args, {
      ...{ cwd: this.#options.program, env: this.#env(), encoding: 'utf8' },
    })
    if (status !== 0) throw new Error(stderr)
    return stdout
  }

  /** Resolves when it serves. */
  async start(): Promise<void> {
    const child = spawn(this.#options.python, ['-m', 'agency_subgraph', 'serve'], {
      ...{ cwd: this.#options.program, env: this.#env(), stdio: ['ignore', 'pipe', 'inherit'] },
    })
    this.#process = child
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
    this.url = line.replace('ready at ', '')
  }

  async stop(): Promise<void> {
    const child = this.#process
    this.#process = null
    if (child?.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill()
    await exit
  }

  get #keyFile(): string {
    return path.join(this.#options.folder, 'key.pem')
  }

  #env(): NodeJS.ProcessEnv {
    const { folder, port, hubKeysUrl, index } = this.#options
    return {
      ...process.env,
      // Nothing is written into the tree.
      PYTHONDONTWRITEBYTECODE: '1',
      PORT: String(port),
      HUB_JWKS: hubKeysUrl,
      // The machine may be busy.
      HUB_JWKS_TIMEOUT_MS: '60000',
      KEY_FILE: this.#keyFile,
      STORE_FILE: path.join(folder, 'agency.sqlite'),
      ...(index && { INDEX_URL: index.url, LINK_KEY_FILE: index.linkKeyFile }),
    }
  }
}
