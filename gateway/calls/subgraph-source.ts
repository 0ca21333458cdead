import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { referencesIn } from '../../common/references'
import { isRelation } from '../../policies/review'
import type { AnswerShape } from '../answer/answer-shape'
import type { Fault, PlacedFault } from '../answer/request-record'
import { ShapeError } from '../answer/value-readers'
import type { FetchRequest, FetchSource, PlannedFetch } from '../plan/planned-fetch'
import { bodyOf } from '../plan/planned-fetch'
import type { ExecutionContext } from './execution-context'
import type { AskedEntity } from './representations'
import { groupRepresentations } from './representations'
import type { SubgraphCall } from './subgraph-client'
import type { SubgraphError, SubgraphWords } from './subgraph-fault'
import { faultOf, isRefusal, readErrors, SubgraphFailure, unavailable } from './subgraph-fault'

const personIndex = 'person-index'

export interface SubgraphSourceOptions {
  /** Name in the supergraph: the agency's code. */
  readonly service: string
  readonly words: SubgraphWords
  /** @throws SubgraphFailure */
  readonly post: (call: SubgraphCall) => Promise<unknown>
  readonly shapeOf: (fetch: PlannedFetch) => AnswerShape
  /** The field whose emptiness means that nothing is linked; null: the subgraph is always asked. */
  readonly referencesField: string | null
}

interface Fetch {
  readonly context: ExecutionContext
  readonly planned: PlannedFetch
  readonly variables: JsonObject
  readonly shape: AnswerShape
}

/** Where in a subgraph's part of the answer something is missing. */
type FaultPath = Pick<PlacedFault, 'entityId' | 'path'>

interface Answer {
  readonly data: JsonObject
  /** Each with the path the subgraph gave it. */
  readonly errors: readonly (SubgraphError & { path: readonly (string | number)[] })[]
}

/**
 * Asks one subgraph on behalf of a plan. What went wrong is written to the request's record, in the
 * hub's words and with its path, and the subgraph's part of the answer stays empty.
 */
export class SubgraphSource implements FetchSource<ExecutionContext> {
  readonly #options: SubgraphSourceOptions

  constructor(options: SubgraphSourceOptions) {
    this.#options = options
  }

  fetch(request: FetchRequest<ExecutionContext>): Promise<JsonObject> {
    const { fetch: planned, context, variables } = request
    const fetch = { context, planned, variables, shape: this.#options.shapeOf(planned) }
    const representations = variables['representations']
    return Array.isArray(representations)
      ? this.#fetchEntities(fetch, representations)
      : this.#fetchRoot(fetch)
  }

  async #fetchRoot(fetch: Fetch): Promise<JsonObject> {
    const names = fetch.shape.responseNames
    try {
      const answer = await this.#ask(fetch, fetch.variables)
      const data = fetch.shape.readRoot(answer.data)
      for (const error of answer.errors)
        this.#addFaults(fetch, [{ entityId: null, path: error.path }], this.#faultOf(error))
      return data ?? {}
    } catch (error) {
      const everywhere = names.map((name) => ({ entityId: null, path: [name] }))
      this.#addFaults(fetch, everywhere, this.#faultOfFailure(error))
      return Object.fromEntries(names.map((name) => [name, null]))
    }
  }

  async #fetchEntities(fetch: Fetch, representations: readonly unknown[]): Promise<JsonObject> {
    const { referencesField, service } = this.#options
    const { asked, slots } = groupRepresentations(representations, referencesField)
    if (slots.includes(null)) fetch.context.record.skipped.add(service)
    const nothing = () => ({ _entities: slots.map(() => ({})) })
    if (asked.length === 0) return nothing()
    this.#noteReferences(fetch, asked)
    try {
      const values = asked.map(({ representation }) => representation)
      const answer = await this.#ask(fetch, { ...fetch.variables, representations: values })
      const entities = readEntities(answer.data, asked.length)
      // Read once per slot, so that two slots never share an object that is added to.
      const data = slots.map((slot) => readEntity(fetch.shape, slot, entities))
      for (const error of answer.errors)
        this.#addFaults(fetch, pathsOf(fetch, asked, error.path), this.#faultOf(error))
      this.#addUnexplained(fetch, asked, { entities, errors: answer.errors })
      return { _entities: data }
    } catch (error) {
      const everywhere = asked.flatMap((entity) => wholeEntity(fetch, entity))
      this.#addFaults(fetch, everywhere, this.#faultOfFailure(error))
      return nothing()
    }
  }

  #noteReferences({ context: { record } }: Fetch, asked: readonly AskedEntity[]): void {
    const { service } = this.#options
    const known = record.references.get(service) ?? new Set()
    record.references.set(service, known)
    for (const { id, representation } of asked) {
      // Whom an agency was asked about is logged even when nothing of them is in the answer.
      record.subjects.add(id)
      for (const reference of referencesIn(representation)) known.add(reference)
    }
  }

  /**
   * Records are linked, and the agency says without a reason that there is nobody: no answer at all.
   * One that may hold sealed records says so of everybody it does not know, and the index of anybody.
   */
  #addUnexplained(
    fetch: Fetch,
    asked: readonly AskedEntity[],
    { entities, errors }: Pick<Answer, 'errors'> & { readonly entities: readonly unknown[] },
  ): void {
    const { referencesField, words } = this.#options
    if (referencesField === null || !entities.includes(null)) return
    const explained = new Set(errors.map(({ path }) => path[1]))
    const paths = asked
      .filter((_, index) => entities[index] === null && !explained.has(index))
      .flatMap((entity) => wholeEntity(fetch, entity))
    this.#addFaults(fetch, paths, unavailable(words, 'BAD_ANSWER'))
  }

  /** Gives an answer that has data, and errors only where they have a path. */
  async #ask(fetch: Fetch, variables: JsonObject): Promise<Answer> {
    const body = bodyOf(fetch.planned, variables)
    const answer = await this.#share(fetch.context, body)
    const { record } = fetch.context
    const { data, errors: sent, extensions } = isObject(answer) ? answer : {}
    noteRelations(record, this.#options.service, extensions)
    if (isObject(data) && sent === undefined) return { data, errors: [] }
    const errors = readErrors(sent)
    const placed = errors.flatMap(({ path, ...error }) => (path ? [{ ...error, path }] : []))
    if (isObject(data) && placed.length === errors.length) return { data, errors: placed }
    const aboutInput = errors.find(({ code }) => code === 'BAD_USER_INPUT')
    if (aboutInput) throw new InputFailure(aboutInput)
    throw new SubgraphFailure(errors.some(isRefusal) ? 'REFUSED' : 'BAD_ANSWER')
  }

  #share({ record, signCall, signal = null }: ExecutionContext, body: string): Promise<unknown> {
    const { service, post } = this.#options
    // A plan has a few calls: going through them is cheaper than a key of a body's length.
    const known = record.inFlight.find((call) => call.service === service && call.body === body)
    if (known) return known.answer
    const headers = signCall(service, body)
    const answer = recordCall(service, record, () => post({ body, headers, signal }))
    record.inFlight.push({ service, body, answer })
    return answer
  }

  #faultOf(error: SubgraphError): Fault {
    return faultOf(error, this.#options.words)
  }

  #faultOfFailure(error: unknown): Fault {
    const { words } = this.#options
    if (error instanceof InputFailure) return this.#faultOf(error.subgraphError)
    if (error instanceof SubgraphFailure) return unavailable(words, error.reason)
    if (error instanceof ShapeError) return unavailable(words, 'BAD_ANSWER')
    throw error
  }

  #addFaults({ context, planned }: Fetch, paths: readonly FaultPath[], fault: Fault): void {
    const { service } = this.#options
    const { path: fetchPath } = planned
    for (const path of paths) context.record.faults.push({ ...path, service, fetchPath, fault })
  }
}

/** The subgraph says that a value of the caller's is not valid, and gives no data. */
class InputFailure extends Error {
  readonly subgraphError: SubgraphError

  constructor(subgraphError: SubgraphError) {
    super('BAD_USER_INPUT')
    this.subgraphError = subgraphError
  }
}

/** Only the index knows staff as people; nobody else is listened to about them. */
function noteRelations(
  { relations, subjects }: ExecutionContext['record'],
  service: string,
  extensions: unknown,
): void {
  const { relations: said } = isObject(extensions) ? extensions : {}
  if (service !== personIndex || !isObject(said)) return
  for (const [person, related] of Object.entries(said)) {
    subjects.add(person)
    for (const relation of Array.isArray(related) ? related : [])
      if (isRelation(relation)) relations.add(relation)
  }
}

async function recordCall<T>(
  service: string,
  record: ExecutionContext['record'],
  call: () => Promise<T>,
): Promise<T> {
  const startedMs = performance.now()
  try {
    return await call()
  } finally {
    record.calls.push({ service, tookMs: performance.now() - startedMs })
  }
}

function readEntities(data: JsonObject, count: number): readonly unknown[] {
  const entities: unknown = data['_entities']
  if (!Array.isArray(entities) || entities.length !== count)
    throw new ShapeError(['_entities'], `expected a list of ${count}`)
  return entities
}

function readEntity(
  shape: AnswerShape,
  slot: number | null,
  entities: readonly unknown[],
): JsonObject {
  return (slot === null ? null : shape.readEntity?.(entities[slot])) ?? {}
}

/** The paths a subgraph means by `["_entities", 3, "field", ...]`. */
function pathsOf(
  fetch: Fetch,
  asked: readonly AskedEntity[],
  path: readonly (string | number)[],
): readonly FaultPath[] {
  const [, index, ...inside] = path
  const entity = typeof index === 'number' ? asked[index] : undefined
  if (!entity) throw new ShapeError(['errors'], 'a path leads to no entity')
  return inside.length > 0 ? [{ entityId: entity.id, path: inside }] : wholeEntity(fetch, entity)
}

function wholeEntity({ shape }: Fetch, { id }: AskedEntity): readonly FaultPath[] {
  return shape.responseNames.map((name) => ({ entityId: id, path: [name] }))
}
