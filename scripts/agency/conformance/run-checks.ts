import { boundChecks } from './checks/bound-checks'
import { callChecks } from './checks/call-checks'
import { decisionChecks } from './checks/decision-checks'
import { entityChecks } from './checks/entity-checks'
import { healthChecks } from './checks/health-checks'
import { schemaChecks } from './checks/schema-checks'
import { sealChecks } from './checks/seal-checks'
import type { Check, CheckResult, Subject } from './subject'

/** Everything that can be seen from outside, in the order of the contract. */
export const checks: readonly Check[] = [
  ...[...schemaChecks, ...entityChecks, ...callChecks, ...sealChecks],
  ...[...boundChecks, ...decisionChecks, ...healthChecks],
].toSorted((one, other) => one.point.localeCompare(other.point))

/** Looks at everything, one thing after the other: an agency is not to be flooded. */
export async function runChecks(subject: Subject): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = []
  for (const { point, name, run } of checks)
    results.push({ point, name, problem: await run(subject).catch(describeSilence) })
  return results
}

/** What an agency wrote may be in the error: only where it stopped is told. */
function describeSilence(error: unknown): string {
  const { cause } = error as { readonly cause?: { readonly code?: unknown } }
  const code =
    typeof cause?.code === 'string' && /^[A-Z_]{1,40}$/.test(cause.code) ? ` (${cause.code})` : ''
  const name = error instanceof Error && error.name === 'TimeoutError' ? ' within ten seconds' : ''
  return `there was no answer that can be read${name}${code}`
}
