import { once } from 'node:events'
import { createServer } from 'node:net'

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
 * Checks that every port is free before anything is started.
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
    const cause = problem === 'EADDRINUSE' ? 'is in use' : `cannot be used (${problem})`
    throw new Error(
      `Port ${port} on ${host}, needed by ${name}, ${cause}. Stop what uses it, or set ${variable} to another first port.`,
    )
  }
}

async function findPortProblem(port: number, host: string): Promise<string | null> {
  const server = createServer()
  try {
    server.listen(port, host)
    await once(server, 'listening')
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  } finally {
    server.close()
  }
}
