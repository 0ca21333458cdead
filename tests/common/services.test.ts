import { existsSync, readFileSync } from 'node:fs'

import { agencyPortOffset, portsFrom } from '../../common/ports'
import { projectPath } from '../../common/project-root'
import { readRegister } from '../../common/register'
import {
  agenciesOf,
  getService,
  listServices,
  locateServices,
  ownServices,
  personIndexCode,
} from '../../common/services'
import { readBaseSettings } from '../../common/settings'

const register = readRegister()
const services = listServices(register)

function urlsFor(env: Readonly<Record<string, string>>) {
  const located = locateServices(services, env, readBaseSettings(env))
  return Object.fromEntries(located.map(({ code, url }) => [code, url]))
}

describe('the register of services', () => {
  it('has the hub, the index and every agency, each once', () => {
    expect(services.filter(({ role }) => role === 'hub')).toHaveLength(1)
    expect(services.filter(({ role }) => role === 'index')).toHaveLength(1)
    expect(agenciesOf(services)).toEqual(register)
    expect(new Set(services.map(({ code }) => code)).size).toBe(services.length)
  })

  it('has the field of an agency, and of nobody else', () => {
    expect(services.flatMap(({ field }) => field ?? [])).toEqual(register.map(({ field }) => field))
  })

  it('is what the supergraph is made of', () => {
    const supergraph = readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8')
    const graphs = [...supergraph.matchAll(/@join__graph\(name: "([^"]+)"/g)].map(
      ([, name]) => name,
    )
    expect(graphs.toSorted()).toEqual(services.map(({ code }) => code).toSorted())
  })

  it.each(ownServices.map(({ code }) => code))('has the SDL of %s', (code) => {
    expect(existsSync(projectPath('schema', 'subgraphs', `${code}.graphql`))).toBe(true)
  })

  it('says whom it knows when it is asked for somebody else', () => {
    expect(() => getService('nowhere', services)).toThrow(
      /^No service "nowhere" is registered\. Known: person-index, hub, insights, search-tokens, northshire-police, /,
    )
  })
})

describe('the ports of one machine', () => {
  const others = Object.values(portsFrom(0))
  const own = services.flatMap(({ role, portOffset }) =>
    role === 'agency' || portOffset === null ? [] : [portOffset],
  )

  it('leave 2 to the index and 3 to 9 to what is computed', () => {
    for (const offset of own) expect(offset).toBeLessThan(agencyPortOffset(0))
    expect(getService(personIndexCode, services).portOffset).toBe(2)
  })

  it('are never those of somebody else, however many agencies there are', () => {
    const agencies = Array.from({ length: 120 }, (_, position) => agencyPortOffset(position))
    const all = [...others, ...own, ...agencies]
    expect(new Set(all).size).toBe(all.length)
    // The room above SIGHTLINE_PORT that readPort keeps.
    expect(Math.max(...all)).toBeLessThanOrEqual(65_535 - 65_400)
  })
})

describe('where services answer', () => {
  it('follows from the one port; what runs in the gateway has no address', () => {
    expect(urlsFor({ SIGHTLINE_PORT: '5000' })).toMatchObject({
      hub: null,
      'person-index': 'http://127.0.0.1:5002/graphql',
      'northshire-police': 'http://127.0.0.1:5010/graphql',
      'eastmarch-police': 'http://127.0.0.1:5011/graphql',
    })
  })

  it('is taken from the environment when each has a place of its own', () => {
    const env = {
      SIGHTLINE_PERSON_INDEX_URL: 'https://index.example',
      SIGHTLINE_AGENCY_URL: 'https://{code}.example/graphql',
    }
    expect(urlsFor(env)).toMatchObject({
      'person-index': 'https://index.example/graphql',
      'eastmarch-police': 'https://eastmarch-police.example/graphql',
    })
  })

  it.each([
    [{ SIGHTLINE_AGENCY_URL: '{code}' }, 'SIGHTLINE_AGENCY_URL: does not make a URL'],
    [
      { SIGHTLINE_AGENCY_URL: 'http://127.0.0.1:6000/{code}' },
      /has the port 6000, which is never called .* SIGHTLINE_PORT gives the port/,
    ],
    [{ SIGHTLINE_PERSON_INDEX_URL: 'x' }, 'SIGHTLINE_PERSON_INDEX_URL: expected a URL'],
  ])('stops the start when it is malformed: %j', (env, why) => {
    expect(() => urlsFor(env as Readonly<Record<string, string>>)).toThrow(why)
  })
})
