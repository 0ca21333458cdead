import type { FetchedAnswer } from '../../common/http/bounded-fetch'
import { fetchBounded } from '../../common/http/bounded-fetch'
import { parseJson } from '../../common/json'
import { demoClientId, demoGrantType } from './demo-names'
import { userNames } from './demo-users'

/**
 * An access token of the demo sign-in for this demo user.
 * @param issuer where the sign-in is
 * @throws Error that says what to do: the user is unknown, the sign-in does not run, or it refused.
 */
export async function requestDemoToken(issuer: string, user: string): Promise<string> {
  const { isOk, status, body } = await ask(issuer, user)
  const answer = parseJson(body.toString())
  const token = readText(answer, 'access_token')
  if (isOk && token !== null) return token
  const why = readText(answer, 'error_description') ?? `status ${status}`
  throw new Error(`No token for "${user}": ${why}. Demo users: ${userNames()}`)
}

async function ask(issuer: string, user: string): Promise<FetchedAnswer> {
  const body = new URLSearchParams({ grant_type: demoGrantType, client_id: demoClientId, user })
  try {
    const bounds = { maxBytes: 65_536, timeoutMs: 5000 }
    return await fetchBounded(`${issuer}/token`, { method: 'POST', body, ...bounds })
  } catch (cause) {
    throw new Error(
      `The hub is not running: no sign-in at ${issuer}. Start it with \`npm start\`.`,
      {
        cause,
      },
    )
  }
}

function readText(answer: unknown, name: string): string | null {
  if (typeof answer !== 'object' || answer === null) return null
  const value = (answer as Readonly<Record<string, unknown>>)[name]
  return typeof value === 'string' ? value : null
}
