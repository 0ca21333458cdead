import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'

import type { Agency } from '../../common/register'
import { readRegister } from '../../common/register'
import { listServices } from '../../common/services'
import type { RunningProcess } from '../../embedded/start/children'
import { startProcess } from '../../embedded/start/children'
import { planProcesses, planStore } from '../../embedded/start/processes'
import { stopAll, waitForLine, waitUntilReady } from '../../embedded/start/supervisor'
import type { MadeUpPerson } from './made-up-people'
import { madeUpRecords } from './made-up-records'

const host = '127.0.0.1'
const timeoutMs = 60_000

/** A hub on this machine without its gateway, so that several gateways can be put in front of it. */
export interface Agencies {
  /** What a gateway in front of it needs in its environment. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Makes agencies hang, or go on, by their codes. */
  readonly signal: (codes: readonly string[], signal: 'SIGSTOP' | 'SIGCONT') => void
  readonly stop: () => Promise<void>
}

/** Starts store, sign-in, person index and agencies with what they hold about these people. */
export async function startAgencies(
  dataFolder: string,
  port: number,
  people: readonly MadeUpPerson[],
): Promise<Agencies> {
  const register = readRegister()
  const base = {
    ...process.env,
    SIGHTLINE_DATA: dataFolder,
    SIGHTLINE_PORT: String(port),
    SIGHTLINE_HOST: host,
  }
  const onLine = () => undefined
  const store = startProcess(planStore(dataFolder), { environment: base, onLine })
  const mongodbUri = await waitForLine(store, /mongodb:\/\/\S+/, timeoutMs)
  const environment = { ...base, MONGODB_URI: mongodbUri }
  const [, ...plans] = planProcesses(port, listServices(register))
  const running: RunningProcess[] = plans.map((plan) => startProcess(plan, { environment, onLine }))
  const stop = () => stopAll([running, [store]])
  try {
    await Promise.all(running.map((one) => waitUntilReady(one, { host, timeoutMs })))
    for (const agency of register) {
      const records = madeUpRecords(agency, people, register.length)
      await importRecords(agency, records, { dataFolder, environment })
    }
  } catch (error) {
    await stop()
    throw error
  }
  const signal: Agencies['signal'] = (codes, sent) => {
    for (const { plan, pid } of running)
      if (pid !== undefined && plan.args.some((one) => codes.includes(one))) process.kill(pid, sent)
  }
  return { environment, signal, stop }
}

async function importRecords(
  agency: Agency,
  records: string,
  { dataFolder, environment }: { dataFolder: string; environment: Agencies['environment'] },
): Promise<void> {
  const file = path.join(dataFolder, `${agency.code}.ndjson`)
  writeFileSync(file, records)
  const plan = {
    name: `import of ${agency.code}`,
    program: 'scripts/import',
    args: [agency.code, file],
    port: null,
    meanwhile: '',
  }
  const running = startProcess(plan, { environment, onLine: () => undefined })
  const end = await running.ended
  if (end !== 'exit status 0') throw new Error(`${plan.name}: ${running.lastLines.join(' ')}`)
}

/** A gateway process whose id is known, so that its CPU time can be read. */
export interface GatewayProcess {
  readonly pid: number
  readonly stop: () => Promise<void>
}

/** Starts a program and waits until it says that it listens, or is ready. */
export async function startGatewayProcess(
  program: string,
  args: readonly string[],
  environment: Agencies['environment'],
): Promise<GatewayProcess> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await waitUntilListening(child, program)
  const stop = async () => {
    if (child.exitCode !== null) return
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    await exit
  }
  return { pid: child.pid ?? 0, stop }
}

async function waitUntilListening(child: ChildProcess, program: string): Promise<void> {
  if (!child.stdout) throw new Error(`${program} has no output`)
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (/listens|Sightline is ready/.test(line)) {
      child.stdout.resume()
      return
    }
    said.push(line)
  }
  throw new Error(`${program} ended before it listened: ${said.slice(-8).join(' ')}`)
}
