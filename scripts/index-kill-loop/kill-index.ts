import { setTimeout as sleep } from 'node:timers/promises'

import { hubWording } from '../../common/http/error-mask'
import type { HttpServer } from '../../common/http/server'
import { startHttpServer } from '../../common/http/server'
import type { SigningKey } from '../../common/keys/keys'
import { openSigningKey } from '../../common/keys/keys'
import { keysPath, keysRoute } from '../../common/keys/keys-route'
import { getService, ownServices, personIndexCode, portOf } from '../../common/services'
import type { RunningProcess } from '../../embedded/start/children'
import { startProcess } from '../../embedded/start/children'
import type { ProcessPlan } from '../../embedded/start/processes'
import { planProcesses, planStore } from '../../embedded/start/processes'
import { waitForLine, waitUntilReady } from '../../embedded/start/supervisor'
import type { Database } from '../../subgraphs/kit/service/database'
import { openDatabase } from '../../subgraphs/kit/service/database'
import { openOwnKeys } from '../../subgraphs/person-index/keys/own-keys'
import type { IndexModels } from '../../subgraphs/person-index/models'
import { createIndexModels } from '../../subgraphs/person-index/models'
import { createReferenceSealer } from '../../subgraphs/person-index/sealed-references'
import type { StoredKey } from './check-index'

const host = '127.0.0.1'
const timeoutMs = 60_000

/** A store, and a person index on it that is killed and started again. */
export class KillIndex {
  readonly #folder: string
  readonly #plan: ProcessPlan
  readonly key: SigningKey
  readonly url: string
  #environment: Readonly<Record<string, string | undefined>>
  #keys: HttpServer | null = null
  #store: RunningProcess | null = null
  #index: RunningProcess | null = null
  #database: Database | null = null

  /** @param port the index's own lies above it */
  constructor(folder: string, port: number) {
    const service = getService(personIndexCode, ownServices)
    const plan = planProcesses(port, [service]).find(({ name }) => name === personIndexCode)
    if (!plan) throw new Error('The index has no process')
    this.#folder = folder
    this.#plan = plan
    this.url = `http://${host}:${portOf(service, port) ?? 0}`
    this.key = openSigningKey(folder, 'kill-loop')
    this.#environment = {
      ...process.env,
      ...{ SIGHTLINE_DATA: folder, SIGHTLINE_PORT: String(port), SIGHTLINE_HOST: host },
    }
  }

  get models(): IndexModels {
    if (!this.#database) throw new Error('The store was not started')
    return createIndexModelsOnce(this.#database)
  }

  /** Under the keys that are in force now. */
  storedKey(): StoredKey {
    const { record } = createReferenceSealer(...openOwnKeys(this.#folder))
    return (key) => record(...(key.split('/') as [agency: string, reference: string]))
  }

  /** Starts the store, and publishes the key by which agencies and hub are believed. */
  async start(): Promise<void> {
    const routes = [keysRoute(this.key)]
    const report = (error: unknown) => {
      console.error(error)
    }
    const place = { service: 'kill-loop', host, port: 0, stopGraceMs: 1000 }
    const asked = { requestIds: 'OWN', wording: hubWording } as const
    this.#keys = await startHttpServer({ ...place, ...asked, routes, report })
    this.#store = startProcess(planStore(this.#folder), this.#options())
    const uri = await waitForLine(this.#store, /mongodb:\/\/\S+/, timeoutMs)
    this.#environment = {
      ...this.#environment,
      MONGODB_URI: uri,
      SIGHTLINE_HUB_JWKS: new URL(keysPath, this.#keys.url).href,
      SIGHTLINE_AGENCY_URL: `${this.#keys.url}/graphql`,
    }
    this.#database = await openDatabase({ uri, code: personIndexCode })
  }

  /** @returns as soon as it is started, settled or not */
  launch(): void {
    this.#index = startProcess(this.#plan, this.#options())
  }

  /** Resolves when it answers, and whatever was left open is settled. */
  async waitUntilSettled(): Promise<void> {
    if (!this.#index) throw new Error('No index is started')
    await waitUntilReady(this.#index, { host, timeoutMs })
    const until = Date.now() + timeoutMs
    while (await this.#isOpen()) {
      if (Date.now() > until) throw new Error('The index does not settle')
      await sleep(20)
    }
  }

  async kill(): Promise<void> {
    const { pid, ended } = this.#index ?? {}
    if (pid === undefined) throw new Error('No index to kill')
    process.kill(pid, 'SIGKILL')
    await ended
    this.#index = null
  }

  /**
   * Gives the stopped index a new key, as `npm run index -- rotate` does.
   * @param killAfterMs ended with SIGKILL then, unless it has ended before; null: let it end
   * @returns whether it came to its end
   */
  async rotate(killAfterMs: number | null): Promise<boolean> {
    const rest = { port: null, meanwhile: '' }
    const plan = { name: 'rotate', program: 'scripts/index', args: ['rotate'], ...rest }
    const { environment, onLine } = this.#options()
    const { pid, ended, hasEnded, lastLines } = startProcess(plan, { environment, onLine })
    if (killAfterMs !== null) await Promise.race([ended, sleep(killAfterMs)])
    if (killAfterMs !== null && !hasEnded() && pid !== undefined) process.kill(pid, 'SIGKILL')
    const how = await ended
    if (how.startsWith('signal')) return false
    if (how !== 'exit status 0') throw new Error(`rotate: ${how}\n${lastLines.join('\n')}`)
    return true
  }

  async stop(): Promise<void> {
    await this.#database?.close()
    await this.#index?.stop()
    await this.#store?.stop()
    await this.#keys?.stop()
  }

  #options() {
    return { environment: this.#environment, onLine: () => undefined }
  }

  async #isOpen(): Promise<boolean> {
    const { records, pairs } = this.models
    const open = { $or: [{ isLinked: false }, { isCompared: { $in: [false, null] } }] }
    return (
      (await records.exists(open)) !== null || (await pairs.exists({ isApplied: false })) !== null
    )
  }
}

const models = new WeakMap<Database, IndexModels>()

/** A connection takes each model once. */
function createIndexModelsOnce(database: Database): IndexModels {
  const made = models.get(database) ?? createIndexModels(database.connection)
  models.set(database, made)
  return made
}
