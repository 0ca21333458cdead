import type { AnswerObject } from '../answer-shape'
import type { FetchStep, Step } from './compile-plan'
import { getOwn, isObject, mergeInto } from './merge'
import type { FetchRequest, FetchSource } from './planned-fetch'
import { findPlaces, findTargets } from './targets'

/** One run of a plan for one request. */
export interface PlanRun<Context> {
  readonly sourceFor: (service: string) => FetchSource<Context>
  /** As sent by the caller. */
  readonly variables: AnswerObject
  readonly context: Context
}

export interface PlanResult {
  /** Everything the subgraphs gave, under fetched names, with what the planner added. */
  readonly data: AnswerObject
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
  readonly data: AnswerObject = {}
  readonly errors: Error[] = []
  readonly #run: PlanRun<Context>

  constructor(run: PlanRun<Context>) {
    this.#run = run
  }

  async run(step: Step): Promise<void> {
    if (step.kind === 'Fetch') await this.#fetch(step)
    else if (step.kind === 'Parallel') await Promise.all(step.steps.map((one) => this.run(one)))
    else for (const one of step.steps) await this.run(one)
  }

  async #fetch(step: FetchStep): Promise<void> {
    try {
      const targets = findTargets(this.data, step.fetch.path)
      if (targets.length === 0) return
      if (step.pick) await this.#fetchEntities(step, targets)
      else await this.#fetchRoot(step, targets)
    } catch (error) {
      this.errors.push(error instanceof Error ? error : new Error('A source failed'))
    }
  }

  async #fetchRoot(step: FetchStep, targets: readonly AnswerObject[]): Promise<void> {
    const everyTarget = targets.map((_, index) => index)
    const given = await this.#ask(step, this.#variablesOf(step), everyTarget)
    if (!given) return
    step.rewriteOutput?.(given)
    for (const [index, target] of targets.entries())
      mergeInto(target, index === 0 ? given : structuredClone(given))
  }

  async #fetchEntities(step: FetchStep, targets: readonly AnswerObject[]): Promise<void> {
    const representations: AnswerObject[] = []
    const asked: number[] = []
    for (const [index, target] of targets.entries()) {
      const representation = step.pick?.(target)
      if (!representation || typeof representation['__typename'] !== 'string') continue
      step.rewriteInput?.(representation)
      representations.push(representation)
      asked.push(index)
    }
    if (asked.length === 0) return
    const variables = { ...this.#variablesOf(step), representations }
    const given = await this.#ask(step, variables, asked)
    const entities = given ? getOwn(given, '_entities') : undefined
    if (!Array.isArray(entities)) return
    for (const [place, index] of asked.entries())
      joinEntity(step, targets[index], entities[place] as unknown)
  }

  #ask(
    { fetch }: FetchStep,
    variables: AnswerObject,
    asked: readonly number[],
  ): Promise<AnswerObject | null> {
    const { context, sourceFor } = this.#run
    const placesOf = () => {
      const places = findPlaces(this.data, fetch.path)
      return asked.map((index) => places[index] ?? [])
    }
    const request: FetchRequest<Context> = { fetch, variables, context, placesOf }
    return sourceFor(fetch.service).fetch(request)
  }

  #variablesOf({ variables: names }: FetchStep): AnswerObject {
    const { variables } = this.#run
    const used: AnswerObject = {}
    for (const name of names) {
      const value = getOwn(variables, name)
      if (value !== undefined) used[name] = value
    }
    return used
  }
}

function joinEntity(step: FetchStep, target: AnswerObject | undefined, entity: unknown): void {
  if (!target || !isObject(entity)) return
  // Rewrites depend on the type, which the planner does not ask for when it knows it.
  if (entity['__typename'] === undefined) entity['__typename'] = target['__typename']
  step.rewriteOutput?.(entity)
  mergeInto(target, entity)
}
