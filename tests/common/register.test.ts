import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { print } from 'graphql'

import { deskWords } from '../../common/agency-desk'
import { getOwnAgency, readRegister } from '../../common/register'
import { listServices, locateServices } from '../../common/services'
import { publicNodeKey } from '../../common/second-step/node-key'
import { createNodeKeys } from '../../common/second-step/pair-keys'
import { readBaseSettings } from '../../common/settings'
import { agencySdl } from '../../schema/instance-sdl'

const folder = mkdtempSync(path.join(tmpdir(), 'sightline-register-'))
const homes = {
  code: 'eastmarch-homes',
  displayName: 'Eastmarch Homes',
  kind: 'housing',
  field: 'eastmarchHomes',
  existenceProtected: false,
}

afterAll(() => {
  rmSync(folder, { recursive: true })
})

function read(...entries: readonly object[]) {
  const file = path.join(folder, 'agencies.json')
  writeFileSync(file, JSON.stringify(entries))
  return readRegister(file)
}

describe('the register of agencies', () => {
  it('takes a kind by its name, whichever it is', () => {
    expect(read({ ...homes, kind: 'social-care' })).toEqual([
      { ...homes, kind: 'social-care', position: 0 },
    ])
  })

  it.each(['hub', 'person-index'])(
    'refuses the kind of a service of the hub itself: %s',
    (kind) => {
      expect(() => read({ ...homes, kind })).toThrow(`agency 1: "${kind}" is not a kind of agency`)
    },
  )

  it.each(['', 'Housing', '../housing', 'a b', 7, null])(
    'refuses a kind that cannot name a file: %j',
    (kind) => {
      expect(() => read(homes, { ...homes, kind })).toThrow(
        'agency 2: kind must be a text that fits',
      )
    },
  )
})

describe('the desk of an agency', () => {
  const desk = { name: 'Duty desk', telephone: '01632 960103', hours: 'At all hours' }

  it('is whom to ring there', () => {
    expect(read({ ...homes, desk })[0]?.desk).toEqual(desk)
    expect(deskWords(desk)).toBe('Duty desk, 01632 960103, At all hours')
    expect(read(homes)[0]).not.toHaveProperty('desk')
  })

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a number alone', '01632 960103'],
    ['no hours', { name: 'Duty desk', telephone: '01632 960103' }],
    ['an empty name', { ...desk, name: ' ' }],
    ['a number that is none', { ...desk, telephone: 'javascript:1' }],
    ['a name that moves the cursor', { ...desk, name: 'Duty\u001B[2K' }],
    ['hours without end', { ...desk, hours: 'x'.repeat(101) }],
    ['a member that nobody reads', { ...desk, email: 'duty@homes.example' }],
  ])('is refused when it is %s', (_what, wrong) => {
    expect(() => read({ ...homes, desk: wrong })).toThrow(
      'agency 1: desk must be { "name", "telephone", "hours" }',
    )
  })
})

describe('an agency outside', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'one' }
  const outside = {
    ...{ ...homes, external: true },
    ...{ url: 'https://homes.example/graphql', keys: [key] },
  }

  it('has an address and keys of its own', () => {
    const [agency] = read(outside)
    expect(agency?.external).toEqual({ url: outside.url, keys: [key] })
    expect(read({ ...homes, external: false })[0]).not.toHaveProperty('external')
  })

  it.each([
    ['external must be true or false', { external: 'yes' }],
    ['url must be the https URL', { url: undefined }],
    ['url must be the https URL', { url: 'ftp://homes.example' }],
    ['url must have no user', { url: 'https://user:secret@homes.example/graphql' }],
    ['url must have no user, password, query', { url: 'https://homes.example/graphql?a=1' }],
    ['url has the port 10080, which is never called', { url: 'https://homes.example:10080/' }],
    ['keys must be a list of 1 to 5', { keys: undefined }],
    ['keys must be a list of 1 to 5', { keys: [] }],
    ['keys must be a list of 1 to 5', { keys: Array.from({ length: 6 }, () => key) }],
    ['the kid "one" is used twice', { keys: [key, key] }],
    ['key 1: kid must be a text', { keys: [{ ...key, kid: undefined }] }],
    ['key 1 must be an EC key on P-256', { keys: [{ ...key, crv: 'P-384' }] }],
    ['key 1 must be an EC key on P-256', { keys: [{ ...key, x: key.y }] }],
    ['key 2: expected a JSON Web Key', { keys: [key, 'a key'] }],
    ['key 1 is private', { keys: [{ ...key, d: 'AAAA' }] }],
    ['url is for an agency outside', { external: undefined, keys: undefined }],
    ['keys is for an agency outside', { external: false, url: undefined }],
  ])('is refused with what to change: %s', (problem, changes) => {
    const where = 'agencies.json: agency 1'
    expect(() => read({ ...outside, ...changes })).toThrow(problem)
    expect(() => read({ ...outside, ...changes })).toThrow(where)
  })

  it('is not started here, has no database here, and is called where it says', () => {
    const services = listServices(read(outside), [])
    expect(services).toMatchObject([{ portOffset: null, hasDatabase: false }])
    const urlIn = (env: Readonly<Record<string, string>>) =>
      locateServices(services, env, readBaseSettings(env))[0]?.url
    expect(urlIn({ SIGHTLINE_AGENCY_URL: 'http://{code}/graphql' })).toBe(outside.url)
    expect(urlIn({ SIGHTLINE_ENV: 'production' })).toBe(outside.url)
  })

  it('is not called without TLS in production', () => {
    const services = listServices(read({ ...outside, url: 'http://homes.example/graphql' }), [])
    const locate = (env: Readonly<Record<string, string>>) =>
      locateServices(services, env, readBaseSettings(env))
    expect(locate({})).toMatchObject([{ url: 'http://homes.example/graphql' }])
    expect(() => locate({ SIGHTLINE_ENV: 'production' })).toThrow(
      'eastmarch-homes: url must start with https:// in production',
    )
  })

  it('keeps its own records', () => {
    expect(() => getOwnAgency(homes.code, read(outside))).toThrow(
      'eastmarch-homes is an agency outside',
    )
    expect(getOwnAgency(homes.code, read(homes)).code).toBe(homes.code)
  })

  it('publishes its own SDL, which must be there', () => {
    const [agency] = read(outside)
    if (!agency) throw new Error('no agency')
    const published = 'type Person { eastmarchHomes: String }'
    const asked: string[] = []
    const sdl = agencySdl(agency, (name) => {
      asked.push(name)
      return published
    })
    expect(asked).toEqual(['published/eastmarch-homes'])
    expect(print(sdl)).toContain('eastmarchHomes: String')
    expect(() => agencySdl(agency)).toThrow(
      'schema/published/eastmarch-homes.graphql must hold the SDL that it publishes',
    )
  })
})

describe('the key of an agency for the second step', () => {
  const secondStep = publicNodeKey(createNodeKeys().publicKey)

  it('is pinned in the register, by its public members alone', () => {
    expect(read({ ...homes, secondStep: { ...secondStep, kid: 'x' } })[0]?.secondStep).toEqual(
      secondStep,
    )
    expect(read(homes)[0]).not.toHaveProperty('secondStep')
  })

  it.each([
    ['no key', 'yes', 'must be a public key on X25519'],
    ['a key on another curve', { ...secondStep, crv: 'Ed25519' }, 'must be a public key on X25519'],
    ['a key that is cut', { ...secondStep, x: secondStep.x.slice(4) }, 'must be a public key'],
    ['a private key', { ...secondStep, d: secondStep.x }, 'is a private key'],
  ])('is refused: %s', (_case, value, problem) => {
    expect(() => read({ ...homes, secondStep: value })).toThrow(problem)
  })

  it("is not for an agency of which nobody may know that it has records, nor for a vendor's system", () => {
    const problem = 'keeps its records itself and may be known to have some'
    expect(() => read({ ...homes, secondStep, existenceProtected: true })).toThrow(problem)
    expect(() => read({ ...homes, secondStep, restMapping: 'a.json' })).toThrow(problem)
  })
})
