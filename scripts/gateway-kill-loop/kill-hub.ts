import { createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import { LogKeyFile } from '../../common/keys/log-key'
import { portsFrom } from '../../common/ports'
import { openRecordKeys } from '../../common/keys/record-keys'
import { readRegister } from '../../common/register'
import { listServices } from '../../common/services'
import { databaseName } from '../../common/settings'
import type { AgencyDisclosure } from '../../disclosure-log/agency-record'
import type { ExportedLog } from '../../disclosure-log/export'
import type { RecordNames } from '../../disclosure-log/record-digest'
import { recordNamesOf } from '../../disclosure-log/record-digest'
import { MongoLeafStore } from '../../disclosure-log/store'
import { requestDemoToken } from '../../embedded/sign-in/demo-token'
import { loadMadeUpCase } from '../../embedded/start/case-loading'
import type { RunningProcess } from '../../embedded/start/children'
import { startProcess } from '../../embedded/start/children'
import { planProcesses, planStore } from '../../embedded/start/processes'
import { stopAll, waitForLine, waitUntilReady } from '../../embedded/start/supervisor'
import { HubClient } from '../ask/hub-client'
import { readAgencyRecords } from '../log/agency-records'
import type { Asking } from './client'

const host = '127.0.0.1'
const timeoutMs = 60_000
const instance = 'killed-gateway'
const always = { from: '2000-01-01T00:00:00.000Z', to: '9999-01-01T00:00:00.000Z' }

/** The hub on this machine, with a gateway that is killed and started again. */
export class KillHub {
  readonly #dataFolder: string
  readonly #port: number
  readonly #running: RunningProcess[] = []
  #environment: Readonly<Record<string, string | undefined>>
  #store: MongoLeafStore | null = null
  #gateway: RunningProcess | null = null

  constructor(dataFolder: string, port: number) {
    this.#dataFolder = dataFolder
    this.#port = port
    this.#environment = {
      ...process.env,
      SIGHTLINE_DATA: dataFolder,
      SIGHTLINE_PORT: String(port),
      SIGHTLINE_HOST: host,
      SIGHTLINE_INSTANCE: instance,
    }
  }

  /** Starts everything but the gateway, with the made-up case. */
  async start(): Promise<void> {
    const store = this.#launch(planStore(this.#dataFolder))
    const uri = await waitForLine(store, /mongodb:\/\/\S+/, timeoutMs)
    this.#environment = { ...this.#environment, MONGODB_URI: uri }
    const [, ...plans] = planProcesses(this.#port, listServices(readRegister()))
    const others = plans.map((plan) => this.#launch(plan))
    await Promise.all(others.map((one) => waitUntilReady(one, { host, timeoutMs })))
    const environment = this.#environment
    const target = { dataFolder: this.#dataFolder, mongodbUri: uri }
    await loadMadeUpCase({ ...target, environment, onLine: () => undefined })
    const database = databaseName('disclosure-log')
    this.#store = new MongoLeafStore({ uri, database, timeoutMs })
  }

  async startGateway(): Promise<void> {
    const [plan] = planProcesses(this.#port, [])
    this.#gateway = startProcess(plan, { environment: this.#environment, onLine: () => undefined })
    await waitUntilReady(this.#gateway, { host, timeoutMs })
  }

  /** Ends the gateway without a warning. */
  async killGateway(): Promise<void> {
    const { pid, ended } = this.#gateway ?? {}
    if (pid === undefined) throw new Error('No gateway to kill')
    process.kill(pid, 'SIGKILL')
    await ended
  }

  async stopGateway(): Promise<void> {
    await this.#gateway?.stop()
  }

  /** How an analyst with an open enquiry asks. */
  async signIn(): Promise<Asking> {
    const ports = portsFrom(this.#port)
    const token = await requestDemoToken(`http://${host}:${ports.signIn}`, 'mash.analyst')
    const url = `http://${host}:${this.#port}/graphql`
    const enquiry = await new HubClient(url, token).openEnquiry({
      purpose: 'ADULT_SAFEGUARDING',
      caseReference: 'MASH-0001',
      reason: 'Call to address, injuries seen',
      publicInterestTest: 'Serious injury is likely',
    })
    return { url, headers: { authorization: `Bearer ${token}`, 'sightline-enquiry': enquiry } }
  }

  /** The log as it stands; a gateway that has just started signs what it finds in a moment. */
  async readLog(): Promise<ExportedLog> {
    if (!this.#store) throw new Error('The hub was not started')
    let checkpoints = await this.#store.readCheckpoints(instance)
    for (let tries = 0; tries < 40 && checkpoints.length === 0; tries += 1) {
      await sleep(50)
      checkpoints = await this.#store.readCheckpoints(instance)
    }
    const leaves = await this.#store.readFiledLeaves(instance)
    return { log: instance, leaves, checkpoints: checkpoints.map(({ note }) => note) }
  }

  publicKey(): KeyObject {
    return createPublicKey(new LogKeyFile(this.#dataFolder).open(false).privateKey)
  }

  recordNames(): RecordNames {
    return recordNamesOf(openRecordKeys(this.#dataFolder))
  }

  async readRecords(): Promise<ReadonlyMap<string, readonly AgencyDisclosure[]>> {
    const mongodbUri = this.#environment['MONGODB_URI'] ?? null
    const settings = { mongodbUri, dataFolder: this.#dataFolder, mode: 'demo' as const }
    return readAgencyRecords(settings, always)
  }

  async stop(): Promise<void> {
    await this.#store?.close()
    const [store, ...others] = this.#running
    await stopAll([this.#gateway ? [this.#gateway] : [], others, store ? [store] : []])
  }

  #launch(plan: ReturnType<typeof planStore>): RunningProcess {
    const environment = this.#environment
    const running = startProcess(plan, { environment, onLine: () => undefined })
    this.#running.push(running)
    return running
  }
}
