import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { projectPath } from '../../../../common/project-root'
import type { Agency } from '../../../../common/register'
import { readRegister } from '../../../../common/register'
import { SupergraphFile } from '../../../../schema/supergraph-text'
import { readPublishCommand } from '../../../../scripts/agency/publish/arguments'
import type { PublishResult } from '../../../../scripts/agency/publish/command'
import { runPublish } from '../../../../scripts/agency/publish/command'
import type { Publication } from '../../../../scripts/agency/publish/publication'
import { PublishedRegister } from '../../../../scripts/agency/publish/published-register'
import { publishText } from '../../../../scripts/agency/publish/report'
import { changed, published as sdl, uprnField } from '../check/fire-and-rescue'

const code = 'fire-and-rescue'
const now = new Date('2026-04-01T12:00:00.000Z')

let folder: string
let register: readonly Agency[]

const further = changed('type HomeVisit {', 'type HomeVisit { "By." by: String @classified(as: [])')

const file = (name: string) => path.join(folder, name)

function writeKey(name: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  writeFileSync(file(name), privateKey.export({ format: 'pem', type: 'pkcs8' }))
  return { ...publicKey.export({ format: 'jwk' }), kid: name }
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sightline-publish-'))
  const fire: Agency = {
    ...{ code, displayName: 'Fire and Rescue', kind: 'ambulance', field: 'fireAndRescue' },
    ...{ existenceProtected: false, position: 1 },
    external: { url: 'https://fire.example/graphql', keys: [writeKey('key.pem')] },
  }
  // Composing with all of them takes its time, and says no more.
  register = [...readRegister().slice(0, 1), fire]
  writeFileSync(file('schema.graphql'), sdl)
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

function run(...args: readonly string[]): Promise<PublishResult> {
  return runPublish(readPublishCommand(args), {
    published: new PublishedRegister(file('published'), register),
    ...{ register, policyFolder: projectPath('policies'), now },
  })
}

function publish(version: string, ...further: readonly string[]): Promise<PublishResult> {
  return run(
    ...['publish', code, '--sdl', file('schema.graphql'), '--version', version],
    ...['--changelog', `What is new in ${version}`, '--key', file('key.pem'), ...further],
  )
}

const supergraph = () => new SupergraphFile(file('published')).read()
const versionsIn = ({ versions = [] }: PublishResult) =>
  versions.map(({ version, isInForce }) => `${version}${isInForce ? ' in force' : ''}`)

describe('what an agency outside publishes', () => {
  it('is in force once it is signed and checked, and gateways find it', async () => {
    const first = await publish('1.0.0')
    expect(first).toMatchObject({ isDone: true, report: { passed: true } })
    expect(supergraph()).toContain('isAlarmDisabled')
    writeFileSync(file('schema.graphql'), further)
    const second = await publish('1.1.0')
    expect(second.report?.changes).toMatchObject([{ sort: 'FIELD_ADDED', at: 'HomeVisit.by' }])
    expect(supergraph()).toContain('by: String')
    const listed = await run('list', code)
    expect(versionsIn(listed)).toEqual(['1.1.0 in force', '1.0.0'])
    expect(publishText(listed)).toContain(
      'in force  fire-and-rescue 1.1.0  2026-04-01T12:00:00.000Z',
    )
  })

  it('goes back, and says why', async () => {
    await publish('1.0.0')
    writeFileSync(file('schema.graphql'), further)
    await publish('1.0.1')
    expect(supergraph()).toContain('by: String')
    await expect(run('rollback', code, '--reason', 'Too slow')).resolves.toMatchObject({
      says: 'fire-and-rescue 1.0.0 is in force again: Too slow',
    })
    expect(supergraph()).not.toContain('by: String')
    expect(versionsIn(await run('list'))).toEqual(['1.0.1', '1.0.0 in force'])
    await run('rollback', code, '--to', '1.0.1', '--reason', 'Mended')
    expect(supergraph()).toContain('by: String')
    await expect(run('rollback', code, '--to', '1.0.1', '--reason', 'x')).rejects.toThrow(
      'fire-and-rescue 1.0.1 is in force already',
    )
    await expect(run('rollback', code, '--to', '2.0.0', '--reason', 'x')).rejects.toThrow(
      'fire-and-rescue has not published 2.0.0',
    )
  })

  it('is refused when it breaks what is in use, and nothing changes', async () => {
    await publish('1.0.0')
    const before = supergraph()
    writeFileSync(file('schema.graphql'), changed(uprnField, ''))
    const result = await publish('2.0.0')
    expect(result).toMatchObject({ isDone: false, says: 'fire-and-rescue 2.0.0 is not published.' })
    expect(publishText(result)).toContain('REFUSED   FIELD_REMOVED HomeVisit.uprn')
    expect(supergraph()).toBe(before)
    expect(versionsIn(await run('list'))).toEqual(['1.0.0 in force'])
  })

  it('may be signed elsewhere and put in force here', async () => {
    await publish('1.0.0', '--out', file('signed.json'))
    expect(versionsIn(await run('list'))).toEqual([])
    await run('publish', code, '--in', file('signed.json'))
    expect(versionsIn(await run('list'))).toEqual(['1.0.0 in force'])
  })

  it('is not taken from anybody else, nor changed after it was signed', async () => {
    writeKey('other.pem')
    await expect(publish('1.0.0', '--key', file('other.pem'))).rejects.toThrow(
      'agencies.json holds no public half of this key for fire-and-rescue',
    )
    await publish('1.0.0', '--out', file('signed.json'))
    const signed = JSON.parse(readFileSync(file('signed.json'), 'utf8')) as Publication
    const forged: readonly Partial<Publication>[] = [
      { sdl: changed('as: ["ADDRESS"]', 'as: []') },
      { version: '9.0.0' },
      { changelog: 'Nothing' },
      { signature: `${signed.signature.slice(0, -4)}AAAA` },
      { signature: 'none' },
    ]
    for (const change of forged) {
      writeFileSync(file('forged.json'), JSON.stringify({ ...signed, ...change }))
      await expect(run('publish', code, '--in', file('forged.json'))).rejects.toThrow(
        'is not signed by a key that agencies.json holds of fire-and-rescue',
      )
    }
    writeFileSync(file('forged.json'), JSON.stringify({ ...signed, agency: 'northshire-police' }))
    await expect(run('publish', code, '--in', file('forged.json'))).rejects.toThrow(
      'it is of northshire-police, not of fire-and-rescue',
    )
    await run('publish', code, '--in', file('signed.json'))
    const stored = path.join(file('published'), code, '1.0.0.json')
    writeFileSync(stored, JSON.stringify({ ...signed, ...forged[0] }))
    await expect(run('list')).rejects.toThrow('or was changed afterwards')
    await expect(run('compose')).rejects.toThrow('or was changed afterwards')
  })

  it('has a version that only grows', async () => {
    await publish('1.2.0')
    for (const version of ['1.2.0', '1.1.9', '0.9.0'])
      await expect(publish(version)).rejects.toThrow('has published 1.2.0; the next version must')
    await expect(publish('1.10.0')).resolves.toMatchObject({ isDone: true })
    expect(versionsIn(await run('list'))).toEqual(['1.10.0 in force', '1.2.0'])
  })

  it.each([
    [['publish'], 'the code of the agency is missing'],
    [['publish', code], '--sdl is missing'],
    [['publish', code, '--in', 'a', '--sdl', 'b'], 'is signed already'],
    [['publish', code, '--in', 'a', '--out', 'b'], 'give one of --in and --out'],
    [
      ['publish', code, '--sdl', 'a', '--version', '1.0', '--key', 'k', '--changelog', 'c'],
      '"1.0" is no version',
    ],
    [['publish', code, '--sdl', 'a', '--version', '1.0.0', '--key', 'k'], 'say what is new'],
    [['rollback', code], 'say why with --reason'],
    [['rollback', code, '--reason', 'x', '--to', '../..'], 'is no version'],
    [['list', code, 'other'], 'there is more than one agency'],
    [['list', '--colour'], 'colour'],
  ])('is not reached by %j', (args, problem) => {
    expect(() => readPublishCommand(args)).toThrow(problem)
  })

  it('says what cannot be done', async () => {
    const own = readRegister()[0]?.code ?? ''
    await expect(run('list', own)).rejects.toThrow('only an agency outside publishes')
    await expect(run('rollback', code, '--reason', 'x')).rejects.toThrow('nothing to go back to')
    writeFileSync(file('key.pem'), 'Ashdown')
    await expect(publish('1.0.0')).rejects.toThrow('expected a private key on P-256 in PEM')
    await expect(publish('1.0.0')).rejects.not.toThrow('Ashdown')
  })
})
