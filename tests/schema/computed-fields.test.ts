import { parse, print } from 'graphql'

import type { ViewSource } from '../../schema/computed-fields'
import { expandComputed } from '../../schema/computed-fields'

const inputs = parse(`
  fragment events on View { events { kind source { agency } } eventsLeftOff }
  fragment births on View { people { reference } }
`)
const types = parse(`
  type PoliceView {
    events(first: Int): [Event!]
    eventsLeftOff: Int
    people: [LocalPerson!]
    secrets: [String!]
  }
  type Event { kind: String source: Source note: String }
  type Source { agency: ID system: ID }
  type LocalPerson { reference: ID name: String }
`).definitions
const source = (field: string): ViewSource => ({ field, types, view: 'PoliceView' })
const sources = [source('northPolice'), source('eastPolice')]

const ofPerson = (computed: string) =>
  parse(`type Person { id: ID! household: [Person!] @external told: String ${computed} }`)
const expand = (computed: string, of = sources) =>
  print(expandComputed(ofPerson(computed), inputs, of)).replaceAll(/\s+/g, ' ')

describe('a computed field', () => {
  it('requires its part of the view of every agency', () => {
    const view = '{ events { kind source { agency } } eventsLeftOff }'
    const sdl = expand('@computed(from: ["events"])')
    expect(sdl).toContain(`@requires(fields: "northPolice ${view} eastPolice ${view}")`)
    expect(sdl).not.toContain('@computed')
  })

  it('requires it of each of the people it is about, with their ids and what stands beside', () => {
    const sdl = expand('@computed(from: ["births"], of: "household", with: ["hasMoreHousehold"])')
    expect(sdl).toContain(
      '"household { id northPolice { people { reference } } eastPolice { people { reference } } } hasMoreHousehold"',
    )
  })

  it('keeps what else is said of the field', () => {
    expect(expand('@computed(from: ["events"]) @classified(as: ["HUB_RECORD"])')).toContain(
      'told: String @classified(as: ["HUB_RECORD"]) @requires',
    )
  })

  it('has of the views what it reads, as external, and nothing else', () => {
    const sdl = expand('@computed(from: ["events"])')
    expect(sdl).toContain('northPolice: PoliceView @external eastPolice: PoliceView @external')
    expect(sdl).toContain('type Source @shareable { agency: ID @external }')
    expect(sdl).toMatch(/type PoliceView @shareable \{ events(\([^)]*\))?: \[Event!\] @external/)
    for (const name of ['people', 'secrets', 'note', 'system', 'LocalPerson'])
      expect(sdl).not.toContain(name)
  })

  it('is computed over a new agency without a change', () => {
    const sdl = expand('@computed(from: ["births"])', [...sources, source('westPolice')])
    expect(sdl).toContain('westPolice { people { reference } }")')
  })

  it.each<[string, string, readonly ViewSource[], string]>([
    ['a part that nobody gives', '["secrets"]', sources, 'has no such part'],
    [
      'a field that a view does not have',
      '["births"]',
      [{ ...source('northPolice'), view: 'Source' }],
      'Source.people is read by computed fields, and is not there',
    ],
  ])('cannot be read over %s', (_what, from, of, message) => {
    expect(() => expand(`@computed(from: ${from})`, [...of])).toThrow(message)
  })
})

it('leaves alone what has no computed field', () => {
  const own = ofPerson('')
  expect(expandComputed(own, inputs, sources)).toBe(own)
})
