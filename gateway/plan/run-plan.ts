import type { AnswerObject } from '../answer/answer-shape'
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
      const question = step.pick
        ? this.#aboutEntities(step, targets)
        : this.#aboutAll(step, targets)
      if (question.asked.length === 0) return
      const given = await this.#run.sourceFor(step.fetch.service).fetch(question.request)
      if (!given) return
      if (step.pick) joinEntities(step, question, given)
      else joinRoot(step, targets, given)
    } catch (error) {
      this.errors.push(error instanceof Error ? error : new Error('A source failed'))
    }
  }

  #aboutAll(step: FetchStep, targets: readonly AnswerObject[]): Question<Context> {
    const asked = targets.map((_, index) => index)
    return { asked, targets, request: this.#requestOf(step, this.#variablesOf(step), asked) }
  }

  #aboutEntities(step: FetchStep, targets: readonly AnswerObject[]): Question<Context> {
    const representations: AnswerObject[] = []
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
    variables: AnswerObject,
    asked: readonly number[],
  ): FetchRequest<Context> {
    const placesOf = () => {
      const places = findPlaces(this.data, fetch.path)
      return asked.map((index) => places[index] ?? [])
    }
    return { fetch, variables, context: this.#run.context, placesOf }
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

/** A question to a subgraph and about what it is. */
interface Question<Context> {
  /** The objects at its place. */
  readonly targets: readonly AnswerObject[]
  /** Places among them of those that are asked about. */
  readonly asked: readonly number[]
  readonly request: FetchRequest<Context>
}

function joinRoot(step: FetchStep, targets: readonly AnswerObject[], given: AnswerObject): void {
  step.rewriteOutput?.(given)
  for (const [index, target] of targets.entries())
    mergeInto(target, index === 0 ? given : structuredClone(given))
}

function joinEntities(
  step: FetchStep,
  { asked, targets }: Pick<Question<unknown>, 'asked' | 'targets'>,
  given: AnswerObject,
): void {
  const entities = getOwn(given, '_entities')
  if (!Array.isArray(entities)) return
  for (const [place, index] of asked.entries())
    joinEntity(step, targets[index], entities[place] as unknown)
}

function joinEntity(step: FetchStep, target: AnswerObject | undefined, entity: unknown): void {
  if (!target || !isObject(entity)) return
  // Rewrites depend on the type, which the planner does not ask for when it knows it.
  if (entity['__typename'] === undefined) entity['__typename'] = target['__typename']
  step.rewriteOutput?.(entity)
  mergeInto(target, entity)
}
