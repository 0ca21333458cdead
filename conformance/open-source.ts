import type { CallerSignal } from '../common/http/client-abort'
import type { JsonObject } from '../common/json'
import { isObject } from '../common/json'
import type { CalledResponse } from '../gateway/answer/request-record'
import { groupRepresentations } from '../gateway/calls/representations'
import type { ResponsePath, FetchRequest, FetchSource } from '../gateway/plan/planned-fetch'
import { bodyOf } from '../gateway/plan/planned-fetch'
import type { OpenContext, OpenFault } from './open-context'
import { responseNamesOf } from './response-names'

/** Sends a body and gives the answer. @throws Error when there is none */
export type Post = (body: string, signal: CallerSignal | null) => Promise<CalledResponse>

/** Asks one subgraph for a gateway without policy: it passes on what the subgraph says. */
export class OpenSource implements FetchSource<OpenContext> {
  readonly #service: string
  readonly #post: Post

  constructor(service: string, post: Post) {
    this.#service = service
    this.#post = post
  }

  fetch(request: FetchRequest<OpenContext>): Promise<JsonObject | null> {
    const representations = request.variables['representations']
    return Array.isArray(representations)
      ? this.#fetchEntities(request, representations)
      : this.#fetchRoot(request)
  }

  async #fetchRoot(request: FetchRequest<OpenContext>): Promise<JsonObject | null> {
    const answer = await this.#ask(request, request.variables)
    if (answer.errors.length === 0) return answer.data
    const paths = request.pathsOf()
    for (const error of answer.errors)
      for (const path of paths) this.#addFaults(request, error, rootPaths(request, path, error))
    return answer.data
  }

  async #fetchEntities(
    request: FetchRequest<OpenContext>,
    representations: readonly unknown[],
  ): Promise<JsonObject> {
    const { asked, slots } = groupRepresentations(representations, null)
    const values = asked.map(({ representation }) => representation)
    const answer = await this.#ask(request, { ...request.variables, representations: values })
    if (answer.errors.length > 0) this.#locateErrors(request, slots, answer.errors)
    const entities = answer.data?.['_entities']
    const given: readonly unknown[] = Array.isArray(entities) ? entities : []
    return { _entities: fillSlots(slots, given) }
  }

  #locateErrors(
    request: FetchRequest<OpenContext>,
    slots: readonly (number | null)[],
    errors: readonly SentError[],
  ): void {
    const paths = request.pathsOf()
    for (const error of errors) {
      const [, index, ...inside] = error.path ?? []
      const concerned = paths.filter(
        (_, slot) => typeof index !== 'number' || slots[slot] === index,
      )
      const errorPaths = concerned.map((path) => [...path, ...renamed(request, inside)])
      this.#addFaults(request, error, errorPaths)
    }
  }

  async #ask(request: FetchRequest<OpenContext>, variables: JsonObject): Promise<Answer> {
    try {
      const { signal } = request.context
      const answer = await this.#post(bodyOf(request.fetch.bodyStart, variables), signal)
      answer.settle?.(true)
      return readAnswer(answer.content)
    } catch {
      const message = `The subgraph "${this.#service}" gave no answer.`
      return { data: null, errors: [{ message, path: null, code: 'SUBGRAPH_UNAVAILABLE' }] }
    }
  }

  #addFaults(
    { context }: FetchRequest<OpenContext>,
    { message, code }: SentError,
    paths: readonly ResponsePath[],
  ): void {
    for (const path of paths) {
      const fault: OpenFault = { message, code, path, service: this.#service }
      context.faults.push(fault)
    }
  }
}

interface SentError {
  readonly message: string
  readonly path: ResponsePath | null
  readonly code: string
}

interface Answer {
  readonly data: JsonObject | null
  readonly errors: readonly SentError[]
}

function readAnswer(answer: unknown): Answer {
  const { data, errors } = isObject(answer) ? answer : {}
  const sent: readonly unknown[] = Array.isArray(errors) ? errors : []
  if (!isObject(data) && sent.length === 0) throw new Error('Neither data nor errors')
  return { data: isObject(data) ? data : null, errors: sent.map(readError) }
}

function readError(error: unknown): SentError {
  const { message, path, extensions } = isObject(error) ? error : {}
  const { code } = isObject(extensions) ? extensions : {}
  return {
    message: typeof message === 'string' ? message : 'The subgraph names no reason.',
    path: Array.isArray(path) ? (path as ResponsePath) : null,
    code: typeof code === 'string' ? code : 'DOWNSTREAM_SERVICE_ERROR',
  }
}

function rootPaths(
  request: FetchRequest<OpenContext>,
  at: ResponsePath,
  { path }: SentError,
): readonly ResponsePath[] {
  if (path) return [[...at, ...renamed(request, path)]]
  return responseNamesOf(request.fetch.document).map((name) => [...at, name])
}

/** The planner fetches fields that are at odds with each other under names of its own. */
function renamed({ fetch }: FetchRequest<OpenContext>, path: ResponsePath): ResponsePath {
  return path.map((step) => (typeof step === 'string' ? (fetch.renamed.get(step) ?? step) : step))
}

/** Each slot gets an object of its own, because other subgraphs will add to it. */
function fillSlots(
  slots: readonly (number | null)[],
  given: readonly unknown[],
): readonly unknown[] {
  const used = new Set<number>()
  return slots.map((slot) => {
    const entity = slot === null ? null : given[slot]
    if (slot === null || !isObject(entity)) return null
    if (used.has(slot)) return structuredClone(entity)
    used.add(slot)
    return entity
  })
}
