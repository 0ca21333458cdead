import type { KeyObject } from 'node:crypto'
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import path from 'node:path'

import { readOrMakeKeyFile } from './key-file'

/** The key that signs the disclosure log's checkpoints is not where it belongs, or is not a key. */
export class LogKeyError extends Error {
  constructor(file: string, problem: string) {
    super(`The disclosure log's key ${problem}: ${file}. Nothing is disclosed until it is back`)
    this.name = 'LogKeyError'
  }
}

/** Name of its file. */
export const logKeyName = 'disclosure-log'

/** How long the file is not looked at again. */
const freshMs = 500

/**
 * The Ed25519 key in `<data folder>/keys/disclosure-log` (PKCS #8, PEM). It is made for a log that is
 * still empty and never after: with another key the log would be another's.
 */
export class LogKeyFile {
  readonly #dataFolder: string
  readonly #nowMs: () => number
  #known: { readonly privateKey: KeyObject; readonly readMs: number } | null = null

  constructor(dataFolder: string, nowMs: () => number = () => performance.now()) {
    this.#dataFolder = dataFolder
    this.#nowMs = nowMs
  }

  /** @throws LogKeyError when there is none and none may be made */
  open(mayMake: boolean): { readonly privateKey: KeyObject } {
    const readMs = this.#nowMs()
    if (this.#known && readMs - this.#known.readMs < freshMs) return this.#known
    this.#known = null
    const pem = readOrMakeKeyFile(this.#dataFolder, logKeyName, () => {
      if (!mayMake) throw new LogKeyError(this.#file(), 'is missing')
      return newKey()
    })
    this.#known = { privateKey: this.#parse(pem), readMs }
    return this.#known
  }

  #parse(pem: string): KeyObject {
    const key = tryToParse(pem)
    if (key?.asymmetricKeyType !== 'ed25519')
      throw new LogKeyError(this.#file(), 'is not an Ed25519 key')
    return key
  }

  #file(): string {
    return path.join(this.#dataFolder, 'keys', logKeyName)
  }
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function tryToParse(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem)
  } catch {
    return null
  }
}
