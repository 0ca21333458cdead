import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { LogKeyError, LogKeyFile } from '../../../common/keys/log-key'

describe("the disclosure log's key", () => {
  let folder: string
  let nowMs: number
  const file = () => path.join(folder, 'keys', 'disclosure-log')
  const keyFile = () => new LogKeyFile(folder, () => nowMs)

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sightline-log-key-'))
    nowMs = 0
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it('is made for a new log, for its owner only, and is the same ever after', () => {
    const made = keyFile().open(true).privateKey
    expect(made.asymmetricKeyType).toBe('ed25519')
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(keyFile().open(false).privateKey.equals(made)).toBe(true)
    expect(keyFile().open(true).privateKey.equals(made)).toBe(true)
  })

  it('is not made for a log that has entries', () => {
    expect(() => keyFile().open(false)).toThrow(LogKeyError)
    expect(() => keyFile().open(false)).toThrow(/is missing.*Nothing is disclosed/)
  })

  it('is missed within half a second, and used again when it is back', () => {
    const key = keyFile()
    key.open(true)
    const pem = readFileSync(file(), 'utf8')
    rmSync(file())
    nowMs = 499
    expect(() => key.open(false)).not.toThrow()
    nowMs = 500
    expect(() => key.open(false)).toThrow(LogKeyError)
    writeFileSync(file(), pem)
    expect(() => key.open(false)).not.toThrow()
  })

  it.each([
    ['not a key', 'nonsense'],
    [
      'a key of another kind',
      generateKeyPairSync('ec', { namedCurve: 'P-256' })
        .privateKey.export({ type: 'pkcs8', format: 'pem' })
        .toString(),
    ],
  ])('is refused when it is %s', (_what, pem) => {
    keyFile().open(true)
    writeFileSync(file(), pem)
    expect(() => keyFile().open(true)).toThrow(/is not an Ed25519 key/)
  })
})
