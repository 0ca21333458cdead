/**
 * `node dist/scripts/share-link-key.js <data folder> ...`: gives every folder the partnership's link key,
 * so that all of them make the same token of the same identifier. The one that is there is kept; with
 * none there, one is made.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'

import { readOrMakeKeyFile } from '../common/keys/key-file'
import { openLinkKey } from '../common/registration/link-tokens'

const keyName = 'link-tokens'

function main(folders: readonly string[]): void {
  const holders = folders.filter((folder) => existsSync(path.join(folder, 'keys', keyName)))
  const [source = folders[0]] = holders
  if (source === undefined) throw new Error('Usage: share-link-key <data folder> ...')
  const secret = openLinkKey(source).secret.toString('hex')
  const other = holders.find((folder) => openLinkKey(folder).secret.toString('hex') !== secret)
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
