import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

import { Pool } from 'undici'

/**
 * The limit: the calls of one person view written out by hand, without GraphQL, checks or errors.
 * The file names the calls; the first must answer before the others are made.
 */
export interface FanOutCall {
  readonly url: string
  readonly body: string
}

interface Answer {
  readonly data: Readonly<Record<string, unknown>> & {
    readonly _entities?: readonly (Readonly<Record<string, unknown>> | null)[]
  }
}

function makeCaller({ url, body }: FanOutCall) {
  const { origin, pathname } = new URL(url)
  const pool = new Pool(origin, { connections: 64 })
  const headers = { 'content-type': 'application/json' }
  return async (): Promise<Answer> => {
    const answer = await pool.request({ path: pathname, method: 'POST', headers, body })
    return (await answer.body.json()) as Answer
  }
}

function main(file: string, port: number): void {
  const calls = JSON.parse(readFileSync(file, 'utf8')) as FanOutCall[]
  const [first, ...rest] = calls.map(makeCaller)
  if (!first) throw new Error('No calls')
  const view = async (): Promise<string> => {
    const { data } = await first()
    const answers = await Promise.all(rest.map((call) => call()))
    const person: Record<string, unknown> = {}
    Object.assign(person, Object.values(data)[0])
    for (const answer of answers) Object.assign(person, answer.data._entities?.[0])
    return JSON.stringify({ data: { person } })
  }
  createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')))
    request.on('end', () => {
      JSON.parse(body)
      void view().then((text) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(text)
      })
    })
  }).listen(port, '127.0.0.1', () => {
    console.log('fan-out listens')
  })
}

main(process.argv[2] ?? '', Number(process.argv[3]))
