import type { CallerSignal } from '../common/http/client-abort'
import type { AnswerObject } from '../gateway/answer/answer-shape'
import { isObject } from '../gateway/plan/merge'
import type { AnswerPath, FetchRequest, FetchSource } from '../gateway/plan/planned-fetch'
import { bodyOf } from '../gateway/plan/planned-fetch'
import { groupRepresentations } from '../gateway/calls/representations'
import type { SubgraphAnswer } from '../gateway/calls/sent-texts'
import { responseNamesOf } from './response-names'
import type { OpenContext, OpenFault } from './open-context'

/** Sends a body and gives the answer. @throws Error when there is none */
export type Post = (body: string, signal: CallerSignal | null) => Promise<SubgraphAnswer>

/** Asks one subgraph for a gateway without policy: it passes on what the subgraph says. */
export class OpenSource implements FetchSource<OpenContext> {
  readonly #service: string
  readonly #post: Post

  constructor(service: string, post: Post) {
    this.#service = service
    this.#post = post
  }

  fetch(request: FetchRequest<OpenContext>): Promise<AnswerObject | null> {
    const representations = request.variables['representations']
    return Array.isArray(representations)
      ? this.#fetchEntities(request, representations)
      : this.#fetchRoot(request)
  }

  async #fetchRoot(request: FetchRequest<OpenContext>): Promise<AnswerObject | null> {
    const answer = await this.#ask(request, request.variables)
    if (answer.errors.length === 0) return answer.data
    const places = request.placesOf()
    for (const error of answer.errors)
      for (const place of places) this.#addFaults(request, error, rootPaths(request, place, error))
    return answer.data
  }

  async #fetchEntities(
    request: FetchRequest<OpenContext>,
    representations: readonly unknown[],
  ): Promise<AnswerObject> {
    const { asked, places } = groupRepresentations(representations, null)
    const values = asked.map(({ representation }) => representation)
    const answer = await this.#ask(request, { ...request.variables, representations: values })
    if (answer.errors.length > 0) this.#placeErrors(request, places, answer.errors)
    const entities = answer.data?.['_entities']
    const given: readonly unknown[] = Array.isArray(entities) ? entities : []
    return { _entities: placeEntities(places, given) }
  }

  #placeErrors(
    request: FetchRequest<OpenContext>,
    places: readonly (number | null)[],
    errors: readonly SentError[],
  ): void {
    const answerPlaces = request.placesOf()
    for (const error of errors) {
      const [, index, ...inside] = error.path ?? []
      const concerned = answerPlaces.filter(
        (_, place) => typeof index !== 'number' || places[place] === index,
      )
      const paths = concerned.map((place) => [...place, ...renamed(request, inside)])
      this.#addFaults(request, error, paths)
    }
  }

  async #ask(request: FetchRequest<OpenContext>, variables: AnswerObject): Promise<Answer> {
    try {
      const { signal, texts } = request.context
      const answer = await this.#post(bodyOf(request.fetch, variables), signal)
      texts.keep(answer, request.fetch)
      return readAnswer(answer.content)
    } catch {
      const message = `The subgraph "${this.#service}" gave no answer.`
      return { data: null, errors: [{ message, path: null, code: 'SUBGRAPH_UNAVAILABLE' }] }
    }
  }

  #addFaults(
    { context }: FetchRequest<OpenContext>,
    { message, code }: SentError,
    paths: readonly AnswerPath[],
  ): void {
    for (const path of paths) {
      const fault: OpenFault = { message, code, path, service: this.#service }
      context.faults.push(fault)
    }
  }
}

interface SentError {
  readonly message: string
  readonly path: AnswerPath | null
  readonly code: string
}

interface Answer {
  readonly data: AnswerObject | null
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
    path: Array.isArray(path) ? (path as AnswerPath) : null,
    code: typeof code === 'string' ? code : 'DOWNSTREAM_SERVICE_ERROR',
  }
}

function rootPaths(
  request: FetchRequest<OpenContext>,
  place: AnswerPath,
  { path }: SentError,
): readonly AnswerPath[] {
  if (path) return [[...place, ...renamed(request, path)]]
  return responseNamesOf(request.fetch.document).map((name) => [...place, name])
}

/** The planner fetches fields that are at odds with each other under names of its own. */
function renamed({ fetch }: FetchRequest<OpenContext>, path: AnswerPath): AnswerPath {
  return path.map((step) => (typeof step === 'string' ? (fetch.renamed.get(step) ?? step) : step))
}

/** Each place gets an object of its own, because other subgraphs will add to it. */
function placeEntities(
  places: readonly (number | null)[],
  given: readonly unknown[],
): readonly unknown[] {
  const used = new Set<number>()
  return places.map((place) => {
    const entity = place === null ? null : given[place]
    if (place === null || !isObject(entity)) return null
    if (used.has(place)) return structuredClone(entity)
    used.add(place)
    return entity
  })
}
