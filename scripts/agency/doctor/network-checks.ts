import type { FetchedAnswer } from '../../../common/http/bounded-fetch'
import { fetchBounded } from '../../../common/http/bounded-fetch'
import { readKeySet } from '../../../common/keys/key-set'
import { keysPath } from '../../../common/keys/keys-route'
import { pinnedKeySet } from '../../../common/keys/pinned-keys'
import type { Agency } from '../../../common/register'
import type { Finding } from './finding'
import { bad, good } from './finding'

const bounds = { maxBytes: 256 * 1024, timeoutMs: 10_000 }
/** Clocks may differ by so much (AC-11). */
const skewMs = 5000
/** A date of HTTP has whole seconds. */
const dateStepMs = 1000

/** Whether the hub's keys are had, and how far its clock is from ours. @param now milliseconds since 1970 */
export async function checkHub(url: string, now: () => number): Promise<readonly Finding[]> {
  const askedAt = now()
  const answer = await ask(url)
  if ('about' in answer) return [answer]
  const answeredAt = now()
  const keys = keysOf(answer)
  const reached =
    keys === null
      ? bad('NETWORK', `${url} has no key set.`, 'Name where the hub publishes its keys.')
      : good('NETWORK', `The hub publishes ${keys} keys at ${url}.`)
  return [reached, checkClock(answer.headers.get('date'), askedAt, answeredAt)]
}

/** Whether an agency is reached, ready, and publishes the key that is pinned. */
export async function checkAgency(url: string, agency: Agency | null): Promise<readonly Finding[]> {
  const ready = await ask(new URL('/health/ready', url).href)
  if ('about' in ready) return [ready]
  const isReady = ready.isOk
    ? good('NETWORK', `${url} is ready.`)
    : bad(
        'NETWORK',
        `${url} answers, and is not ready (${ready.status}).`,
        'Look at what its log says is missing.',
      )
  return agency ? [isReady, await checkPublished(url, agency)] : [isReady]
}

async function checkPublished(url: string, { code, external }: Agency): Promise<Finding> {
  const where = new URL(keysPath, url).href
  const answer = await ask(where)
  if ('about' in answer) return answer
  const [first] = external?.keys ?? []
  const pinned = first && pinnedKeySet([first]).get(first.kid)
  if (pinned && publishes(answer, (key) => key.equals(pinned)))
    return good('NETWORK', `${where} has the key that agencies.json pins.`)
  const mend = 'Let it publish the key that is pinned, or have the one that it publishes pinned.'
  return bad(
    'NETWORK',
    `${where} does not have the first key that agencies.json pins for ${code}.`,
    mend,
  )
}

type Keys = ReturnType<typeof readKeySet>
type Key = Keys extends ReadonlyMap<string, infer Value> ? Value : never

function publishes({ body }: FetchedAnswer, isIt: (key: Key) => boolean): boolean {
  try {
    return [...readKeySet(body.toString()).values()].some(isIt)
  } catch {
    return false
  }
}

function keysOf({ isOk, body }: FetchedAnswer): number | null {
  try {
    return isOk ? readKeySet(body.toString()).size : null
  } catch {
    return null
  }
}

/** The other clock is somewhere in the second that it names, between our two looks. */
function checkClock(date: string | null, askedAt: number, answeredAt: number): Finding {
  const theirs = Date.parse(date ?? '')
  if (Number.isNaN(theirs))
    return bad('CLOCK', 'The hub does not say what time it is.', 'Compare the clocks by hand.')
  const behind = askedAt - (theirs + dateStepMs)
  const ahead = theirs - answeredAt
  const off = Math.max(behind, ahead)
  if (off <= skewMs) return good('CLOCK', 'The clock agrees with that of the hub.')
  const seconds = Math.round(off / 1000)
  return bad(
    ...([
      'CLOCK',
      `The clock is ${seconds} s ${behind > ahead ? 'ahead of' : 'behind'} that of the hub.`,
    ] as const),
    'Keep it by NTP: beyond 5 s no call is accepted (AC-11).',
  )
}

async function ask(url: string): Promise<FetchedAnswer | Finding> {
  try {
    return await fetchBounded(url, bounds)
  } catch (error) {
    const code = codeOf(error)
    return bad('NETWORK', `${url} is not reached (${code}).`, mends[code] ?? otherwise)
  }
}

const otherwise = 'Look whether it runs, and whether a firewall or a proxy stands between.'

/** By the code that Node gives. */
const mends: Readonly<Record<string, string>> = {
  ENOTFOUND: 'No such name is known here: correct the address, or the name service.',
  EAI_AGAIN: 'The name service does not answer: look at the network.',
  ECONNREFUSED: 'Nothing listens there: start it, or correct the port.',
  TimeoutError: 'It does not answer in time: look whether a firewall drops what is sent.',
  CERT_HAS_EXPIRED: 'Its certificate has expired: have it renewed.',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'Its certificate is its own: give NODE_EXTRA_CA_CERTS its authority.',
  SELF_SIGNED_CERT_IN_CHAIN: 'Its authority is not known: give NODE_EXTRA_CA_CERTS that.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Its certificate comes without the one that vouches for it.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Its certificate is for another name: correct the address.',
}

function codeOf(error: unknown): string {
  const { cause, name = 'unknown' } = error as { readonly cause?: unknown; readonly name?: string }
  const { code } = (cause ?? error) as { readonly code?: unknown }
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : name
}
