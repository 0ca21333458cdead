import { randomBytes } from 'node:crypto'

import { readOrMakeKeyFile } from '../../common/keys/key-file'

/** What letters in documents are made with, made at first use: lost, the letters of a case change. */
export function readInitialsKey(dataFolder: string): Buffer {
  const key = readOrMakeKeyFile(dataFolder, 'web-initials', () =>
    randomBytes(32).toString('base64'),
  )
  return Buffer.from(key, 'base64')
}
