import type { JsonObject } from '../../common/json'
import { getOwn, isObject } from '../../common/json'
import type { FetchStep, Step } from './compile-plan'
import { mergeInto } from './merge'
import type { FetchRequest, FetchSource } from './planned-fetch'
import { findPaths, findTargets } from './targets'

/** One run of a plan for one request. */
export interface PlanRun<Context> {
  readonly sourceFor: (service: string) => FetchSource<Context>
  /** As sent by the caller. */
  readonly variables: JsonObject
  readonly context: Context
}

export interface PlanResult {
  /** Everything the subgraphs gave, under fetched names, with what the planner added. */
  readonly data: JsonObject
  /** Thrown by sources: faults of the hub itself. */
  readonly errors: readonly Error[]
}

/**
 * Asks every subgraph of a plan in its order and joins what they give. One that throws leaves its part
 * empty; the others go on.
 */
export async function runPlan<Context>(step: Step, run: PlanRun<Context>): Promise<PlanResult> {
  const runner = new PlanRunner(run)
  await runner.run(step)
  return runner
}

class PlanRunner<Context> implements PlanResult {
  readonly data: JsonObject = {}
  readonly errors: Error[] = []
  readonly #run: PlanRun<Context>

  constructor(run: PlanRun<Context>) {
    this.#run = run
  }

  run(step: Step): Promise<void> {
    if (step.kind === 'Fetch') return this.#fetch(step)
    return step.kind === 'Parallel' ? this.#runAll(step.steps) : this.#runEach(step.steps)
  }

  async #runAll(steps: readonly Step[]): Promise<void> {
    await Promise.all(steps.map((step) => this.run(step)))
  }

  async #runEach(steps: readonly Step[]): Promise<void> {
    for (const step of steps) await this.run(step)
  }

  async #fetch(step: FetchStep): Promise<void> {
    try {
      const targets = findTargets(this.data, step.fetch.path)
      const pending = step.pick ? this.#aboutEntities(step, targets) : this.#aboutAll(step, targets)
      if (pending.asked.length === 0) return
      const given = await this.#run.sourceFor(step.fetch.service).fetch(pending.request)
      if (!given) return
      if (step.pick) joinEntities(step, pending, given)
      else joinRoot(step, targets, given)
    } catch (error) {
      this.errors.push(error instanceof Error ? error : new Error('A source failed'))
    }
  }

  #aboutAll(step: FetchStep, targets: readonly JsonObject[]): PendingFetch<Context> {
    const asked = targets.map((_, index) => index)
    return { asked, targets, request: this.#requestOf(step, this.#variablesOf(step), asked) }
  }

  #aboutEntities(step: FetchStep, targets: readonly JsonObject[]): PendingFetch<Context> {
    const representations: JsonObject[] = []
    const asked: number[] = []
    for (const [index, target] of targets.entries()) {
      const representation = step.pick?.(target)
      if (!representation || typeof representation['__typename'] !== 'string') continue
      step.rewriteInput?.(representation)
      representations.push(representation)
      asked.push(index)
    }
    const variables = { ...this.#variablesOf(step), representations }
    return { asked, targets, request: this.#requestOf(step, variables, asked) }
  }

  #requestOf(
    { fetch }: FetchStep,
    variables: JsonObject,
    asked: readonly number[],
  ): FetchRequest<Context> {
    const pathsOf = () => {
      const paths = findPaths(this.data, fetch.path)
      return asked.map((index) => paths[index] ?? [])
    }
    return { fetch, variables, context: this.#run.context, pathsOf }
  }

  #variablesOf({ variables: names }: FetchStep): JsonObject {
    const { variables } = this.#run
    const used: JsonObject = {}
    for (const name of names) {
      const value = getOwn(variables, name)
      if (value !== undefined) used[name] = value
    }
    return used
  }
}

/** A fetch from a subgraph, and the objects that its response is merged into. */
interface PendingFetch<Context> {
  /** The objects at its path. */
  readonly targets: readonly JsonObject[]
  /** Indexes among them of those that are asked about. */
  readonly asked: readonly number[]
  readonly request: FetchRequest<Context>
}

function joinRoot(step: FetchStep, targets: readonly JsonObject[], given: JsonObject): void {
  step.rewriteOutput?.(given)
  for (const [index, target] of targets.entries())
    mergeInto(target, index === 0 ? given : structuredClone(given))
}

function joinEntities(
  step: FetchStep,
  { asked, targets }: Pick<PendingFetch<unknown>, 'asked' | 'targets'>,
  given: JsonObject,
): void {
  const entities = getOwn(given, '_entities')
  if (!Array.isArray(entities)) return
  for (const [position, index] of asked.entries())
    joinEntity(step, targets[index], entities[position] as unknown)
}

function joinEntity(step: FetchStep, target: JsonObject | undefined, entity: unknown): void {
  if (!target || !isObject(entity)) return
  // Rewrites depend on the type, which the planner does not ask for when it knows it.
  const typeName = entity['__typename']
  if (typeName === undefined || step.isAbstract(typeName))
    entity['__typename'] = target['__typename']
  step.rewriteOutput?.(entity)
  mergeInto(target, entity)
}
