import { readFileSync } from 'node:fs'

import type { PinnedKey } from '../../../common/external-agency'
import { readRegister } from '../../../common/register'
import { replaceFile } from '../publish/replace-file'

/** An agency outside as `agencies.json` has it. */
export interface OutsideEntry {
  readonly code: string
  readonly displayName: string
  readonly kind: string
  readonly field: string
  readonly existenceProtected: boolean
  readonly external: true
  readonly url: string
  readonly keys: readonly PinnedKey[]
}

/**
 * Adds an agency outside at the end of the register: ports of those before it stay.
 * @throws Error naming the entry and what is wrong with it; the register is then as it was
 */
export function addToRegister(file: string, entry: OutsideEntry): void {
  change(file, (entries) => [...entries, entry])
}

/** Takes an agency out of the register. */
export function removeFromRegister(file: string, code: string): void {
  change(file, (entries) => entries.filter((entry) => entry.code !== code))
}

type Entry = { readonly code?: unknown } & object

function change(file: string, to: (entries: readonly Entry[]) => readonly Entry[]): void {
  const before = readFileSync(file, 'utf8')
  replaceFile(file, `${JSON.stringify(to(JSON.parse(before) as Entry[]), null, 2)}\n`)
  try {
    readRegister(file)
  } catch (error) {
    replaceFile(file, before)
    throw error
  }
}
