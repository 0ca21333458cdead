import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

import { Pool } from 'undici'

/**
 * The limit: the calls of one person view written out by hand, without GraphQL, checks or errors.
 * The file names the calls; the first finds the person and must answer before the others are made.
 */
export interface FanOutCall {
  readonly url: string
  readonly query: string
  /** Of what the first call found, the fields that this one sends on. */
  readonly fields: readonly string[]
}

type Found = Readonly<Record<string, unknown>>

interface Answer {
  readonly data: Found & { readonly _entities?: readonly (Found | null)[] }
}

function makeCaller({ url, query, fields }: FanOutCall) {
  const { origin, pathname } = new URL(url)
  const pool = new Pool(origin, { connections: 64 })
  const headers = { 'content-type': 'application/json' }
  const start = `{"query":${JSON.stringify(query)},"variables":`
  const call = async (variables: object): Promise<Answer> => {
    const body = `${start}${JSON.stringify(variables)}}`
    const answer = await pool.request({ path: pathname, method: 'POST', headers, body })
    return (await answer.body.json()) as Answer
  }
  const callAbout = (person: Found): Promise<Answer> => {
    const sent = Object.fromEntries(fields.map((field) => [field, person[field]]))
    return call({ representations: [{ __typename: 'Person', ...sent }] })
  }
  return { call, callAbout }
}

function main(file: string, port: number): void {
  const calls = JSON.parse(readFileSync(file, 'utf8')) as FanOutCall[]
  const [first, ...rest] = calls.map(makeCaller)
  if (!first) throw new Error('No calls')
  const view = async (variables: object): Promise<string> => {
    const { data } = await first.call(variables)
    const person = { ...(Object.values(data)[0] as Found) }
    const answers = await Promise.all(rest.map(({ callAbout }) => callAbout(person)))
    for (const answer of answers) Object.assign(person, answer.data._entities?.[0])
    return JSON.stringify({ data: { person } })
  }
  createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { variables } = JSON.parse(Buffer.concat(chunks).toString()) as { variables: object }
      void view(variables).then((text) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(text)
      })
    })
  }).listen(port, '127.0.0.1', () => {
    console.log('fan-out listens')
  })
}

main(process.argv[2] ?? '', Number(process.argv[3]))
