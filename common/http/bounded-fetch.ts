export interface BoundedFetchOptions {
  /** Most bytes of the answer's body, after decompression. */
  readonly maxBytes: number
  /** From the call to the last byte of the body. */
  readonly timeoutMs: number
  /** Default GET, without a body. */
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | URLSearchParams
}

/** An answer whose body was read to its end. */
export interface FetchedAnswer {
  readonly status: number
  /** That the status is one of 200 to 299. */
  readonly isOk: boolean
  readonly headers: Headers
  readonly body: Buffer
}

/**
 * Asks a neighbour, who may be anybody by now: its answer is read as far as it may go, and no further.
 * @throws Error when it does not answer whole and in time, answers at too great a length, or sends
 * elsewhere
 */
export async function fetchBounded(
  url: string | URL,
  { maxBytes, timeoutMs, ...request }: BoundedFetchOptions,
): Promise<FetchedAnswer> {
  const signal = AbortSignal.timeout(timeoutMs)
  const response = await fetch(url, { ...request, redirect: 'error', signal })
  const body = await readBounded(response, maxBytes)
  return { status: response.status, isOk: response.ok, headers: response.headers, body }
}

/** Copied into one buffer: a body in chunks of one byte costs no more memory than another. */
async function readBounded({ body }: Response, maxBytes: number): Promise<Buffer> {
  const chunks: AsyncIterable<Uint8Array> | readonly Uint8Array[] = body ?? []
  let buffer = Buffer.alloc(0)
  let length = 0
  // Whatever leaves this loop early cancels the body, and with it the connection.
  for await (const chunk of chunks) {
    const end = length + chunk.length
    if (end > maxBytes) throw new Error(`The answer is larger than ${maxBytes} bytes`)
    if (end > buffer.length) buffer = Buffer.concat([buffer], Math.min(maxBytes, 2 * end))
    buffer.set(chunk, length)
    length = end
  }
  return buffer.subarray(0, length)
}
