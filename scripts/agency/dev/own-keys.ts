import { setTimeout as sleep } from 'node:timers/promises'

import type { PinnedKey } from '../../../common/external-agency'
import { fetchBounded } from '../../../common/http/bounded-fetch'
import { isObject, parseJson } from '../../../common/json'
import { keysPath } from '../../../common/keys/keys-route'

const bounds = { maxBytes: 65_536, timeoutMs: 3000 }

/**
 * The keys that a subgraph publishes, as soon as it answers.
 * @param url of its GraphQL
 * @param onWaiting told once when it does not answer yet
 * @throws Error when it answers with something else
 */
export async function waitForKeys(
  url: string,
  { onWaiting, signal }: { readonly onWaiting: () => void; readonly signal: AbortSignal },
): Promise<readonly PinnedKey[]> {
  for (let tries = 0; ; tries += 1) {
    const text = await fetchKeys(new URL(keysPath, url))
    if (text !== null) return readKeys(text, url)
    if (tries === 0) onWaiting()
    await sleep(500, undefined, { signal })
  }
}

async function fetchKeys(url: URL): Promise<string | null> {
  try {
    const { isOk, body } = await fetchBounded(url, bounds)
    return isOk ? body.toString() : null
  } catch {
    return null
  }
}

function readKeys(text: string, url: string): readonly PinnedKey[] {
  const content = parseJson(text)
  const keys = isObject(content) ? content['keys'] : null
  if (Array.isArray(keys) && keys.length > 0) return keys as readonly PinnedKey[]
  throw new Error(`${new URL(keysPath, url).href} is no JSON Web Key Set (AC-06)`)
}
