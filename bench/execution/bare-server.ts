import type { Socket } from 'node:net'
import { createServer } from 'node:net'

/**
 * A server for a benchmark's agencies that does less than the platform's own: seven of them answer for
 * each question to a gateway, on the core that the clients have too, and must not be what is measured.
 * It takes one request at a time on a connection, with a body of a given length or none, and answers
 * 200 with JSON.
 */
export interface BareServer {
  readonly port: number
  /** The answer to a request. */
  readonly answer: (request: BareRequest) => Promise<Buffer>
  readonly delayMs: number
}

export interface BareRequest {
  /** Request line and headers, as they came. */
  readonly head: string
  /** UTF-8; empty for a request without one. */
  readonly body: string
}

/** Starts it on the loopback address. */
export function serveBare(server: BareServer): void {
  createServer({ noDelay: true }, (socket) => {
    serveConnection(socket, server)
  }).listen(server.port, '127.0.0.1')
}

/** The bytes of an answer, head and all. */
export function toResponse(json: string): Buffer {
  const head = [
    'HTTP/1.1 200 OK',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(json)}`,
    // Gateways are measured in turn: none is to open its connections anew each time.
    'connection: keep-alive',
    'keep-alive: timeout=120',
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${json}`)
}

function serveConnection(socket: Socket, { answer, delayMs }: BareServer): void {
  let received: Buffer | null = null
  const send = (response: Buffer) => {
    if (socket.writable) socket.write(response)
  }
  socket.on('data', (chunk) => {
    received = received ? Buffer.concat([received, chunk]) : chunk
    const request = readRequest(received)
    if (request === null) return
    received = null
    void answer(request).then((response) => {
      if (delayMs === 0) send(response)
      else setTimeout(send, delayMs, response)
    })
  })
  // A gateway that ends leaves its connections as they are.
  socket.on('error', () => socket.destroy())
}

/** Null while the request is not whole. */
function readRequest(received: Buffer): BareRequest | null {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return null
  const head = received.toString('latin1', 0, end)
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? '0'
  const start = end + 4
  if (received.length < start + Number(length)) return null
  return { head, body: received.toString('utf8', start, start + Number(length)) }
}
