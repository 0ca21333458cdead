import type { KeyObject } from 'node:crypto'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { readDoctorCommand } from '../../../../scripts/agency/doctor/arguments'
import { runDoctor } from '../../../../scripts/agency/doctor/command'
import type { Finding } from '../../../../scripts/agency/doctor/finding'
import { doctorText } from '../../../../scripts/agency/doctor/report'

const folder = mkdtempSync(path.join(tmpdir(), 'sightline-doctor-'))
const file = (name: string) => path.join(folder, name)
const own = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
let server: Server
let origin: string
let published: readonly object[]
let readyStatus: number
let aheadMs: number

function jwkOf(key: KeyObject, kid: string) {
  return { ...createPublicKey(key).export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' }
}

function writeRegister(...keys: readonly object[]): void {
  const agency = {
    ...{ code: 'fire', displayName: 'Fire', kind: 'ambulance', field: 'fire' },
    ...{ existenceProtected: false, external: true, url: `${origin}/graphql`, keys },
  }
  const police = {
    ...{ code: 'police', displayName: 'Police', kind: 'police', field: 'police' },
    existenceProtected: false,
  }
  writeFileSync(file('agencies.json'), JSON.stringify([agency, police]))
}

beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader('date', new Date(Date.now() + aheadMs).toUTCString())
    const isKeys = request.url === '/.well-known/jwks.json'
    response.statusCode = isKeys ? 200 : readyStatus
    response.end(JSON.stringify(isKeys ? { keys: published } : {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true })
})

beforeEach(() => {
  published = [jwkOf(own, 'k1')]
  readyStatus = 200
  aheadMs = 0
  rmSync(file('data'), { recursive: true, force: true })
  mkdirSync(path.join(file('data'), 'keys'), { recursive: true, mode: 0o700 })
  writeFileSync(path.join(file('data'), 'keys', 'link-tokens'), 'a'.repeat(64), { mode: 0o600 })
  writeFileSync(file('key.pem'), own.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 })
  writeRegister(jwkOf(own, 'k1'))
})

function look(
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  nodeVersion = 'v20.19.0',
): Promise<readonly Finding[]> {
  return runDoctor(readDoctorCommand(args), {
    ...{ env: { SIGHTLINE_DATA: file('data'), ...env }, registerFile: file('agencies.json') },
    ...{ nodeVersion, now: Date.now },
  })
}

const everything = () =>
  look([
    '--agency',
    'fire',
    '--key',
    file('key.pem'),
    '--hub-keys',
    `${origin}/.well-known/jwks.json`,
  ])

/** What is wrong, each with how to mend it. */
const wrongIn = (findings: readonly Finding[]) =>
  findings.flatMap(({ isGood, says, mend }) => (isGood ? [] : [`${says} ${mend ?? ''}`]))

describe('agency -- doctor', () => {
  it('finds all well, and says what it has looked at', async () => {
    const findings = await everything()
    expect(wrongIn(findings)).toEqual([])
    expect(new Set(findings.map(({ about }) => about))).toEqual(
      new Set(['SETTINGS', 'KEYS', 'CLOCK', 'NETWORK']),
    )
    expect(doctorText(findings)).toContain('All is well.')
  })

  it.each([
    [{ SIGHTLINE_PORT: 'many' }, 'v20.19.0', 'SIGHTLINE_PORT: '],
    [{ SIGHTLINE_POLICIES: '/nowhere' }, 'v20.19.0', '/nowhere'],
    [{}, 'v20.18.9', 'Install Node 20.19 or newer.'],
    [{}, 'v18.20.0', 'Install Node 20.19 or newer.'],
  ])('finds what is wrong with settings: %j on %s', async (env, version, problem) => {
    const wrong = wrongIn(await look([], env, version))
    expect(wrong).toHaveLength(1)
    expect(wrong[0]).toContain(problem)
  })

  it('finds keys that others can read, and a link key that is none', async () => {
    const link = path.join(file('data'), 'keys', 'link-tokens')
    chmodSync(link, 0o644)
    expect(wrongIn(await look())[0]).toContain(`Run chmod go-rwx '${link}'.`)
    chmodSync(link, 0o600)
    writeFileSync(link, 'Ashdown')
    const [wrong = ''] = wrongIn(await look())
    expect(wrong).toContain('does not hold 64 hexadecimal digits')
    expect(wrong).not.toContain('Ashdown')
  })

  it('finds a key that is not the pinned one, or not the first', async () => {
    writeRegister(jwkOf(other, 'k2'), jwkOf(own, 'k1'))
    expect(wrongIn(await everything()).join('\n')).toContain('another key of fire before this one')
    writeRegister(jwkOf(other, 'k2'))
    expect(wrongIn(await everything()).join('\n')).toContain('does not have the public half')
    writeFileSync(file('key.pem'), 'no key')
    expect(wrongIn(await everything()).join('\n')).toContain('is no private key on P-256')
  })

  it('finds an agency that publishes another key, is not ready, or is away', async () => {
    published = [jwkOf(other, 'k1')]
    readyStatus = 503
    const wrong = wrongIn(await look(['--agency', 'fire'])).join('\n')
    expect(wrong).toContain('is not ready (503)')
    expect(wrong).toContain('does not have the first key that agencies.json pins for fire')
    const away = await look(['--agency', 'fire', '--url', 'http://127.0.0.1:2/graphql'])
    expect(wrongIn(away).join('\n')).toMatch(/is not reached \(\w+\)/)
  })

  it.each([
    [20_000, 'behind'],
    [-20_000, 'ahead of'],
  ])('finds a clock that is wrong by %d ms', async (off, which) => {
    aheadMs = off
    const [wrong = ''] = wrongIn(await everything())
    expect(wrong).toMatch(new RegExp(`^The clock is \\d+ s ${which} that of the hub`))
    expect(wrong).toContain('NTP')
  })

  it('finds a register that cannot be read, and who is not outside', async () => {
    expect(wrongIn(await look(['--agency', 'police'])).join()).toContain('is no agency outside')
    expect(wrongIn(await look(['--agency', 'circus'])).join()).toContain('No agency "circus"')
    writeFileSync(file('agencies.json'), '{}')
    expect(wrongIn(await look()).join()).toContain('expected a list of agencies')
  })

  it('says what is wrong with its arguments', () => {
    expect(() => readDoctorCommand(['--url', 'file:///etc'])).toThrow('--url is no http')
    expect(() => readDoctorCommand(['--colour'])).toThrow('colour')
  })
})
