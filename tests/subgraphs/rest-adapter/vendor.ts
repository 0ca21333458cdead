import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'

import { projectPath } from '../../../common/project-root'

/** The mock of a case-management system as a process. */
export class CaseManagement {
  url = ''
  #process: ChildProcess | null = null

  async start(token: string): Promise<void> {
    const program = projectPath('examples', 'case-management', 'server.mjs')
    const child = spawn(process.execPath, [program], {
      env: { ...process.env, PORT: '0', TOKEN: token },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#process = child
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
    this.url = line.replace('ready at ', '')
  }

  async stop(): Promise<void> {
    const child = this.#process
    this.#process = null
    if (child?.exitCode !== null) return
    const exit = once(child, 'exit')
    child.kill()
    await exit
  }
}

/** A system that answers as a test says, by the path without its query. */
export class OddVendor {
  url = ''
  readonly asked: string[] = []
  answers: Readonly<Record<string, unknown>> = {}
  readonly #server: Server = createServer((request, response) => {
    this.#answer(request, response)
  })

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    await once(this.#server, 'close')
  }

  #answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
    this.asked.push(url)
    const answer = this.answers[url.split('?')[0] ?? '']
    if (answer === 'never') return
    response.statusCode = typeof answer === 'number' ? answer : answer === undefined ? 404 : 200
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}))
  }
}
