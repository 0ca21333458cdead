import type { IncomingMessage } from 'node:http'

import { HubError } from '../errors'

/**
 * The bytes of a request's body, exactly as sent. By events: an async iterator costs every request
 * more than its bytes.
 * @throws HubError QUERY_TOO_LARGE as soon as it is clear that there are more than `maxBytes`,
 * BAD_USER_INPUT when the request ends before its body does
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes)
    return Promise.reject(bodyTooLarge(maxBytes))
  const chunks: Buffer[] = []
  let length = 0
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > maxBytes) {
        request.pause()
        reject(bodyTooLarge(maxBytes))
      } else chunks.push(chunk)
    })
    request.once('end', () => {
      resolve(Buffer.concat(chunks))
    })
    const breakOff = () => {
      // Every request closes; an error that nobody hears costs its stack all the same.
      if (request.complete) return
      const message = 'The request ended before its body did.'
      reject(new HubError('BAD_USER_INPUT', message, { httpStatus: 400 }))
    }
    request.once('error', breakOff)
    request.once('close', breakOff)
  })
}

/**
 * A body read as JSON.
 * @throws HubError BAD_USER_INPUT
 */
export function parseJsonBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (cause) {
    const message = 'The body of the request is not JSON.'
    throw new HubError('BAD_USER_INPUT', message, { cause, httpStatus: 400 })
  }
}

function bodyTooLarge(maxBytes: number): HubError {
  const message = `The request is larger than ${maxBytes} bytes, the most there may be.`
  return new HubError('QUERY_TOO_LARGE', message, { reason: 'BODY_TOO_LARGE', httpStatus: 413 })
}
