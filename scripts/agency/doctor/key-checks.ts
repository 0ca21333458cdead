import type { KeyObject } from 'node:crypto'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

import type { Agency } from '../../../common/register'
import { linkKeyFile } from '../../../common/registration/link-tokens'
import type { Finding } from './finding'
import { bad, good } from './finding'

/** The key files of a data folder. Nothing is made that is not there. */
export function checkKeyFolder(dataFolder: string): readonly Finding[] {
  const folder = path.join(dataFolder, 'keys')
  if (!existsSync(folder)) return [good('KEYS', `${folder} is made with the first start.`)]
  const files = readdirSync(folder).map((name) => path.join(folder, name))
  const open = [folder, ...files].filter(isOpenToOthers)
  const readable = open.map((file) =>
    bad('KEYS', `${file} can be read by others on this machine.`, `Run chmod go-rwx '${file}'.`),
  )
  const all = good('KEYS', `Only their owner can read ${folder} and its ${files.length} files.`)
  return [
    ...(readable.length > 0 ? readable : [all]),
    ...checkLinkKey(path.join(folder, linkKeyFile)),
  ]
}

/** The private key of an agency outside, and whether the register holds its other half. */
export function checkOwnKey(file: string, agency: Agency | null): readonly Finding[] {
  const key = readKey(file)
  if (!key)
    return [
      bad(
        ...(['KEYS', `${file} is no private key on P-256 in PEM.`] as const),
        'Make one: openssl ecparam -name prime256v1 -genkey -noout -out key.pem',
      ),
    ]
  const access = isOpenToOthers(file)
    ? bad('KEYS', `${file} can be read by others on this machine.`, `Run chmod go-rwx '${file}'.`)
    : good('KEYS', `Only its owner can read ${file}.`)
  return agency ? [access, checkPinned(key, agency)] : [access]
}

function checkPinned(key: KeyObject, { code, external }: Agency): Finding {
  const { x, y } = createPublicKey(key).export({ format: 'jwk' })
  const index = external?.keys.findIndex((pinned) => pinned.x === x && pinned.y === y) ?? -1
  if (index === 0) return good('KEYS', `agencies.json has the public half, first of ${code}.`)
  if (index > 0)
    return bad(
      ...(['KEYS', `agencies.json has another key of ${code} before this one.`] as const),
      'Calls are sealed to the first: use that key, or have this one put first.',
    )
  return bad(
    ...(['KEYS', `agencies.json does not have the public half of this key for ${code}.`] as const),
    'Use the key that was pinned, or have the public half of this one pinned.',
  )
}

function checkLinkKey(file: string): readonly Finding[] {
  if (!existsSync(file)) return []
  if (/^[0-9a-f]{64}\s*$/.test(readFileSync(file, 'utf8')))
    return [good('KEYS', 'The link key is of its form.')]
  const mend = 'Put the partnership’s key back: agency -- unseal, or share-link-key.'
  return [bad('KEYS', `${file} does not hold 64 hexadecimal digits.`, mend)]
}

function readKey(file: string): KeyObject | null {
  try {
    const key = createPrivateKey(readFileSync(file))
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : null
  } catch {
    return null
  }
}

function isOpenToOthers(file: string): boolean {
  return (statSync(file).mode & 0o077) !== 0
}
