import type { Dispatcher, Pool } from 'undici'

/** A server under load. */
export interface Target {
  readonly name: string
  readonly url: string
  readonly pid: number
  readonly headers: Readonly<Record<string, string>>
  /** Questions about different people; each client goes round them from another one on. */
  readonly bodies: readonly string[]
  /** Counts what each answer must hold; without it an answer only has to be free of errors. */
  readonly whole?: WholeAnswer
  /** True: an answer may hold errors, as of an agency that gave none. Default false. */
  readonly mayHoldErrors?: boolean
}

/** How to see that nothing is missing in an answer. */
export interface WholeAnswer {
  /** Stands once in the answer for each record. */
  readonly marker: Buffer
  readonly records: number
}

/** The text of one answer. */
export async function askOnce({ url, headers, bodies }: Target, turn = 0): Promise<string> {
  const sent = { 'content-type': 'application/json', ...headers }
  const body = bodyOf(bodies, turn)
  const response = await fetch(url, { method: 'POST', headers: sent, body })
  return response.text()
}

const errorsMember = Buffer.from('"errors":[')

/**
 * Makes a client that asks the question of each turn; it gives the milliseconds until the answer was
 * whole. It reads no more of it than whether there are errors, and records enough: what the client
 * takes is taken from the agencies.
 */
export function makeAsker(target: Target, pool: Pool): (turn: number) => Promise<number> {
  const options = {
    path: new URL(target.url).pathname,
    method: 'POST',
    headers: Object.entries({ 'content-type': 'application/json', ...target.headers }).flat(),
  } as const
  return async (turn) => {
    const startedMs = performance.now()
    const { status, answer } = await send(pool, { ...options, body: bodyOf(target.bodies, turn) })
    const tookMs = performance.now() - startedMs
    const problem = findProblem(target, status, answer)
    if (problem === null) return tookMs
    throw new Error(`${target.name} ${problem}: ${answer.toString().slice(0, 300)}`)
  }
}

/** How often a text stands in a longer one. */
export function countIn(answer: Buffer, marker: Buffer): number {
  let count = 0
  for (let at = answer.indexOf(marker); at >= 0; at = answer.indexOf(marker, at + marker.length))
    count += 1
  return count
}

function bodyOf(bodies: readonly string[], turn: number): string {
  return bodies[turn % bodies.length] ?? ''
}

/** What is wrong with an answer to this target; null when it is whole. */
export function findProblem(
  { whole, mayHoldErrors = false }: Target,
  status: number,
  answer: Buffer,
): string | null {
  const isFaulty = !mayHoldErrors && answer.includes(errorsMember)
  if (status !== 200 || isFaulty) return `answered with status ${status}`
  const found = whole ? countIn(answer, whole.marker) : 0
  if (!whole || found === whole.records) return null
  return `gave ${found} records instead of ${whole.records}`
}

function send(
  pool: Pool,
  options: Dispatcher.DispatchOptions,
): Promise<{ readonly status: number; readonly answer: Buffer }> {
  return new Promise((resolve, reject) => {
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
        resolve({ status, answer: Buffer.concat(chunks) })
      },
      onResponseError: (_controller, error) => {
        reject(error)
      },
    })
  })
}
