import { once } from 'node:events'
import type { RequestListener, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A server that answers as it is told to; connections of its own making end when it closes. */
export interface Neighbour {
  readonly url: string
  readonly close: () => Promise<void>
}

export async function startNeighbour(listener: RequestListener): Promise<Neighbour> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  return { url: `http://127.0.0.1:${port}/`, close }
}

/** Writes as long as somebody reads. @returns how many bytes, once the connection is closed */
export async function writeForEver(response: ServerResponse): Promise<number> {
  let written = 0
  const source = new Readable({
    read() {
      written += 16_384
      this.push(Buffer.alloc(16_384, ' '))
    },
  })
  await pipeline(source, response).catch(() => undefined)
  return written
}
