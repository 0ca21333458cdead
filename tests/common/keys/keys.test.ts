import { execFile } from 'node:child_process'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

import { findAmong, openSigningKey, publicKeySet, thumbprintOf } from '../../../common/keys/keys'
import { projectPath } from '../../../common/project-root'

const run = promisify(execFile)

describe('a signing key', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sightline-keys-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('is made at first use and stays the same', () => {
    expect(openSigningKey(folder, 'hub').kid).toBe(openSigningKey(folder, 'hub').kid)
    expect(openSigningKey(folder, 'hub').kid).not.toBe(openSigningKey(folder, 'other').kid)
  })

  it('lies in a folder and a file that only their owner reads, with no draft left beside it', () => {
    openSigningKey(folder, 'hub')
    expect(statSync(path.join(folder, 'keys')).mode & 0o777).toBe(0o700)
    expect(statSync(path.join(folder, 'keys', 'hub')).mode & 0o777).toBe(0o600)
    expect(readdirSync(path.join(folder, 'keys'))).toEqual(['hub'])
  })

  it('is the same for processes that start at once', async () => {
    const module = JSON.stringify(projectPath('common', 'keys', 'keys.ts'))
    const program = `process.stdout.write(require(${module}).openSigningKey(${JSON.stringify(folder)}, 'hub').kid)`
    const starts = Array.from({ length: 4 }, () =>
      run(process.execPath, ['--import', 'tsx', '-e', program], { cwd: projectPath() }),
    )
    const kids = (await Promise.all(starts)).map(({ stdout }) => stdout)
    expect(kids[0]).toHaveLength(43)
    expect(new Set(kids).size).toBe(1)
  })

  it.each(['../hub', 'Hub', '', 'a/b', 'hub.pem'])('refuses the name "%s"', (name) => {
    expect(() => openSigningKey(folder, name)).toThrow('Not the name of a key')
  })

  it('refuses a file that holds something else, and names it', () => {
    openSigningKey(folder, 'hub')
    writeFileSync(path.join(folder, 'keys', 'hub'), 'not a key')
    expect(() => openSigningKey(folder, 'hub')).toThrow('The key file "hub"')
  })

  it('refuses a key on another curve', () => {
    openSigningKey(folder, 'hub')
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
    writeFileSync(path.join(folder, 'keys', 'hub'), pem)
    expect(() => openSigningKey(folder, 'hub')).toThrow('P-256')
  })

  it('publishes its public half only', () => {
    const key = openSigningKey(folder, 'hub')
    const [published] = publicKeySet([key]).keys
    expect(Object.keys(published ?? {}).sort()).toEqual([
      'alg',
      'crv',
      'kid',
      'kty',
      'use',
      'x',
      'y',
    ])
    expect(published?.kid).toBe(key.kid)
  })

  it('is found by its id only', async () => {
    const key = openSigningKey(folder, 'hub')
    await expect(findAmong([key])(key.kid)).resolves.toBe(key.publicKey)
    await expect(findAmong([key])('another')).resolves.toBeNull()
  })
})

describe('a thumbprint', () => {
  // The P-256 key of RFC 7515, appendix A.3; its thumbprint was computed with the jose package.
  it('is the one other implementations compute', () => {
    const key = createPublicKey({
      format: 'jwk',
      key: {
        kty: 'EC',
        crv: 'P-256',
        x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
        y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
      },
    })
    expect(thumbprintOf(key)).toBe('oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U')
  })
})
