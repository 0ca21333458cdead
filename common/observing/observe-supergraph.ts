import type { SupergraphReport } from '../http/health'
import type { Observing } from './observing'

/** Says aloud, once for each change, that another supergraph is in force or that one was refused. */
export function observeSupergraph({
  logger,
  metrics,
}: Pick<Observing, 'logger' | 'metrics'>): (
  now: SupergraphReport,
  before: SupergraphReport,
) => void {
  let problem: string | null = null
  metrics?.gauge(
    {
      name: 'sightline_supergraph_refused',
      help: 'Whether what agencies have published was refused: 1 while an older supergraph is in force.',
      labels: {},
    },
    () => [[problem === null ? 0 : 1]],
  )
  return (now, before) => {
    const supergraph = now.id
    if (now.id !== before.id) logger.warn('supergraph in force', { supergraph })
    if (now.problem !== null && now.problem !== before.problem)
      logger.error('supergraph refused', { supergraph, supergraphProblem: now.problem })
    problem = now.problem
  }
}
