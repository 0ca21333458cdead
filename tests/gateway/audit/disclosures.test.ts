import type { DisclosureEntry } from '../../../disclosure-log/entry'
import { entryFor } from '../../disclosure-log/entries'
import { RealHub } from '../real-hub'

const fields = `nodes {
  log index requestId askedAt at staffId onBehalfOf homeAgency roles enquiryId purpose caseReference reason
  statements { statement text } people operations policyVersion requestHash responseHash reviewFlags reviewDueBy
  sources { source disclosed withheld { field reason } records status statusReason legalPowers }
} endCursor`
const byPerson = `query ($person: ID, $staff: ID, $agency: ID, $from: String!, $to: String!, $first: Int, $after: String) {
  disclosures(person: $person, staff: $staff, agency: $agency, from: $from, to: $to, first: $first, after: $after) { ${fields} }
}`
const byRecord = `query ($agency: ID!, $reference: ID!) {
  disclosedTo(record: { agency: $agency, reference: $reference }) { ${fields} }
}`
const reviews = `query ($from: String!, $to: String!) { reviews(from: $from, to: $to) { ${fields} } }`
const bounds = { from: '2025-01-01T00:00:00Z', to: '2026-01-01T00:00:00+01:00' }
const found = (index: number) => ({ log: 'gateway-1', index, entry: entryFor(`r${index}`) })

describe('the disclosure log, asked through the hub', () => {
  const hub = new RealHub()
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())
  beforeEach(() => {
    hub.found = [found(9), found(4)]
    hub.questions.length = 0
    hub.mendLog()
  })

  const audit = () => hub.enquire('dpo', 'AUDIT')
  const ask = async (variables: object, query = byPerson) =>
    hub.send(query, { ...bounds, ...variables }, await audit())
  const pageOf = (data: unknown, field = 'disclosures') =>
    (data as Record<string, { nodes: Record<string, unknown>[]; endCursor: string | null }>)[field]

  it('says who was told what about a person, and why', async () => {
    const { data, errors } = await ask({ person: 'p1' })
    expect(errors).toBeUndefined()
    const page = pageOf(data)
    expect(page?.nodes.map(({ index }) => index)).toEqual([9, 4])
    expect(page?.endCursor).toBeNull()
    expect(page?.nodes[0]).toMatchObject({
      log: 'gateway-1',
      requestId: 'r9',
      staffId: 'staff-1',
      purpose: 'ADULT_SAFEGUARDING',
      caseReference: 'MASH-0001',
      reviewFlags: [],
      sources: [
        {
          source: 'northshire-police',
          disclosed: ['PoliceView.incidents', 'Incident.openingCode'],
          withheld: [{ field: 'PoliceView.intelligence', reason: 'CATEGORY_NOT_DISCLOSED' }],
          status: 'PARTIAL',
          legalPowers: ['Crime and Disorder Act 1998 s.115'],
        },
      ],
    })
  })

  it('says what the enquiry stated beside its reason, beside each disclosure', async () => {
    const statements = { PUBLIC_INTEREST_TEST: 'Serious injury is likely' }
    hub.found = [{ ...found(9), entry: { ...entryFor('r9'), statements } }, found(4)]
    const { data } = await ask({ person: 'p1' })
    expect(pageOf(data)?.nodes.map((node) => node['statements'])).toEqual([
      [{ statement: 'PUBLIC_INTEREST_TEST', text: 'Serious injury is likely' }],
      // An entry from before enquiries stated anything.
      [],
    ])
  })

  it('lists what somebody must look at, whoever it is about', async () => {
    const { data, errors } = await ask({}, reviews)
    expect(errors).toBeUndefined()
    expect(pageOf(data, 'reviews')?.nodes).toHaveLength(2)
    expect(hub.questions).toMatchObject([
      { person: null, staff: null, agency: null, recordHashes: null, isForReview: true },
    ])
    const backwards = { from: bounds.to, to: bounds.from }
    const refused = await hub.send(reviews, backwards, await audit())
    expect(refused.errors?.[0]?.extensions).toMatchObject({ reason: 'INVALID_BOUNDS' })
  })

  it.each([
    [{ person: 'p1' }, { person: 'p1', staff: null, agency: null }],
    [{ staff: ' s1 ' }, { person: null, staff: 's1', agency: null }],
    [
      { agency: 'a1', staff: 's1' },
      { person: null, staff: 's1', agency: 'a1' },
    ],
  ])('asks the log for %j within the bounds, in UTC', async (variables, expected) => {
    await ask(variables)
    expect(hub.questions).toMatchObject([
      {
        ...expected,
        recordHashes: null,
        from: '2025-01-01T00:00:00.000Z',
        to: '2025-12-31T23:00:00.000Z',
        before: null,
        limit: 51,
      },
    ])
  })

  it('goes through page by page', async () => {
    const first = pageOf((await ask({ person: 'p1', first: 1 })).data)
    expect(first?.nodes).toHaveLength(1)
    await ask({ person: 'p1', first: 1, after: first?.endCursor })
    expect(hub.questions[1]).toMatchObject({
      limit: 2,
      before: { at: '2025-03-01T12:00:00.000Z', log: 'gateway-1', index: 9 },
    })
  })

  it('is asked for everyone who was given a record, by its hash', async () => {
    const { data } = await ask({ agency: 'northshire-police', reference: 'C-1' }, byRecord)
    expect(pageOf(data, 'disclosedTo')?.nodes).toHaveLength(2)
    const recordHashes = hub.recordNames('northshire-police', 'C-1')
    expect(hub.questions).toMatchObject([{ agency: 'northshire-police', recordHashes }])
  })

  it('writes down the question itself, and about whom it was', async () => {
    await ask({ person: 'p1' })
    expect(hub.entries.at(-1)).toMatchObject({
      staffId: 'staff-of-dpo',
      purpose: 'AUDIT',
      people: ['p1'],
      sources: [{ source: 'hub', disclosed: expect.arrayContaining(['Query.disclosures']) as [] }],
    })
  })

  it.each([
    [{}, 'SUBJECT_REQUIRED'],
    [{ person: '' }, 'SUBJECT_REQUIRED'],
    [{ person: 'p1', staff: ' ' }, 'SUBJECT_REQUIRED'],
    [{ person: 'p1', from: '2025-01-01' }, 'INVALID_BOUNDS'],
    [{ person: 'p1', from: '2025-13-01T00:00:00Z' }, 'INVALID_BOUNDS'],
    [{ person: 'p1', to: 'now' }, 'INVALID_BOUNDS'],
    [{ person: 'p1', to: bounds.from }, 'INVALID_BOUNDS'],
    [{ person: 'p1', first: 0 }, 'INVALID_ARGUMENT'],
    [{ person: 'p1', first: 201 }, 'INVALID_ARGUMENT'],
    [{ person: 'p1', after: 'x' }, 'INVALID_ARGUMENT'],
    [{ person: 'p1', after: Buffer.from('[1,2,3]').toString('base64url') }, 'INVALID_ARGUMENT'],
  ])('refuses %j: %s', async (variables, reason) => {
    const { data, errors } = await ask(variables)
    expect(pageOf(data)).toBeNull()
    expect(errors?.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'BAD_USER_INPUT', reason },
    ])
    expect(hub.questions).toEqual([])
  })

  it.each(['from', 'to'])('refuses a question without %s', async (bound) => {
    const { errors } = await ask({ person: 'p1', [bound]: undefined })
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
    expect(hub.questions).toEqual([])
  })

  it.each([
    ['mash.analyst', 'ADULT_SAFEGUARDING'],
    ['mash.manager', 'VITAL_INTERESTS'],
    ['police.officer', 'CRIME_PREVENTION'],
    ['probation.officer', 'OFFENDER_MANAGEMENT'],
    ['housing.officer', 'ADULT_SAFEGUARDING'],
    ['csh.coordinator', 'DEATH_REVIEW'],
    ['idva', 'DOMESTIC_ABUSE_RISK'],
  ])('is closed to %s for %s', async (role, purpose) => {
    for (const query of [byPerson, byRecord]) {
      const variables = { ...bounds, person: 'p1', agency: 'a', reference: 'r' }
      const { data, errors } = await hub.send(query, variables, await hub.enquire(role, purpose))
      expect(Object.values(data ?? {})).toEqual([null])
      expect(errors).toMatchObject([{ extensions: { code: 'WITHHELD' } }])
    }
    expect(hub.questions).toEqual([])
  })

  it('is closed without an enquiry', async () => {
    const authorization = `Bearer ${hub.signIn('dpo')}`
    const { errors } = await hub.send(byPerson, { ...bounds, person: 'p1' }, { authorization })
    expect(errors).toMatchObject([{ extensions: { code: 'ENQUIRY_REQUIRED' } }])
    expect(hub.questions).toEqual([])
  })

  it('says that the log cannot be read, and gives nothing', async () => {
    const headers = await audit()
    hub.breakLog()
    const { text, errors } = await hub.send(byPerson, { ...bounds, person: 'p1' }, headers)
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'LOG_UNAVAILABLE' } })
    expect(text).not.toMatch(/db\.internal|"r9"/)
  })

  describe('of the one who asks', () => {
    const own = `query ($from: String!, $to: String!, $first: Int) {
      ownLookups(from: $from, to: $to, first: $first) { requestId at purpose caseReference people } }`
    const entryOf = (requestId: string, more: Partial<DisclosureEntry> = {}) => ({
      ...{ log: 'gateway-1', index: 1 },
      entry: { ...entryFor(requestId), ...asker, ...more },
    })
    const asker = { staffId: 'staff-of-mash.analyst', homeAgency: 'council' }
    const askOwn = async (variables: object = {}, role = 'mash.analyst') =>
      hub.send(own, { ...bounds, ...variables }, await hub.enquire(role, 'ADULT_SAFEGUARDING'))
    const requestsIn = (data: unknown) =>
      (data as { ownLookups: { requestId: string }[] }).ownLookups.map(({ requestId }) => requestId)

    it('tells the answers about people that they were given, and not who looks at them', async () => {
      hub.found = [entryOf('r9')]
      const { data, errors } = await askOwn()
      expect(errors).toBeUndefined()
      expect(data).toEqual({
        ownLookups: [
          {
            ...{ requestId: 'r9', at: '2025-03-01T12:00:00.000Z', people: ['person-1'] },
            ...{ purpose: 'ADULT_SAFEGUARDING', caseReference: 'MASH-0001' },
          },
        ],
      })
      expect(hub.questions).toMatchObject([{ staff: asker.staffId, person: null, agency: null }])
    })

    it.each([
      ['staff of the same id elsewhere', { homeAgency: 'eastmarch-police' }],
      ['a user of a system', { staffId: 'a-system', onBehalfOf: asker.staffId }],
      ['a system that asks for them', { onBehalfOf: 'user-1' }],
      ['nobody', { people: [] }],
      ['themselves, refused', { review: { flags: ['SELF'], dueBy: bounds.to } }],
      ['their household, refused', { review: { flags: ['SAME_HOUSEHOLD'], dueBy: bounds.to } }],
    ])('leaves out what is of %s', async (_whose, more) => {
      hub.found = [entryOf('r9', more), entryOf('r4')]
      expect(requestsIn((await askOwn()).data)).toEqual(['r4'])
    })

    it('gives no more than was asked for, and says what cannot be', async () => {
      hub.found = [entryOf('r9'), entryOf('r4')]
      expect(requestsIn((await askOwn({ first: 1 })).data)).toEqual(['r9'])
      const { errors } = await askOwn({ first: 201 })
      expect(errors?.[0]?.extensions).toMatchObject({ reason: 'INVALID_ARGUMENT' })
    })

    it('is closed without an enquiry', async () => {
      const authorization = `Bearer ${hub.signIn('mash.analyst')}`
      const { errors } = await hub.send(own, bounds, { authorization })
      expect(errors).toMatchObject([{ extensions: { code: 'ENQUIRY_REQUIRED' } }])
      expect(hub.questions).toEqual([])
    })
  })
})
