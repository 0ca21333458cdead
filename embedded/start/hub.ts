import type { Service } from '../../common/services'
import { isFirstStart, loadMadeUpCase } from './case-loading'
import type { RunningProcess } from './children'
import { startProcess } from './children'
import type { StartSettings } from './config'
import { checkPortsAreFree, metricsPlans } from './ports'
import type { ProcessPlan } from './processes'
import { planProcesses, planStore } from './processes'
import { stopAll, waitForLine, waitUntilReady } from './supervisor'

const startTimeoutMs = 60_000

/** The hub's processes on this machine, while they start, run and stop. */
export class LocalHub {
  readonly #settings: StartSettings
  readonly #services: readonly Service[]
  readonly #report: (line: string) => void
  readonly #running: RunningProcess[] = []
  #isStopping = false

  constructor(
    settings: StartSettings,
    services: readonly Service[],
    report: (line: string) => void,
  ) {
    this.#settings = settings
    this.#services = services
    this.#report = report
  }

  /**
   * Starts everything and loads the made-up case on a first start.
   * @throws StartError that names the process and shows what it wrote last.
   */
  async start(): Promise<void> {
    const [gateway, ...others] = planProcesses(this.#settings.port, this.#services)
    await this.#checkPorts([gateway, ...others])
    const mongodbUri = this.#settings.mongodbUri ?? (await this.#startStore())
    const environment = { ...this.#settings.environment, MONGODB_URI: mongodbUri }
    const started = others.map((plan) => this.#launch(plan, environment))
    await this.#waitFor(started)
    await this.#loadCase(mongodbUri, environment)
    await this.#waitFor([this.#launch(gateway, environment)])
  }

  /** Stops every process: the public door first, the store last. */
  async stop(): Promise<void> {
    this.#isStopping = true
    const named = (...names: string[]) =>
      this.#running.filter(({ plan }) => names.includes(plan.name))
    const rest = this.#running.filter(({ plan }) => !['gateway', 'store'].includes(plan.name))
    await stopAll([named('gateway'), rest, named('store')])
  }

  /** Resolves, with its name, when a process has ended without which the hub cannot go on. */
  async essentialEnd(): Promise<string> {
    const essential = this.#running.filter(({ plan }) => plan.essential)
    return Promise.race(essential.map(async ({ plan, ended }) => `${plan.name}: ${await ended}`))
  }

  async #checkPorts(plans: readonly ProcessPlan[]): Promise<void> {
    const { host, observing } = this.#settings
    await checkPortsAreFree(plans, { host, variable: 'SIGHTLINE_PORT' })
    const { metrics } = observing
    if (metrics === null) return
    const variable = 'SIGHTLINE_METRICS_PORT'
    await checkPortsAreFree(metricsPlans(plans, metrics), { host: metrics.host, variable })
  }

  async #startStore(): Promise<string> {
    this.#report('Starting the embedded store ...')
    const store = this.#launch(planStore(this.#settings.dataFolder), this.#settings.environment)
    return waitForLine(store, /mongodb:\/\/\S+/, startTimeoutMs)
  }

  async #loadCase(mongodbUri: string, environment: StartSettings['environment']): Promise<void> {
    const target = { dataFolder: this.#settings.dataFolder, mongodbUri }
    if (!isFirstStart(target)) return
    this.#report('Loading the made-up case ...')
    await loadMadeUpCase({ ...target, environment, onLine: () => undefined })
  }

  #launch(plan: ProcessPlan, environment: StartSettings['environment']): RunningProcess {
    const running = startProcess(plan, {
      environment,
      onLine: (line) => {
        if (this.#settings.mode === 'development') this.#report(`[${plan.name}] ${line}`)
      },
    })
    this.#running.push(running)
    void running.ended.then((end) => {
      if (!this.#isStopping && !plan.essential) this.#reportLoss(plan, end)
    })
    return running
  }

  #reportLoss(plan: ProcessPlan, end: string): void {
    const again = `npm run subgraph -- ${plan.name}`
    this.#report(
      `${plan.name} ended (${end}). The hub goes on without it; to bring it back: ${again}`,
    )
  }

  async #waitFor(started: readonly RunningProcess[]): Promise<void> {
    let ready = 0
    await Promise.all(
      started.map(async (running) => {
        const { host } = this.#settings
        await waitUntilReady(running, { host, timeoutMs: startTimeoutMs })
        ready += 1
        this.#report(`  ${running.plan.name} is ready (${ready}/${started.length})`)
      }),
    )
  }
}
