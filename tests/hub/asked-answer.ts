import type { RunningHub } from './running-hub'

interface Coverage {
  readonly agency: string
  readonly status: string
  readonly reason: string | null
}

type View = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[] | null>>

/** What `npm run ask -- --json` prints about one person. */
export interface AskedAnswer {
  readonly data: {
    readonly personByIdentifier: Readonly<Record<string, View | null>> | null
  } | null
  readonly errors?: readonly {
    readonly path?: readonly unknown[]
    readonly extensions: Readonly<Record<string, string>>
  }[]
  readonly extensions: { readonly coverage: readonly Coverage[] }
}

/** Somebody who asks, and for what. */
export interface Asking {
  readonly user: string
  readonly purpose: string
}

/** @param person as the command takes it @throws Error with what the command says when there is no answer */
export async function askAbout(
  hub: RunningHub,
  { user, purpose }: Asking,
  person: readonly string[],
): Promise<AskedAnswer> {
  const { stdout, stderr } = await hub.ask(user, purpose, ...person, '--json')
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as AskedAnswer
}

/** Every agency and how it answered, in the register's order. */
export function statuses({ extensions }: AskedAnswer): string[] {
  return extensions.coverage.map(({ agency, status }) => `${agency} ${status}`)
}

/** A list of an agency, by the agency's field; empty where none is given. */
export function recordsOf(answer: AskedAnswer, field: string, list: string) {
  return answer.data?.personByIdentifier?.[field]?.[list] ?? []
}

/** How many requests each agency has answered, by the ports they listen on. */
export function servedRequests(ports: readonly number[]): Promise<number[]> {
  return Promise.all(
    ports.map(async (port) => {
      const answer = await fetch(`http://127.0.0.1:${port}/health/ready`)
      const body = (await answer.json()) as { readonly served: { readonly requests: number } }
      return body.served.requests
    }),
  )
}
