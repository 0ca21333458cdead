/**
 * `node dist/scripts/share-link-key.js <data folder> ...`: gives every folder the partnership's keys, so that all of
 * them make the same token of the same identifier and name. The index gets the key of identifiers alone and the
 * service that makes the tokens of a search the key of names alone; they are known by the folder's name. A key that
 * is there is kept; with none there, one is made.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'

import { readOrMakeKeyFile } from '../common/keys/key-file'
import { linkKeyFile, openSecret } from '../common/registration/link-tokens'
import { nameKeyFile } from '../common/registration/name-key'
import { personIndexCode, searchTokensCode } from '../common/services'

function main(folders: readonly string[]): void {
  if (folders.length === 0) throw new Error('Usage: share-link-key <data folder> ...')
  share(linkKeyFile, without(folders, searchTokensCode))
  share(nameKeyFile, without(folders, personIndexCode))
}

function without(folders: readonly string[], code: string): readonly string[] {
  return folders.filter((folder) => path.basename(folder) !== code)
}

function share(keyName: string, folders: readonly string[]): void {
  const holders = folders.filter((folder) => existsSync(path.join(folder, 'keys', keyName)))
  const [source = folders[0]] = holders
  if (source === undefined) return
  const secret = openSecret(source, keyName).toString('hex')
  const other = holders.find((folder) => openSecret(folder, keyName).toString('hex') !== secret)
  if (other !== undefined)
    throw new Error(
      `${source} and ${other} hold different link keys; only one can be the partnership's`,
    )
  for (const folder of folders) readOrMakeKeyFile(folder, keyName, () => secret)
}

try {
  main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
