import { once } from 'node:events'
import { createServer } from 'node:net'

import { blockedPortProblem, isBlockedPort } from '../../common/blocked-ports'
import type { MetricsAddress } from '../../common/observing/settings'
import { metricsPort } from '../../common/observing/settings'
import type { ProcessPlan } from './processes'

type NamedPort = Pick<ProcessPlan, 'name' | 'port'>

/** Where each process serves its metrics; the sign-in has none. */
export function metricsPlans(
  plans: readonly NamedPort[],
  metrics: MetricsAddress,
): readonly NamedPort[] {
  return plans.flatMap(({ name, port }) =>
    port === null || name === 'sign-in'
      ? []
      : [{ name: `the metrics of ${name}`, port: metricsPort(metrics, port) }],
  )
}

/**
 * Checks that every port is free, and one that is called, before anything is started.
 * @throws Error that names the port, who needs it and what to do.
 */
export async function checkPortsAreFree(
  plans: readonly NamedPort[],
  { host, variable }: { readonly host: string; readonly variable: string },
): Promise<void> {
  for (const { name, port } of plans) {
    if (port === null) continue
    const problem = await findPortProblem(port, host)
    if (problem === null) continue
    throw new Error(
      `Port ${port} on ${host}, needed by ${name}, ${problem} set ${variable} to another first port.`,
    )
  }
}

/** What is wrong, up to what to do; null: nothing. */
async function findPortProblem(port: number, host: string): Promise<string | null> {
  if (isBlockedPort(port)) return `${blockedPortProblem}:`
  const server = createServer()
  try {
    server.listen(port, host)
    await once(server, 'listening')
    return null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const cause = code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${code})`
    return `${cause}. Stop what uses it, or`
  } finally {
    server.close()
  }
}
