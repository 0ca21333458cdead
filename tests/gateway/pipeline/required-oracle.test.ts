import fc from 'fast-check'

import { ComputingHub } from './computing-hub'

/** Everything of the force's that is required or asked for, with what it is a part of. */
const parts = {
  'Person.northPolice': null,
  'PoliceView.crimes': 'Person.northPolice',
  'PoliceView.intelligence': 'Person.northPolice',
  'Crime.reference': 'PoliceView.crimes',
  'Crime.offence': 'PoliceView.crimes',
  'Code.code': 'Crime.offence',
} as const

type Coordinate = keyof typeof parts

const coordinates = Object.keys(parts) as readonly Coordinate[]

/** What the police's record comes to under a policy, written down without a planner. */
function oracle(withheld: ReadonlySet<string>) {
  const isOpen = (coordinate: Coordinate): boolean => {
    const parent: Coordinate | null = parts[coordinate]
    return !withheld.has(coordinate) && (parent === null || isOpen(parent))
  }
  const has = (coordinate: Coordinate): boolean =>
    isOpen(coordinate) &&
    (!isComposite(coordinate) || coordinates.some((one) => parts[one] === coordinate && has(one)))
  const offence = has('Crime.offence') ? { code: '008/06' } : null
  const reference = has('Crime.reference') ? 'N-1' : null
  const crimes = has('PoliceView.crimes') ? [{ reference, offence }] : null
  const intelligence = has('PoliceView.intelligence') ? ['heard'] : null
  return {
    record: has('Person.northPolice') ? { crimes, intelligence } : null,
    open: coordinates.filter(has),
  }
}

function isComposite(coordinate: Coordinate): boolean {
  return coordinates.some((one) => parts[one] === coordinate)
}

const queries = [
  '{ person(id: "both") { chronology } }',
  '{ person(id: "both") { chronology again } }',
  '{ person(id: "both") { again chronology northPolice { intelligence } } }',
  '{ person(id: "both") { x: chronology northPolice { crimes { offence { code } } } } }',
  '{ person(id: "both") { chronology summary } }',
]

describe('a computed field under random policies', () => {
  const hub = new ComputingHub()
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  it('is computed over exactly what its asker may see, and nothing else is fetched', async () => {
    const policies = fc.subarray([...coordinates])
    await fc.assert(
      fc.asyncProperty(policies, fc.constantFrom(...queries), async (withheld, query) => {
        hub.withheld = withheld.map((coordinate) => `north-police ${coordinate}`)
        const { asked } = hub.subgraph('north-police')
        asked.length = 0
        const { data } = await hub.ask(query)
        const { record, open } = oracle(new Set(withheld))
        const person = data?.['person'] as Readonly<Record<string, unknown>>

        expect(person['chronology'] ?? person['x']).toBe(JSON.stringify(record))
        const text = asked.map(({ query: sent }) => sent).join('\n')
        const closed = coordinates.filter((coordinate) => !open.includes(coordinate))
        for (const coordinate of closed)
          expect(text).not.toMatch(new RegExp(`\\b${coordinate.split('.')[1] ?? ''}\\b`))
        const logged = hub.disclosures
          .at(-1)
          ?.services.find((one) => one.service === 'north-police')
        expect(logged?.required.every((one) => open.includes(one as Coordinate))).toBe(true)
        expect(logged?.fields.every((one) => open.includes(one as Coordinate))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
