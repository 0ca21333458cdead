import type { PolicyReport } from '../http/health'
import type { Observing } from './observing'

/** Says aloud, once for each change, that another policy is in force or that one was refused. */
export function observePolicy({
  logger,
  metrics,
}: Pick<Observing, 'logger' | 'metrics'>): (now: PolicyReport, before: PolicyReport) => void {
  let problem: string | null = null
  metrics?.gauge(
    {
      name: 'sightline_policy_refused',
      help: 'Whether the files of the policy were changed and refused: 1 while an older one is in force.',
      labels: {},
    },
    () => [[problem === null ? 0 : 1]],
  )
  return (now, before) => {
    const policyVersion = versionOf(now)
    const isMended = before.problem !== null && now.problem === null
    if (isMended || policyVersion !== versionOf(before))
      logger.warn('policy in force', { policyVersion })
    if (now.problem !== null && now.problem !== before.problem)
      logger.error('policy refused', { policyVersion, policyProblem: now.problem })
    problem = now.problem
  }
}

function versionOf({ own, version }: PolicyReport): string {
  return own ?? version
}
