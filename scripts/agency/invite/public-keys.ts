import { createPublicKey } from 'node:crypto'

import type { PinnedKey } from '../../../common/external-agency'
import { isObject, parseJson } from '../../../common/json'
import { thumbprintOf } from '../../../common/keys/keys'
import { readText } from '../check/command'

/**
 * The public keys of a file: a JSON Web Key, a set of them, or PEM. What is private in it is refused by the
 * register.
 * @throws Error naming the file
 */
export function readPublicKeys(file: string): readonly PinnedKey[] {
  const text = readText(file)
  const content = parseJson(text)
  const keys = isObject(content) && Array.isArray(content['keys']) ? content['keys'] : [content]
  if (content !== null) return keys as readonly PinnedKey[]
  if (text.includes('PRIVATE KEY'))
    throw new Error(`${file} is private: only the public half leaves the agency`)
  try {
    const key = createPublicKey(text)
    const jwk = key.export({ format: 'jwk' })
    return [{ ...jwk, kid: thumbprintOf(key), alg: 'ES256', use: 'sig' }]
  } catch (cause) {
    throw new Error(`${file}: expected a public key, as JSON Web Key or in PEM`, { cause })
  }
}
