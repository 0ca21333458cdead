import { InsightsHub, toldEvent } from './insights-hub'

const insights = new InsightsHub()
const { hub } = insights
const once = Object.fromEntries([...hub.stubs.keys()].map((code) => [code, 1]))

const chronology =
  '{ person(id: "p1") { chronology(first: 1000) { total rows { type agencies parts { agency recordId } } } } }'
const atAddress =
  '{ address(uprn: "906700000011") { chronology(first: 1000) { total rows { type agencies parts { agency recordId } } missing { agency reason categories } } } }'

/** Two tell this role nothing of where: what they tell is at no address. */
const placing = hub.register.filter(
  ({ code }) => !['open-door-harrowmere', 'northshire-courts'].includes(code),
)

interface Row {
  readonly type: string
  readonly agencies: readonly string[]
  readonly parts?: readonly { readonly agency: string; readonly recordId: string }[]
}

interface Computed {
  readonly total: number
  readonly rows?: readonly Row[]
  readonly missing: readonly { readonly agency: string; readonly reason: string }[]
}

type Data = Readonly<Record<string, { readonly chronology: Computed | null } | null>>

async function ask(query: string, role?: string, purpose?: string) {
  const reply = await insights.ask(query, role, purpose)
  const data = reply.data as Data | null | undefined
  const computed = Object.values(data ?? {})[0]?.chronology ?? null
  // Two agencies that tell the same are one row: its parts are what each of them told.
  return { ...reply, computed, told: computed?.rows?.flatMap(({ parts = [] }) => parts) ?? [] }
}

beforeAll(() => insights.start())
afterAll(() => insights.stop())
beforeEach(() => {
  insights.clear()
  hub.people = ['p1']
  hub.eventsOf = (agency, person) => [toldEvent(agency, `${agency} of ${person}`)]
})

describe('Person.chronology', () => {
  it('is planned in three hops: the index, every agency once, insights', async () => {
    const { errors, told } = await ask(chronology)

    expect(errors).toBeUndefined()
    expect(insights.calls()).toEqual(once)
    expect(told).toHaveLength(hub.register.length)
  })

  it('asks every agency once also beside what a caller asks for of it', async () => {
    const beside =
      '{ person(id: "p1") { chronology { total } northshirePolice { events { kind } } } }'
    const { errors } = await ask(beside)

    expect(errors).toBeUndefined()
    expect(insights.calls()).toEqual(once)
  })

  it('counts a record once, however many computed fields read it', async () => {
    const both = '{ person(id: "p1") { chronology { total } injuries { total } } }'
    const { extensions } = await ask(both)
    const police = extensions?.coverage.find(({ agency }) => agency === 'northshire-police')

    expect(police).toMatchObject({ records: 1 })
  })

  it('takes its arguments itself: no agency is told of them', async () => {
    const { told } = await ask(
      '{ person(id: "p1") { chronology(agencies: ["harrowmere-homes"], from: "2026-01-01", order: OLDEST_FIRST) { total rows { type agencies parts { agency recordId } } } } }',
    )

    expect(told.map(({ agency }) => agency)).toEqual(['harrowmere-homes'])
    for (const stub of hub.stubs.values()) {
      const asked = JSON.stringify(stub.asked)
      expect(asked).not.toMatch(/2026-01-01|OLDEST_FIRST/)
    }
    const [asked] = insights.asked('northshire-police')
    expect(asked?.query).toMatch(/\bevents\s*\{/)
  })

  it('leaves alone whatever else a caller fetches under the names of its inputs', async () => {
    const { told } = await ask(
      '{ person(id: "p1") { northshirePolice: harrowmereHomes { events: tenancies { id } } chronology(first: 1000) { total rows { type agencies parts { agency recordId } } } } }',
    )

    expect(told).toHaveLength(hub.register.length)
  })

  it.each([
    ['from', 'from: "2026-02-30"'],
    ['asAt', 'asAt: "yesterday"'],
    ['asAt', 'asAt: "2999-01-01"'],
    ['after', 'after: "x"'],
    ['first', 'first: 0'],
    ['from', 'from: "2026-02-02", to: "2026-02-01"'],
  ])('refuses an argument that cannot be: %s', async (name, args) => {
    const { errors } = await ask(`{ person(id: "p1") { chronology(${args}) { total } } }`)

    expect(errors).toHaveLength(1)
    expect(errors?.[0]).toMatchObject({
      path: ['person', 'chronology'],
      extensions: { code: 'BAD_USER_INPUT' },
    })
    expect(errors?.[0]?.message).toContain(name)
  })
})

describe('Query.address', () => {
  it('asks every agency once about all of twenty people, and insights once', async () => {
    hub.people = Array.from({ length: 20 }, (_, index) => `p${index + 1}`)
    const { errors, told } = await ask(atAddress)

    expect(errors).toBeUndefined()
    expect(insights.calls()).toEqual(once)
    expect(told).toHaveLength(20 * placing.length)
    for (const { code } of hub.register) {
      const [asked] = insights.asked(code)
      expect(asked?.variables['representations']).toHaveLength(20)
    }
  })

  it('shows a record in which several of them have a part once', async () => {
    hub.people = ['p1', 'p2', 'p3']
    hub.eventsOf = (agency) => [toldEvent(agency, 'the same')]
    const { told } = await ask(atAddress)

    expect(told).toHaveLength(placing.length)
  })

  it('shows nothing that happened elsewhere', async () => {
    hub.eventsOf = (agency) => [toldEvent(agency, '1', { uprn: '906700000012' })]
    const { errors, told } = await ask(atAddress)

    expect(errors).toBeUndefined()
    expect(told).toEqual([])
  })

  it('is logged with everybody whose records were read, and not with the address', async () => {
    hub.people = ['p1', 'p2']
    await ask(atAddress)

    expect(insights.entry.people).toEqual(['p1', 'p2'])
    expect(JSON.stringify(insights.entry)).not.toContain('906700000011')
  })
})

describe('inputs that are refused or silent', () => {
  it('names agencies that did not answer, and gives what the others have', async () => {
    hub.stub('northshire-police').misbehaviour = (response) => response.destroy()
    const { computed, told } = await ask(atAddress)

    expect(told).toHaveLength(placing.length - 1)
    expect(computed?.missing).toContainEqual({
      agency: 'northshire-police',
      reason: 'SILENT',
      categories: [],
    })
  })

  it('is not fetched for who may not have it, and said to be withheld', async () => {
    const { computed, errors } = await ask(atAddress, 'csh.coordinator', 'CRIME_PREVENTION')

    // The index does not tell this role who is at an address, so nobody is asked.
    expect(computed).toBeNull()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'WITHHELD' })
    expect(Object.values(insights.calls()).reduce((sum, count) => sum + count, 0)).toBe(0)
  })

  it('keeps back every agency that tells this role nothing', async () => {
    const { computed, told } = await ask(
      '{ person(id: "p1") { chronology(first: 1000) { total rows { type agencies parts { agency recordId } } missing { agency reason categories } } } }',
      'court.officer',
      'OFFENDER_MANAGEMENT',
    )
    const withheld = computed?.missing.filter(({ reason }) => reason === 'WITHHELD') ?? []

    expect(withheld.map(({ agency }) => agency)).toContain('harrowmere-gp')
    expect(insights.calls()['harrowmere-gp']).toBe(0)
    expect(told.map(({ agency }) => agency)).not.toContain('harrowmere-gp')
  })

  it.each([
    ['dpo', 'AUDIT'],
    ['agency.developer', undefined],
  ])('gives nothing to %s, for whom there is no sentence', async (role, purpose) => {
    const reply = await insights.ask(chronology, role, purpose).catch((error: unknown) => error)

    expect(JSON.stringify(reply)).not.toContain('"rows":[')
    expect(insights.calls()['northshire-police']).toBe(0)
  })
})
