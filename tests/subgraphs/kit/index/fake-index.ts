import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the fake says to a call. */
export interface Said {
  readonly status?: number
  readonly body: unknown
}

/** Stands in for the person index: writes down what it is sent and answers as it is told. */
export class FakeIndex {
  readonly sent: { readonly path: string; readonly body: unknown }[] = []
  /** Null: the connection breaks off without an answer. */
  answer: (body: unknown) => Said | null | Promise<Said | null> = () => ({ body: {} })
  readonly #server: Server

  constructor() {
    this.#server = createServer((request, response) => {
      let text = ''
      request.on('data', (chunk: Buffer) => (text += chunk.toString()))
      request.on('end', () => {
        const body: unknown = JSON.parse(text)
        this.sent.push({ path: request.url ?? '', body })
        void Promise.resolve(this.answer(body)).then((answer) => {
          if (answer === null) return request.socket.destroy()
          const { status = 200, body: said } = answer
          const headers = { 'content-type': 'application/json' }
          return response.writeHead(status, headers).end(JSON.stringify(said))
        })
      })
    })
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
