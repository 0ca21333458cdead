import { request } from 'node:http'

import { RealHub } from '../gateway/real-hub'

/** What was sent, as bytes and headers. */
export interface Sent {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string | Buffer
}

/** What came back. */
export interface Received {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  /** Codes of the errors in the body. */
  readonly codes: readonly string[]
}

/** Words of machines and of people the asker may not see; none may ever leave. */
const secrets = [
  /nowhere\.invalid/,
  /db\.internal/,
  /127\.0\.0\.1/,
  /localhost/,
  /\n\s+at /,
  /node_modules/,
  /[a-z]+-[a-z]+-1"/,
  /Did you mean/,
]

/** The hub, with nobody's manners. */
export class EdgeHub extends RealHub {
  /** How often any agency or the index was asked. */
  get askedCount(): number {
    return [...this.stubs.values()].reduce((sum, { asked }) => sum + asked.length, 0)
  }

  /** Sends it as it is. */
  sendRaw({
    method = 'POST',
    path = '/graphql',
    headers = {},
    body = '',
  }: Sent): Promise<Received> {
    const { hostname, port } = new URL(this.url)
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { hostname, port, method, path, headers: toHeaders(headers), agent: false },
        (incoming) => {
          const chunks: Buffer[] = []
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
          incoming.once('error', reject)
          incoming.once('end', () => {
            const text = Buffer.concat(chunks).toString('utf8')
            const { statusCode: status = 0, headers: got } = incoming
            resolve({ status, headers: got, text, codes: codesIn(text) })
          })
        },
      )
      outgoing.once('error', reject)
      outgoing.end(body)
    })
  }
}

/** What in an answer should not be there; empty: nothing. */
export function findSecrets(text: string): readonly string[] {
  return secrets.filter((secret) => secret.test(text)).map((secret) => secret.source)
}

function toHeaders(headers: NonNullable<Sent['headers']>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : [...value],
    ]),
  )
}

function codesIn(text: string): readonly string[] {
  try {
    const { errors = [] } = JSON.parse(text) as {
      readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[]
    }
    return errors.map(({ extensions }) => extensions?.code ?? '(none)')
  } catch {
    return text === '' ? [] : ['(no JSON)']
  }
}
