import { randomBytes } from 'node:crypto'

import {
  hasKeyFile,
  readOrMakeKeyFile,
  removeKeyFile,
  replaceKeyFile,
} from '../../../common/keys/key-file'
import { personIndexCode } from '../../../common/services'

/** The index's own secrets, the oldest first: what is sealed is sealed with each in turn. */
export type OwnKeys = readonly [Buffer, ...Buffer[]]

const nextName = `${personIndexCode}-next`

/**
 * Opens the index's own keys; the first is made at first use.
 * @throws Error when the file holds something else
 */
export function openOwnKeys(dataFolder: string): OwnKeys {
  return readKeys(dataFolder, personIndexCode)
}

/** The key that is to come: the same one until it is in force, whoever is stopped in between. */
export function openNextKey(dataFolder: string): Buffer {
  return readKeys(dataFolder, nextName)[0]
}

/** Whether there is one; none is made. */
export function hasNextKey(dataFolder: string): boolean {
  return hasKeyFile(dataFolder, nextName)
}

/** Puts the next key in force, durably and at once. */
export function takeNextKey(dataFolder: string): void {
  if (!hasNextKey(dataFolder)) throw new Error('There is no next key of the person index')
  const [own, next] = [openOwnKeys(dataFolder), openNextKey(dataFolder)]
  // Whoever rotates at the same time has done it.
  if (own.some((key) => key.equals(next))) return
  const keys = [...own, next]
  replaceKeyFile(dataFolder, personIndexCode, keys.map((key) => key.toString('hex')).join('\n'))
}

/** There is no next key any more. */
export function forgetNextKey(dataFolder: string): void {
  removeKeyFile(dataFolder, nextName)
}

function readKeys(dataFolder: string, name: string): OwnKeys {
  const text = readOrMakeKeyFile(dataFolder, name, () => randomBytes(32).toString('hex'))
  const lines = text.trim().split('\n')
  const [first, ...later] = lines.map((line) => Buffer.from(line.trim(), 'hex'))
  if (!first || !lines.every((line) => /^[0-9a-f]{64}$/.test(line.trim())))
    throw new Error(`The key file "${name}" does not hold 64 hexadecimal digits a line`)
  return [first, ...later]
}
