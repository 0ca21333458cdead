import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { requestIdHeader } from '../../common/http/request-id'
import { referencesIn } from '../../common/references'
import type { AnswerShape } from '../answer/answer-shape'
import type { CalledResponse, Fault, PlacedFault, SharedCall } from '../answer/request-record'
import { ShapeError } from '../answer/value-readers'
import type { FetchRequest, FetchSource, PlannedFetch } from '../plan/planned-fetch'
import { bodyOf } from '../plan/planned-fetch'
import type { AnsweredFor, BodyStarts } from './answered-for'
import { checkAnsweredFor, createBodyStarts } from './answered-for'
import type { CallObserver, FailedCall, OperationKind } from './call-observer'
import { noObserver } from './call-observer'
import type { ExecutionContext } from './execution-context'
import { noteExtensions } from './index-extensions'
import type { InputKnowledge } from './input-states'
import { inputStatesName, inputStatesOf } from './input-states'
import { observeCall } from './observe-call'
import type { AskedEntity } from './representations'
import { groupRepresentations, isPerson } from './representations'
import type { SubgraphCall } from './subgraph-client'
import type { SubgraphError, SubgraphWords } from './subgraph-fault'
import { faultOf, isRefusal, readErrors, SubgraphFailure, unavailable } from './subgraph-fault'

export interface SubgraphSourceOptions {
  /** Name in the supergraph: the agency's code. */
  readonly service: string
  readonly words: SubgraphWords
  /** @throws SubgraphFailure */
  readonly post: (call: SubgraphCall) => Promise<CalledResponse>
  readonly shapeOf: (fetch: PlannedFetch) => AnswerShape
  /** Default: nobody is told how the calls go. */
  readonly observer?: CallObserver
  readonly answeredFor: AnsweredFor
  /** As in `InputKnowledge`. */
  readonly agencyFields: InputKnowledge['agencyFields']
  /** The field whose emptiness means that nothing is linked; null: the subgraph is always asked. */
  readonly referencesField: string | null
  /** Whether a question may wait shorter for it than the hub does. */
  readonly mayBeLate: boolean
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
  /** Of the call that brought it. */
  readonly id: string
  readonly data: JsonObject
  /** Each with the path the subgraph gave it. */
  readonly errors: readonly (SubgraphError & { path: readonly (string | number)[] })[]
  readonly settle: CalledResponse['settle']
}

/**
 * Asks one subgraph on behalf of a plan. What went wrong is written to the request's record, in the
 * hub's words and with its path, and the subgraph's part of the answer stays empty.
 */
export class SubgraphSource implements FetchSource<ExecutionContext> {
  readonly #options: SubgraphSourceOptions
  readonly #entityBodyStart: BodyStarts

  constructor(options: SubgraphSourceOptions) {
    this.#options = options
    this.#entityBodyStart = createBodyStarts(options.answeredFor)
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
      const { planned, variables } = fetch
      const answer = await this.#ask(fetch, bodyOf(planned.bodyStart, variables))
      const data = settling(answer, () => fetch.shape.readRoot(answer.data))
      for (const error of answer.errors)
        this.#addFaults(fetch, [{ entityId: null, path: error.path }], this.#faultOf(error))
      this.#settleLater(fetch, answer)
      return data ?? {}
    } catch (error) {
      const everywhere = names.map((name) => ({ entityId: null, path: [name] }))
      this.#addFaults(fetch, everywhere, this.#faultOfFailure(fetch, error))
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
      const { agencyFields } = this.#options
      const values = asked.map(({ representation }) =>
        withInputs(fetch, representation, agencyFields),
      )
      const variables = { ...fetch.variables, representations: values }
      const body = bodyOf(this.#entityBodyStart(fetch.planned), variables)
      const answer = await this.#ask(fetch, body)
      const entities = settling(answer, () => this.#readEntities(answer, asked))
      // Read anew for each slot: two that shared an object would get each other's later fetches.
      const data = settling(answer, () => readSlots(fetch.shape, slots, entities))
      for (const error of answer.errors)
        this.#addFaults(fetch, pathsOf(fetch, asked, error.path), this.#faultOf(error))
      this.#settleLater(fetch, answer)
      return { _entities: data }
    } catch (error) {
      const everywhere = asked.flatMap((entity) => wholeEntity(fetch, entity))
      this.#addFaults(fetch, everywhere, this.#faultOfFailure(fetch, error))
      return nothing()
    }
  }

  /** Whether lists are as long as they may be is known once the caller's answer is made of them. */
  #settleLater({ context: { record } }: Fetch, { settle }: Answer): void {
    if (settle) record.unsettled.push({ service: this.#options.service, settle })
  }

  #noteReferences({ context: { record } }: Fetch, asked: readonly AskedEntity[]): void {
    const { service } = this.#options
    const known = record.references.get(service) ?? new Set()
    record.references.set(service, known)
    for (const { id, representation } of asked) {
      // Whom an agency was asked about is logged even when nothing of them is in the answer.
      if (isPerson(representation)) record.subjects.add(id)
      for (const reference of referencesIn(representation)) known.add(reference)
    }
  }

  /** @throws ShapeError when they are not of the people who were asked about */
  #readEntities({ id, data, errors }: Answer, asked: readonly AskedEntity[]): readonly unknown[] {
    const entities = readEntities(data, asked.length)
    checkAnsweredFor(this.#options.answeredFor, entities, { id, asked, errors })
    return entities
  }

  /** Gives an answer that has data, and errors only where they have a path. */
  async #ask(fetch: Fetch, body: string): Promise<Answer> {
    const { id, response } = this.#share(fetch, body)
    const { content, settle } = await response
    const { record } = fetch.context
    const { data, errors: sent, extensions } = isObject(content) ? content : {}
    noteExtensions(record, this.#options.service, extensions)
    if (isObject(data) && sent === undefined) return { id, data, errors: [], settle }
    const errors = readErrors(sent)
    const placed = errors.flatMap(({ path, ...error }) => (path ? [{ ...error, path }] : []))
    if (isObject(data) && placed.length === errors.length)
      return { id, data, errors: placed, settle }
    settle?.(false)
    const aboutInput = errors.find(({ code }) => code === 'BAD_USER_INPUT')
    if (aboutInput) throw new InputFailure(aboutInput)
    throw new SubgraphFailure(errors.some(isRefusal) ? 'REFUSED' : 'BAD_ANSWER')
  }

  #share({ context, planned }: Fetch, body: string): SharedCall {
    const { service, post, mayBeLate, observer = noObserver } = this.#options
    const { record, request, signCall, signal = null } = context
    // A plan has a few calls: going through them is cheaper than a key of a body's length.
    const known = record.inFlight.find((call) => call.service === service && call.body === body)
    if (known) return known
    const { id, headers: signed } = signCall(service, body)
    const headers = { ...signed, [requestIdHeader]: request.requestId }
    const about = { service, kind: kindOf(planned), request, record, observer }
    const waitMs = mayBeLate ? (request.agencyWaitMs ?? null) : null
    const response = observeCall(about, (traceparent) =>
      post({ body, headers, signal, traceparent, waitMs }),
    )
    const call = { service, body, id, response }
    record.inFlight.push(call)
    return call
  }

  #faultOf(error: SubgraphError): Fault {
    return faultOf(error, this.#options.words)
  }

  /** @throws what is a fault of the hub itself */
  #faultOfFailure({ context, planned }: Fetch, error: unknown): Fault {
    const reason = failureReason(error)
    if (reason === null) throw error
    const { service, words, observer = noObserver } = this.#options
    const { requestId } = context.request
    observer.onFailure({ requestId, service, kind: kindOf(planned), reason, error })
    if (error instanceof InputFailure) return this.#faultOf(error.subgraphError)
    if (error instanceof SubgraphFailure) return unavailable(words, error.reason)
    return unavailable(words, 'BAD_ANSWER')
  }

  #addFaults({ context, planned }: Fetch, paths: readonly FaultPath[], fault: Fault): void {
    const { service } = this.#options
    const { path: fetchPath } = planned
    for (const path of paths) context.record.faults.push({ ...path, service, fetchPath, fault })
  }
}

/** Tells the client whether a large response was of use. */
function settling<T>({ settle }: Answer, read: () => T): T {
  let isUsable = false
  try {
    const value = read()
    isUsable = true
    return value
  } finally {
    if (!isUsable) settle?.(false)
  }
}

/** With what the subgraph must know of the data it is given to compute with. */
function withInputs(
  { planned: { inputs }, context }: Fetch,
  representation: unknown,
  agencyFields: InputKnowledge['agencyFields'],
): unknown {
  if (!inputs || !isObject(representation)) return representation
  const { record } = context
  const { faults, disputed, possible } = record
  const known = { faults, disputed, possible, agencyFields }
  const { states, people } = inputStatesOf(representation, inputs, known)
  // Whoever something is computed over is a subject too, also when no agency was asked about them.
  for (const id of people) record.subjects.add(id)
  for (const { state, path } of states)
    if (state === 'CUT_OFF') for (const name of path) record.cutOff.add(name)
  return { ...representation, [inputStatesName]: states }
}

/** The subgraph says that a value of the caller's is not valid, and gives no data. */
class InputFailure extends Error {
  readonly subgraphError: SubgraphError

  constructor(subgraphError: SubgraphError) {
    super('BAD_USER_INPUT')
    this.subgraphError = subgraphError
  }
}

/** Null for what is no failure of the subgraph. */
function failureReason(error: unknown): FailedCall['reason'] | null {
  if (error instanceof InputFailure) return 'BAD_USER_INPUT'
  if (error instanceof SubgraphFailure) return error.reason
  return error instanceof ShapeError ? 'BAD_ANSWER' : null
}

/** The planner writes a query's keyword only when there are variables, a mutation's always. */
function kindOf({ query }: PlannedFetch): OperationKind {
  return query.startsWith('mutation') ? 'mutation' : 'query'
}

function readEntities(data: JsonObject, count: number): readonly unknown[] {
  const entities: unknown = data['_entities']
  if (!Array.isArray(entities) || entities.length !== count)
    throw new ShapeError(['_entities'], `expected a list of ${count}`)
  return entities
}

function readSlots(
  shape: AnswerShape,
  slots: readonly (number | null)[],
  entities: readonly unknown[],
): readonly JsonObject[] {
  return slots.map((slot) => readEntity(shape, slot, entities))
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
