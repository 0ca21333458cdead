import type { Dispatcher, Pool } from 'undici'

/** A server under load. */
export interface Target {
  readonly name: string
  readonly url: string
  readonly pid: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** True: an answer may hold errors, as of an agency that gave none. Default false. */
  readonly mayHoldErrors?: boolean
}

/** The text of one answer. */
export async function askOnce({ url, headers, body }: Target): Promise<string> {
  const sent = { 'content-type': 'application/json', ...headers }
  const response = await fetch(url, { method: 'POST', headers: sent, body })
  return response.text()
}

const errorsMember = Buffer.from('"errors":[')

/**
 * Makes a client that asks the same again and again; it gives the milliseconds until the answer was
 * whole. It reads no more of it than whether there are errors: what the client takes is taken from
 * the agencies.
 */
export function makeAsker(target: Target, pool: Pool) {
  const { name, url, headers, body, mayHoldErrors = false } = target
  const options: Dispatcher.DispatchOptions = {
    path: new URL(url).pathname,
    method: 'POST',
    headers: Object.entries({ 'content-type': 'application/json', ...headers }).flat(),
    body,
  }
  return (): Promise<number> =>
    new Promise((resolve, reject) => {
      const startedMs = performance.now()
      const chunks: Buffer[] = []
      let status = 0
      pool.dispatch(options, {
        onRequestStart: () => undefined,
        onResponseStart: (_controller, statusCode) => {
          status = statusCode
        },
        onResponseData: (_controller, chunk) => {
          chunks.push(chunk)
        },
        onResponseEnd: () => {
          const answer = Buffer.concat(chunks)
          const isWhole = mayHoldErrors || !answer.includes(errorsMember)
          if (status === 200 && isWhole) resolve(performance.now() - startedMs)
          else reject(new Error(`${name} answered ${answer.toString().slice(0, 300)}`))
        },
        onResponseError: (_controller, error) => {
          reject(error)
        },
      })
    })
}
