import type { Service } from '../../common/services'
import { isFirstStart, loadMadeUpCase } from './case-loading'
import type { RunningProcess } from './children'
import { startProcess } from './children'
import type { StartSettings } from './config'
import type { KeptProcess } from './keep-running'
import { keepRunning } from './keep-running'
import { PolicyNews } from './policy-news'
import { checkPortsAreFree, metricsPlans } from './ports'
import type { ProcessPlan } from './processes'
import { planProcesses, planStore } from './processes'
import { waitForLine, waitUntilReady } from './supervisor'

/** What ends while it starts is noticed at once: this is for what hangs, on the slowest machine. */
const startTimeoutMs = 180_000

/** What is stopped before all else, and what after: the public door first, the store last. */
const stopOrder = { first: 'gateway', last: 'store' } as const

/** The hub's processes on this machine, while they start, run and stop. */
export class LocalHub {
  readonly #settings: StartSettings
  readonly #services: readonly Service[]
  readonly #report: (line: string) => void
  /** Started, and not yet ready: what fails now fails the start. */
  readonly #starting = new Set<RunningProcess>()
  readonly #kept: KeptProcess[] = []
  readonly #policyNews = new PolicyNews()

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
   * Starts everything and loads the made-up case on a first start. What ends afterwards is started
   * again.
   * @throws StartError that names the process and shows what it wrote last.
   */
  async start(): Promise<void> {
    const [gateway, ...others] = planProcesses(this.#settings.port, this.#services)
    await this.#checkPorts([gateway, ...others])
    const mongodbUri = this.#settings.mongodbUri ?? (await this.#startStore())
    const environment = { ...this.#settings.environment, MONGODB_URI: mongodbUri }
    await this.#startAll(others, environment)
    await this.#loadCase(mongodbUri, environment)
    await this.#startAll([gateway], environment)
  }

  /** Stops every process: the public door first, the store last. */
  async stop(): Promise<void> {
    const { first, last } = stopOrder
    const kept = (isChosen: (name: string) => boolean) =>
      this.#kept.filter(({ name }) => isChosen(name)).map((process) => process.stop())
    await Promise.all(kept((name) => name === first))
    const starting = [...this.#starting]
    await Promise.all([
      ...starting.filter(({ plan }) => plan.name !== last).map((one) => one.stop()),
      ...kept((name) => name !== first && name !== last),
    ])
    await Promise.all([...starting.map((one) => one.stop()), ...kept((name) => name === last)])
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
    const plan = planStore(this.#settings.dataFolder)
    const uriOf = (store: RunningProcess) => waitForLine(store, /mongodb:\/\/\S+/, startTimeoutMs)
    return this.#bringUp(plan, this.#settings.environment, uriOf)
  }

  async #startAll(
    plans: readonly ProcessPlan[],
    environment: StartSettings['environment'],
  ): Promise<void> {
    let ready = 0
    const { host } = this.#settings
    const answers = (running: RunningProcess) =>
      waitUntilReady(running, { host, timeoutMs: startTimeoutMs })
    await Promise.all(
      plans.map(async (plan) => {
        await this.#bringUp(plan, environment, answers)
        ready += 1
        this.#report(`  ${plan.name} is ready (${ready}/${plans.length})`)
      }),
    )
  }

  async #loadCase(mongodbUri: string, environment: StartSettings['environment']): Promise<void> {
    const target = { dataFolder: this.#settings.dataFolder, mongodbUri }
    if (!isFirstStart(target)) return
    this.#report('Loading the made-up case ...')
    await loadMadeUpCase({ ...target, environment, onLine: () => undefined })
  }

  /** Starts a process; from when it is ready it is kept running. */
  async #bringUp<Ready>(
    plan: ProcessPlan,
    environment: StartSettings['environment'],
    waitUntilReady: (running: RunningProcess) => Promise<Ready>,
  ): Promise<Ready> {
    const onLine = (line: string) => {
      const news = this.#policyNews.read(line)
      if (this.#settings.mode === 'development') this.#report(`[${plan.name}] ${line}`)
      else if (news !== null) this.#report(news)
    }
    const { stopGraceMs } = this.#settings
    const launch = () => startProcess(plan, { environment, onLine, stopGraceMs })
    const running = launch()
    this.#starting.add(running)
    const ready = await waitUntilReady(running)
    this.#starting.delete(running)
    const options = { launch, waitUntilReady, report: this.#report, meanwhile: plan.meanwhile }
    this.#kept.push(keepRunning(running, options))
    return ready
  }
}
