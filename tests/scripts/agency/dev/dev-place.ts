import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { projectPath } from '../../../../common/project-root'
import { replaceFile } from '../../../../scripts/agency/publish/replace-file'

/** A project with nothing to run in it, and beside it an agency's folder. */
export class DevFolders {
  readonly #parent = mkdtempSync(path.join(tmpdir(), 'sightline-dev-'))
  readonly root = path.join(this.#parent, 'project')
  readonly agency = path.join(this.#parent, 'agency')

  constructor() {
    for (const name of ['agencies.json', 'package.json', 'schema', 'policies'])
      cpSync(projectPath(name), path.join(this.root, name), { recursive: true })
    for (const name of ['dist/embedded/start', 'web/views', 'embedded/made-up-case', '../agency'])
      mkdirSync(path.join(this.root, name), { recursive: true })
    symlinkSync(projectPath('node_modules'), path.join(this.root, 'node_modules'))
  }

  /** Writes a file of the agency, whole or not at all: somebody may be looking at it. */
  write(name: string, text: string): void {
    replaceFile(path.join(this.agency, name), text)
  }

  /** The program that starts a hub. */
  writeStart(text: string): void {
    writeFileSync(path.join(this.root, 'dist/embedded/start/main.js'), text)
  }

  remove(): void {
    rmSync(this.#parent, { recursive: true, force: true })
  }
}

/** Answers every request with this JSON, and remembers what was sent. */
export async function serveJson(content: object, port = 0) {
  const received: string[] = []
  const server = createServer((request: IncomingMessage, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      if (request.method === 'POST') received.push(body)
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(content))
    })
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  const { port: taken } = server.address() as AddressInfo
  const stop = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { url: `http://127.0.0.1:${taken}`, port: taken, received, stop }
}
