/** What an agency outside is sent: the keys that agencies share, sealed to its own. */
import { createPrivateKey } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { isObject, parseJson } from '../../../common/json'
import { openSealedSecret, sealSecret } from '../../../common/keys/sealed-secret'
import type { Agency } from '../../../common/register'
import { openLinkKey } from '../../../common/registration/link-tokens'
import { nameKeyFile, openNameKey } from '../../../common/registration/name-key'
import { readText } from '../check/command'
import type { Unseal } from './arguments'

/** Where the keys are, and when it is. */
export interface KeyPlace {
  readonly dataFolder: string
  readonly now: Date
}

/**
 * Writes it; it has nothing that a stranger could use. The key of names is not made up here: where it is not, as beside
 * a person index, the invitation is without it.
 * @returns sentences about what it lacks
 */
export function writeInvitation(
  output: string,
  agency: Agency,
  { dataFolder, now }: KeyPlace,
): readonly string[] {
  const [key] = agency.external?.keys ?? []
  if (!key) throw new Error(`agencies.json has no key of ${agency.code}`)
  const hasNames = existsSync(path.join(dataFolder, 'keys', nameKeyFile))
  const invitation = {
    ...{ agency: agency.code, kid: key.kid, at: now.toISOString() },
    linkKey: sealSecret(openLinkKey(dataFolder).secret, key),
    ...(hasNames ? { nameKey: sealSecret(openNameKey(dataFolder), key) } : {}),
  }
  writeFileSync(output, `${JSON.stringify(invitation, null, 2)}\n`)
  if (hasNames) return []
  return [`The key of names is not in ${dataFolder}: without it nobody of theirs is found by name.`]
}

/**
 * Opens it with the agency's private key; each key goes into a file of its own.
 * @returns sentences: where they are, and what else it holds
 * @throws Error before anything is written when it cannot be opened, or a file is there already
 */
export function unsealInvitation({ input, keyFile, output, names }: Unseal): readonly string[] {
  const { linkKey, nameKey } = readInvitation(input)
  if (names !== null && nameKey === null)
    throw new Error(`${input} is without the key of names: ask whoever runs the hub for it`)
  const own = readPrivateKey(keyFile)
  const found = [{ what: 'link key', file: output, secret: openSealedSecret(linkKey, own) }]
  if (names !== null && nameKey !== null)
    found.push({ what: 'key of names', file: names, secret: openSealedSecret(nameKey, own) })
  for (const { file } of found)
    if (existsSync(file)) throw new Error(`${file} is there already; name another file`)
  for (const { file, secret } of found)
    writeFileSync(file, secret.toString('hex'), { mode: 0o600, flag: 'wx' })
  const isLeft = names === null && nameKey !== null
  return [
    ...found.map(({ what, file }) => `The ${what} is in ${file}, for its owner alone to read.`),
    ...(isLeft ? ['It holds the key of names too: --names FILE writes it.'] : []),
  ]
}

function readInvitation(file: string) {
  const content = parseJson(readText(file))
  const { linkKey, nameKey } = isObject(content) ? content : {}
  if (typeof linkKey !== 'string')
    throw new Error(`${file}: expected an invitation, as "agency -- invite" writes it`)
  return { linkKey, nameKey: typeof nameKey === 'string' ? nameKey : null }
}

function readPrivateKey(file: string) {
  try {
    return createPrivateKey(readFileSync(file))
  } catch (cause) {
    throw new Error(`${file}: expected a private key in PEM`, { cause })
  }
}
