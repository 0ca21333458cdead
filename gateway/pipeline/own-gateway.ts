import { ApolloGateway } from '@apollo/gateway'

import { BoundedCache } from '../../common/bounded-cache'
import type { Trace } from '../../common/observing/trace'
import type { PrunedOperation } from '../authorization/pruned-operation'
import type { SourceFinder } from '../calls/sources'
import type { Step } from '../plan/compile-plan'
import { OperationPlanner } from '../plan/planner'
import { runPlan } from '../plan/run-plan'
import type { OperationFetcher, PlannedGateway } from './operation-fetcher'

/** How many plans are kept; one is some tens of kilobytes. */
const maxPlans = 1000

/** What belongs to one loaded supergraph. */
interface Loaded {
  readonly planner: OperationPlanner
  readonly plans: BoundedCache<Step | null>
}

/** @apollo/gateway loads and validates the supergraph; its plans are executed by our own executor. */
export class OwnGateway implements PlannedGateway {
  readonly #library: ApolloGateway
  readonly #sourceFor: SourceFinder
  #loaded: Loaded | null = null

  constructor(supergraphSdl: string, sourceFor: SourceFinder) {
    this.#library = new ApolloGateway({ supergraphSdl, buildService: () => unused })
    this.#sourceFor = sourceFor
    this.#library.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => {
      const planner = new OperationPlanner(coreSupergraphSdl)
      this.#loaded = { planner, plans: new BoundedCache(maxPlans) }
    })
  }

  onSchemaLoadOrUpdate(callback: Parameters<ApolloGateway['onSchemaLoadOrUpdate']>[0]) {
    return this.#library.onSchemaLoadOrUpdate(callback)
  }

  load(options: Parameters<ApolloGateway['load']>[0]) {
    return this.#library.load(options)
  }

  async stop(): Promise<void> {
    await this.#library.stop()
  }

  readonly fetch: OperationFetcher = async (pruned, { context, variables }) => {
    try {
      const { trace = null } = context.request
      const plan = trace === null ? this.#planOf(pruned) : this.#planInSpan(pruned, trace)
      context.record.hasEmptyPlan = plan === null
      if (!plan) return { data: {}, incomplete: [], errors: [] }
      const run = { sourceFor: this.#sourceFor, variables, context }
      const { data, errors } = await runPlan(plan, run)
      return { data, incomplete: [], errors }
    } catch (error) {
      const thrown = error instanceof Error ? error : new Error('The planner failed')
      return { data: null, incomplete: [], errors: [thrown] }
    }
  }

  fetcherFor(): OperationFetcher {
    return this.fetch
  }

  #planInSpan(pruned: PrunedOperation, trace: Trace): Step | null {
    const span = trace.startSpan('plan', 'internal')
    try {
      return this.#planOf(pruned)
    } finally {
      span?.end()
    }
  }

  #planOf({ queryHash, document, guard }: PrunedOperation): Step | null {
    if (!this.#loaded) throw new Error('The gateway has no schema yet')
    const { planner, plans } = this.#loaded
    return plans.get(queryHash + guard.key, () => planner.plan(document, guard))
  }
}

/** @apollo/gateway asks for a source of each subgraph, and never uses it here. */
const unused = {
  process: () => Promise.reject(new Error('@apollo/gateway executes nothing')),
}
