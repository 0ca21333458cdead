import type { KeyObject } from 'node:crypto'
import { generateKeyPairSync } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { projectPath } from '../../../../common/project-root'
import { readRegister } from '../../../../common/register'
import {
  identifierToken,
  linkKeyId,
  openLinkKey,
} from '../../../../common/registration/link-tokens'
import { openNameKey } from '../../../../common/registration/name-key'
import { readSdlFile } from '../../../../schema/instance-sdl'
import { readInviteCommand } from '../../../../scripts/agency/invite/arguments'
import type { InviteResult } from '../../../../scripts/agency/invite/command'
import { runInvite } from '../../../../scripts/agency/invite/command'
import { inviteText } from '../../../../scripts/agency/invite/report'
import { published as sdl } from '../check/fire-and-rescue'

const code = 'fire-and-rescue'
let folder: string
let privateKey: KeyObject

const file = (name: string) => path.join(folder, name)

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sightline-invite-'))
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  privateKey = pair.privateKey
  writeFileSync(file('key.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }))
  writeFileSync(file('public.pem'), pair.publicKey.export({ format: 'pem', type: 'spki' }))
  writeFileSync(file('schema.graphql'), sdl)
  // Composing with all of them takes its time, and says no more.
  const [first] = JSON.parse(readFileSync(projectPath('agencies.json'), 'utf8')) as object[]
  writeFileSync(file('agencies.json'), JSON.stringify([first]))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

function run(...args: readonly string[]): Promise<InviteResult> {
  return runInvite(readInviteCommand(args), {
    ...{ registerFile: file('agencies.json'), schemaFolder: file('schema') },
    ...{ publishedFolder: file('published'), policyFolder: projectPath('policies') },
    ...{ dataFolder: file('data'), read: readSdlFile, now: new Date('2026-04-01T12:00:00.000Z') },
  })
}

const terms = (key = 'public.pem') => [
  ...['--key', file(key), '--url', 'https://fire.example/graphql', '--kind', 'ambulance'],
  ...['--field', 'fireAndRescue', '--name', 'Fire and Rescue', '--sdl', file('schema.graphql')],
]
const invite = (key?: string) => run('invite', code, ...terms(key), '--out', file('invitation'))
const unseal = (key: string, out: string) =>
  run('unseal', '--in', file('invitation'), '--key', file(key), '--out', file(out))
const linkKey = () => openLinkKey(file('data')).secret.toString('hex')
const entry = () => readRegister(file('agencies.json')).find((one) => one.code === code)

describe('an agency that is invited', () => {
  it('is in the register with its key, and opens the link key with the other half', async () => {
    const result = await invite()
    expect(inviteText(result)).toContain('Next: npm run generate, then restart everything.')
    expect(entry()).toMatchObject({ kind: 'ambulance', existenceProtected: false, position: 1 })
    expect(entry()?.external).toMatchObject({
      url: 'https://fire.example/graphql',
      keys: [{ kty: 'EC', crv: 'P-256', alg: 'ES256' }],
    })
    expect(readFileSync(path.join(file('schema'), `${code}.graphql`), 'utf8')).toBe(sdl)
    expect(readFileSync(file('invitation'), 'utf8')).not.toContain(linkKey())

    await unseal('key.pem', 'link-tokens')
    expect(readFileSync(file('link-tokens'), 'utf8')).toBe(linkKey())
    expect(statSync(file('link-tokens')).mode & 0o777).toBe(0o600)
    await expect(unseal('key.pem', 'link-tokens')).rejects.toThrow('is there already')
  })

  it('opens the key of names too, where the hub has it, into a file of its own', async () => {
    expect((await invite()).says.join(' ')).toContain('The key of names is not in')
    const names = ['--in', file('invitation'), '--key', file('key.pem'), '--names', file('names')]
    await expect(run('unseal', ...names, '--out', file('a'))).rejects.toThrow(
      'is without the key of names',
    )
    expect(existsSync(file('a'))).toBe(false)

    const nameKey = openNameKey(file('data')).toString('hex')
    const again = await run('invite', code, '--out', file('invitation'))
    expect(again.says.join(' ')).not.toContain('key of names')
    expect(readFileSync(file('invitation'), 'utf8')).not.toContain(nameKey)
    expect((await unseal('key.pem', 'a')).says.join(' ')).toContain('--names FILE writes it')
    await run('unseal', ...names, '--out', file('b'))
    expect(readFileSync(file('names'), 'utf8')).toBe(nameKey)
    expect(readFileSync(file('b'), 'utf8')).toBe(linkKey())
    expect(statSync(file('names')).mode & 0o777).toBe(0o600)
    // Nothing is written when one of them cannot be.
    await expect(run('unseal', ...names, '--out', file('c'))).rejects.toThrow('is there already')
    expect(existsSync(file('c'))).toBe(false)
  })

  it('is given the link key again when it has changed', async () => {
    await invite()
    const before = linkKey()
    rmSync(path.join(file('data'), 'keys', 'link-tokens'))
    await run('invite', code, '--out', file('invitation'))
    await unseal('key.pem', 'again')
    expect(readFileSync(file('again'), 'utf8')).toBe(linkKey())
    expect(linkKey()).not.toBe(before)
  })

  it('leaves with all that it has published', async () => {
    await invite()
    const result = await run('withdraw', code)
    expect(result.says.join(' ')).toContain(
      'It still knows the link key. Next: npm run agency -- rotate-link-key',
    )
    expect(entry()).toBeUndefined()
    expect(existsSync(path.join(file('schema'), `${code}.graphql`))).toBe(false)
    await expect(run('withdraw', code)).rejects.toThrow('No agency "fire-and-rescue"')
  })

  it('knows a link key that leads to nobody once it has left and the key was changed', async () => {
    await invite()
    await unseal('key.pem', 'known')
    await run('withdraw', code)
    await invite()
    const known = { secret: Buffer.from(readFileSync(file('known'), 'utf8'), 'hex') }
    const result = await run('rotate-link-key', '--dir', folder)
    expect(result.says.join(' ')).toContain(`${code}.invitation.json`)
    expect(result.says.join(' ')).toContain('keep the gateways stopped')
    const now = openLinkKey(file('data'))
    for (const [type, value] of [
      ['NHS_NUMBER', '999 000 0018'],
      ['CRN', 'X104567'],
    ] as const)
      expect(identifierToken(known, type, value)).not.toBe(identifierToken(now, type, value))
    expect(linkKeyId(known)).not.toBe(linkKeyId(now))

    // Who is still in the register has the new one, and the one before is kept for going back.
    copyFileSync(file(`${code}.invitation.json`), file('invitation'))
    await unseal('key.pem', 'new')
    expect(readFileSync(file('new'), 'utf8')).toBe(linkKey())
    const kept = readdirSync(path.join(file('data'), 'keys')).filter((name) =>
      name.includes('until'),
    )
    expect(kept).toEqual(['link-tokens.until-2026-04-01T12-00-00-000Z'])
  })

  it('has its link key changed only where that is', async () => {
    await expect(run('rotate-link-key')).rejects.toThrow('run it where the link key is')
    expect(existsSync(path.join(file('data'), 'keys', 'link-tokens'))).toBe(false)
  })

  it('tells the link key to nobody else', async () => {
    await invite()
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    writeFileSync(file('other.pem'), other.export({ format: 'pem', type: 'pkcs8' }))
    await expect(unseal('other.pem', 'stolen')).rejects.toThrow('not sealed to this key')
    expect(existsSync(file('stolen'))).toBe(false)
  })

  it('keeps its private key', async () => {
    await expect(invite('key.pem')).rejects.toThrow('only the public half leaves the agency')
    const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'k' }
    writeFileSync(file('key.jwk'), JSON.stringify({ keys: [jwk] }))
    await expect(invite('key.jwk')).rejects.toThrow('is private')
    expect(entry()).toBeUndefined()
    expect(existsSync(path.join(file('schema'), `${code}.graphql`))).toBe(false)
    expect(existsSync(file('invitation'))).toBe(false)
  })

  it('does not join with a schema that breaks the rules', async () => {
    writeFileSync(
      file('schema.graphql'),
      sdl.replace('uprn: ID @classified(as: ["ADDRESS"])', 'uprn: ID'),
    )
    const result = await invite()
    expect(result.isDone).toBe(false)
    expect(inviteText(result)).toContain('HomeVisit.uprn is not classified')
    expect(entry()).toBeUndefined()
  })

  it('does not join twice, nor as one of the hub’s own', async () => {
    await invite()
    await expect(invite()).rejects.toThrow('fire-and-rescue is in agencies.json already')
    await expect(run('invite', 'northshire-police', '--out', file('i'))).rejects.toThrow(
      'one of the hub’s own agencies'.replace('’', "'"),
    )
  })

  it.each([
    [['invite'], 'the code of the agency is missing'],
    [['invite', '../x'], 'small letters, digits and hyphens'],
    [['invite', code, '--url', 'https://x'], 'invite: --key is missing'],
    [['unseal', '--key', 'k'], 'unseal: --in is missing'],
    [['withdraw', code, 'b'], 'there is more than one agency'],
    [['invite', code, '--colour', 'red'], 'colour'],
  ])('is not what %j says', (args, problem) => {
    expect(() => readInviteCommand(args)).toThrow(problem)
  })

  it('says what is wrong with a file', async () => {
    copyFileSync(file('schema.graphql'), file('invitation'))
    await expect(unseal('key.pem', 'out')).rejects.toThrow('expected an invitation')
    await expect(invite('schema.graphql')).rejects.toThrow('expected a public key')
    await expect(invite('nowhere')).rejects.toThrow('there is no such file')
  })
})
