import { fetchBounded } from './bounded-fetch'
import type { HttpRequest } from './request'
import type { Route } from './route'
import { json } from './route'

/** One thing a service needs; resolves when it is there, throws or gives false when it is not. */
export type ReadinessCheck = () => Promise<boolean>

/** What a process says of the policy it decides by. */
export interface PolicyReport {
  /** 16 hexadecimal digits, like `own`. */
  readonly version: string
  /** Of an agency's own agreement together with the partnership's; null: there is none. */
  readonly own: string | null
  /** When it took them (ISO 8601, UTC). */
  readonly since: string
  /** Why the files as they are now were refused; null when they are in force. */
  readonly problem: string | null
}

/** What a gateway says of the supergraph it answers over. */
export interface SupergraphReport {
  /** 16 hexadecimal digits. */
  readonly id: string
  /** When it took it (ISO 8601, UTC). */
  readonly since: string
  /** True while it can still go back by itself. */
  readonly isOnTrial: boolean
  /** Why what is published now is not in force; null when it is. */
  readonly problem: string | null
}

export interface HealthOptions {
  /** The service's code. */
  readonly service: string
  /** By the name of what is needed: without one of them no answer can be given. */
  readonly checks: Readonly<Record<string, ReadinessCheck>>
  /** By the name of what answers lack while it is away, and are given all the same. */
  readonly told?: Readonly<Record<string, ReadinessCheck>>
  /** How often it was asked what; told to this machine only. */
  readonly readCounts?: () => object
  /** What it decides by now. */
  readonly readPolicy?: () => PolicyReport
  /** What it answers over now. */
  readonly readSupergraph?: () => SupergraphReport
}

/**
 * `/health/live`: the process runs. `/health/ready`: it can answer now, or 503 with the names of what is
 * missing, or with the status `draining` because it is to stop. A hub with a silent agency still answers:
 * `silent` names it for operators, and counts for nothing.
 */
export function healthRoutes(options: HealthOptions): readonly Route[] {
  const { service, checks, told, readCounts, readPolicy, readSupergraph } = options
  const readiness = async ({ isLocal, isServerStopping }: HttpRequest) => {
    if (isServerStopping) return json({ service, status: 'draining', missing: [] }, 503)
    const [missing, silent] = await Promise.all([namesOfMissing(checks), namesOfMissing(told)])
    const isReady = missing.length === 0
    // How often it was asked tells a neighbour whether it holds something.
    const served = readCounts && isLocal ? { served: readCounts() } : {}
    const policy = readPolicy ? { policy: describe(readPolicy(), isLocal) } : {}
    const supergraph = readSupergraph ? { supergraph: describe(readSupergraph(), isLocal) } : {}
    const status = isReady ? 'ready' : 'not ready'
    const body = {
      service,
      status,
      missing,
      ...(told && { silent }),
      ...policy,
      ...supergraph,
      ...served,
    }
    return json(body, isReady ? 200 : 503)
  }
  const live = json({ service, status: 'live' })
  return [route('/health/live', () => Promise.resolve(live)), route('/health/ready', readiness)]
}

/** A refused file does not make it unready: it answers by what was there before. */
function describe({ problem, ...inForce }: PolicyReport | SupergraphReport, isLocal: boolean) {
  if (problem === null) return inForce
  const elsewhere = 'Its files were changed and refused; the log of the service says why.'
  return { ...inForce, problem: isLocal ? problem : elsewhere }
}

/** Gives true when a service says of itself within this time that it is ready. */
export function checkUrl(url: string, timeoutMs = 2000): ReadinessCheck {
  return async () => {
    const { isOk } = await fetchBounded(url, { maxBytes: 65_536, timeoutMs })
    return isOk
  }
}

function route(path: string, answer: Route['answer']): Route {
  return { method: 'GET', path, maxBodyBytes: 0, answer }
}

async function namesOfMissing(
  checks: Readonly<Record<string, ReadinessCheck>> = {},
): Promise<readonly string[]> {
  const results = await Promise.all(Object.values(checks).map(isThere))
  return Object.keys(checks).filter((_, index) => results[index] !== true)
}

async function isThere(check: ReadinessCheck): Promise<boolean> {
  try {
    return await check()
  } catch {
    return false
  }
}
