import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { LogKeyFile } from '../../../common/keys/log-key'
import { openRecordKeys, RecordKeysError } from '../../../common/keys/record-keys'

describe('the keys that name records in the disclosure log', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sightline-record-keys-'))
    file = path.join(folder, 'keys', 'disclosure-log-records')
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('are made once, for their owner only', () => {
    const [secret, ...more] = openRecordKeys(folder)
    expect([secret.length, more]).toEqual([32, []])
    expect(openRecordKeys(folder)).toEqual([secret])
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('are not made anew for a log that is there already', () => {
    openRecordKeys(folder)
    new LogKeyFile(folder).open(true)
    rmSync(file)
    expect(() => openRecordKeys(folder)).toThrow(RecordKeysError)
    expect(() => openRecordKeys(folder)).toThrow(`are missing: ${file}`)
  })

  it('are the first of a file with several, and then the earlier ones', () => {
    const [earlier] = openRecordKeys(folder)
    const newest = Buffer.alloc(32, 5)
    writeFileSync(file, `${newest.toString('base64')}\n${readFileSync(file, 'utf8')}\n`)
    expect(openRecordKeys(folder)).toEqual([newest, earlier])
  })

  it.each(['', '\n', 'short', `${Buffer.alloc(32).toString('base64')}\nx`])(
    'are not read from %j',
    (text) => {
      openRecordKeys(folder)
      writeFileSync(file, text)
      expect(() => openRecordKeys(folder)).toThrow('a line for each')
    },
  )
})
