import { Pool } from 'undici'

import { SubgraphFailure } from './subgraph-fault'

export interface SubgraphClientOptions {
  readonly url: string
  /** From the first byte sent to the last byte received. */
  readonly timeoutMs: number
  readonly maxAnswerBytes: number
}

const contentTypes = ['application/json', 'application/graphql-response+json']

/** Sends queries to one subgraph over connections that are kept open. */
export class SubgraphClient {
  readonly #pool: Pool
  readonly #path: string
  readonly #timeoutMs: number

  constructor({ url, timeoutMs, maxAnswerBytes }: SubgraphClientOptions) {
    const { origin, pathname, search } = new URL(url)
    this.#path = pathname + search
    this.#timeoutMs = timeoutMs
    this.#pool = new Pool(origin, {
      connections: 64,
      connect: { timeout: timeoutMs },
      maxResponseSize: maxAnswerBytes,
    })
  }

  /**
   * The parsed body of the answer; what is in it is for the caller to check.
   * @param bearer hub token made for exactly this body
   * @throws SubgraphFailure
   */
  async post(body: string, bearer: string): Promise<unknown> {
    const text = await this.#exchange(body, bearer)
    try {
      return JSON.parse(text)
    } catch (error) {
      throw new SubgraphFailure('BAD_ANSWER', error)
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy()
  }

  async #exchange(body: string, bearer: string): Promise<string> {
    try {
      const answer = await this.#pool.request({
        path: this.#path,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          authorization: `Bearer ${bearer}`,
        },
        body,
        signal: AbortSignal.timeout(this.#timeoutMs),
      })
      const problem = problemOf(answer.statusCode, answer.headers['content-type'])
      // The body is read in any case: an unread one would hold its connection.
      const text = await answer.body.text()
      if (problem) throw new SubgraphFailure(problem)
      return text
    } catch (error) {
      throw error instanceof SubgraphFailure ? error : new SubgraphFailure(reasonOf(error), error)
    }
  }
}

function problemOf(
  status: number,
  contentType: string | string[] | undefined,
): 'REFUSED' | 'BAD_ANSWER' | null {
  if ([401, 403, 429].includes(status)) return 'REFUSED'
  const type = String(contentType).split(';')[0]?.trim().toLowerCase() ?? ''
  const isGraphql = contentTypes.includes(type)
  // Some servers give 400 with a GraphQL body when a value is not valid: that body says which.
  return (status === 200 || status === 400) && isGraphql ? null : 'BAD_ANSWER'
}

function reasonOf(error: unknown): 'TIMED_OUT' | 'BAD_ANSWER' | 'NOT_REACHABLE' {
  const { name, code } = asNamed(error)
  if (name === 'TimeoutError' || code.endsWith('_TIMEOUT')) return 'TIMED_OUT'
  const isUnreadable = code.startsWith('HPE_') || code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE'
  return isUnreadable ? 'BAD_ANSWER' : 'NOT_REACHABLE'
}

function asNamed(error: unknown): { readonly name: string; readonly code: string } {
  if (typeof error !== 'object' || error === null) return { name: '', code: '' }
  const { name, code } = error as { readonly name?: unknown; readonly code?: unknown }
  return { name: String(name), code: String(code) }
}
