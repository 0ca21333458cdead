import type { HubError } from '../../common/errors'
import type { HttpRequest } from '../../common/http/request'
import type { HttpResponse } from '../../common/http/route'
import type { HubRequest } from '../operation/requester'
import type { HubGateway } from '../pipeline/hub-gateway'
import type { AskedOperation, GraphqlServer } from '../server/graphql-server'
import type { AnswerQuality } from './answer-quality'

/** What answers over one supergraph. */
export interface GenerationParts {
  readonly supergraphSdl: string
  readonly gateway: HubGateway
  readonly graphql: GraphqlServer
  readonly quality: AnswerQuality
}

/** One supergraph with everything that belongs to it. It ends when nobody is answered by it any more. */
export class Generation {
  readonly #parts: GenerationParts
  #running = 0
  #whenEmpty: (() => void) | null = null

  constructor(parts: GenerationParts) {
    this.#parts = parts
  }

  get supergraphSdl(): string {
    return this.#parts.supergraphSdl
  }

  get quality(): AnswerQuality {
    return this.#parts.quality
  }

  answer(request: HttpRequest): Promise<HttpResponse> {
    return this.#run(() => this.#parts.graphql.answer(request))
  }

  ask(asked: AskedOperation): Promise<HttpResponse> {
    return this.#run(() => this.#parts.graphql.ask(asked))
  }

  deny(request: HubRequest, reason: string): Promise<HubError> {
    return this.#parts.gateway.deny(request, reason)
  }

  /** Resolves when what is under way has ended and nothing is left of it; nobody may ask it meanwhile. */
  async retire(): Promise<void> {
    if (this.#running > 0) await new Promise<void>((resolve) => (this.#whenEmpty = resolve))
    await this.#parts.graphql.stop()
  }

  /** Frees it, whatever is under way. */
  stop(): Promise<void> {
    return this.#parts.graphql.stop()
  }

  async #run(answer: () => Promise<HttpResponse>): Promise<HttpResponse> {
    this.#running += 1
    try {
      const response = await answer()
      this.quality.noteStatus(response.status)
      return response
    } finally {
      this.#running -= 1
      if (this.#running === 0) this.#whenEmpty?.()
    }
  }
}
