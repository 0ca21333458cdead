import type { IncomingMessage } from 'node:http'

import { HubError } from '../../../common/errors'

/**
 * The bytes of a request's body, exactly as sent.
 * @throws HubError QUERY_TOO_LARGE as soon as it is clear that there are more than `maximumBytes`.
 */
export async function readBody(request: IncomingMessage, maximumBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maximumBytes) throw tooLarge(maximumBytes)
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maximumBytes) throw tooLarge(maximumBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * The body read as JSON.
 * @throws HubError BAD_USER_INPUT
 */
export function parseJsonBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (cause) {
    throw new HubError('BAD_USER_INPUT', 'The body of the request is not JSON.', {
      cause,
      httpStatus: 400,
    })
  }
}

/** The token of `authorization: Bearer <token>`, or undefined when there is none. */
export function bearerToken(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
}

function tooLarge(maximumBytes: number): HubError {
  return new HubError(
    'QUERY_TOO_LARGE',
    `The body of the request has more than ${maximumBytes} bytes.`,
    { httpStatus: 413 },
  )
}
