import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'

import { readOrMakeKeyFile } from './key-file'
import { logKeyName } from './log-key'

/** The keys that name records in the disclosure log are not where they belong, or are no keys. */
export class RecordKeysError extends Error {
  constructor(file: string, problem: string) {
    super(
      `The keys that name records in the disclosure log ${problem}: ${file}. Put the file back; ` +
        'without it nobody can say to whom a record was disclosed',
    )
    this.name = 'RecordKeysError'
  }
}

const fileName = 'disclosure-log-records'
const keyBytes = 32

/**
 * The secrets in `<data folder>/keys/disclosure-log-records`, base64, a line for each: entries are
 * written with the first, the others are keys of earlier entries. The file is made together with the
 * log's own key and never after: a log whose records nobody can find would seem to hold none.
 * @throws RecordKeysError
 */
export function openRecordKeys(dataFolder: string): readonly [Uint8Array, ...Uint8Array[]] {
  const folder = path.join(dataFolder, 'keys')
  const file = path.join(folder, fileName)
  const text = readOrMakeKeyFile(dataFolder, fileName, () => {
    if (existsSync(path.join(folder, logKeyName))) throw new RecordKeysError(file, 'are missing')
    return `${randomBytes(keyBytes).toString('base64')}\n`
  })
  return parseRecordKeys(text, file)
}

/** The secrets of such a file. @throws RecordKeysError that names the file */
export function parseRecordKeys(
  text: string,
  file: string,
): readonly [Uint8Array, ...Uint8Array[]] {
  const [first, ...earlier] = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Buffer.from(line.trim(), 'base64'))
  if (!first || [first, ...earlier].some(({ length }) => length !== keyBytes))
    throw new RecordKeysError(file, `are not ${keyBytes} bytes in base64, a line for each`)
  return [first, ...earlier]
}
