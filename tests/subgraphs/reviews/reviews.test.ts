import type { DescribedPerson } from '../../../common/likeness/described-person'
import type { Registration } from '../../../common/registration/registration'
import { SearchHub } from '../search-tokens/search-hub'

const police = 'northshire-police'
const hospital = 'st-annes-hospital'

const hub = new SearchHub()

beforeAll(() => hub.start())
afterAll(() => hub.stop())

interface Review {
  readonly id: string
  readonly status: string
  readonly likeness: { readonly bits: number; readonly startBits: number } | null
  readonly left: { readonly id: string } | null
  readonly decisions: readonly { readonly outcome: string; readonly isInForce: boolean }[]
  readonly againstDifferent: readonly { readonly outcome: string }[]
}

const reviewFields = `id status isOpen isVerified leftAgency rightAgency waitingSince
  likeness { bits startBits modelVersion isPlaceKeptBack fields { name agreement bits rarityBand } }
  decisions { outcome staffId homeAgency reason at isInForce } againstSame { outcome } againstDifferent { outcome }
  left { id northshirePolice { events { kind } } } right { id stAnnesHospital { events { kind } } }`

const queueQuery = `{ reviewQueue { endCursor nodes { ${reviewFields} } } }`

const decideMutation = `mutation ($id: ID!, $outcome: ReviewOutcome!, $reason: String!, $overrule: Boolean) {
  decideReview(id: $id, outcome: $outcome, reason: $reason, overrule: $overrule) {
    state overruled { outcome } review { id isOpen status decisions { outcome isInForce } } } }`

const reason = 'The two records were compared by hand'

const agnes: DescribedPerson = {
  names: [{ forenames: 'Agnes', surname: 'Bellweather' }],
  datesOfBirth: ['1948-06-02'],
}

async function send(
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  role = 'mash.manager',
) {
  const headers = await hub.hub.enquire(role, 'ADULT_SAFEGUARDING')
  return hub.hub.send(query, variables, headers)
}

async function queue(): Promise<readonly Review[]> {
  const { data } = await send(queueQuery)
  return (data?.['reviewQueue'] as { readonly nodes: readonly Review[] }).nodes
}

async function decide(id: string, outcome: string, overrule = false) {
  return send(decideMutation, { id, outcome, reason, overrule })
}

async function register(
  agency: string,
  ref: string,
  person: DescribedPerson,
  changes: Partial<Registration> = {},
) {
  await hub.index.register(agency, [hub.registration(ref, person, changes)])
}

/** Who is found by name, by the number of people. */
async function countPeople(): Promise<number> {
  const { found } = await hub.search({
    givenNames: 'Agnes',
    familyName: 'Bellweather',
    yearOfBirth: 1948,
  })
  return new Set(found?.candidates?.map(({ person }) => person.id)).size
}

describe('the review queue', () => {
  it('is empty when nobody is in doubt', async () => {
    expect(await queue()).toEqual([])
  })

  it('has who may be one person, with what speaks for it and what agencies say now', async () => {
    await register(police, 'P1', agnes)
    await register(hospital, 'H1', agnes)
    const [review, ...others] = await queue()
    expect(others).toEqual([])
    expect(review).toMatchObject({
      ...{ status: 'POSSIBLE', isOpen: true, isVerified: false, decisions: [] },
      ...{ leftAgency: police, rightAgency: hospital },
      left: { northshirePolice: { events: expect.anything() as unknown } },
      right: { stAnnesHospital: { events: expect.anything() as unknown } },
    })
    const fields = (review?.likeness as unknown as { fields: { name: string; bits: number }[] })
      .fields
    expect(fields.map(({ name }) => name)).toEqual(['Date of birth', 'Family name', 'First name'])
    const sum = fields.reduce((bits, one) => bits + one.bits, review?.likeness?.startBits ?? 0)
    expect(sum).toBeCloseTo(review?.likeness?.bits ?? 0, 0)
    expect(await countPeople()).toBe(2)
  })

  it('has whoever may be somebody beside them, as a possible link', async () => {
    const { found } = await hub.search({
      ...{ givenNames: 'Agnes', familyName: 'Bellweather', yearOfBirth: 1948 },
    })
    const [one, other] = found?.candidates?.map(({ person }) => person.id) ?? []
    const query = `query ($id: ID!) { person(id: $id) { id
      northshirePolice { events { kind } } stAnnesHospital { events { kind } }
      possiblePeople { status person { id } } } }`
    const { data, extensions } = await send(query, { id: one }, 'mash.analyst')
    expect(data?.['person']).toMatchObject({
      possiblePeople: [{ status: 'POSSIBLE', person: { id: other } }],
    })
    // Each of the two may be the other: both agencies hold a record that may be of somebody in the answer.
    const doubted = extensions?.coverage.filter((row) => row.reason === 'LINK_POSSIBLE')
    expect(doubted?.map(({ agency }) => agency).toSorted()).toEqual([police, hospital].toSorted())
  })

  it('is for managers of the hub, and for nobody else', async () => {
    const { data, errors } = await send(queueQuery, {}, 'mash.analyst')
    expect(data?.['reviewQueue']).toBeNull()
    expect(errors?.[0]?.extensions.code).toBe('WITHHELD')
    const [review] = await queue()
    const refused = await send(
      decideMutation,
      { id: review?.id, outcome: 'SAME', reason },
      'mash.analyst',
    )
    expect(refused.data?.['decideReview']).toBeNull()
    expect(await countPeople()).toBe(2)
  })

  it('says whom it showed in the log, by the hub ids of the people', async () => {
    const [review] = await queue()
    const entry = hub.hub.entries.at(-1)
    expect(entry?.people).toHaveLength(2)
    expect(entry?.people).not.toContain(review?.left?.id)
  })

  it('has no pair with a record that the reviewer may not know of', async () => {
    const cases = await queue()
    const limit = { excludedStaff: [], restrictedToStaff: [], onlyOnGrounds: null }
    await register(hospital, 'H1', agnes, { hiddenFrom: [limit] })
    expect(await queue()).toEqual([])
    const { data } = await send(`query ($id: ID!) { linkReview(id: $id) { id } }`, {
      id: cases[0]?.id,
    })
    expect(data?.['linkReview']).toBeNull()
    await register(hospital, 'H1', agnes)
    expect(await queue()).toHaveLength(1)
  })
})

describe('a decision', () => {
  it.each([
    [{ reason: 'Short' }, 'reason'],
    [{ reason: 'x'.repeat(301) }, 'reason'],
    [{ id: 'f'.repeat(32) }, 'id'],
    [{ id: '../../etc' }, 'id'],
  ])('with %j is refused', async (change, name) => {
    const [review] = await queue()
    const wanted = { id: review?.id, outcome: 'SAME', reason, ...change }
    const { data, errors } = await send(decideMutation, wanted)
    expect(data?.['decideReview']).toBeNull()
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(errors?.[0]?.message).toContain(`"${name}"`)
  })

  it('that nobody can tell closes the review and changes nothing', async () => {
    const [review] = await queue()
    const { data } = await decide(review?.id ?? '', 'CANNOT_TELL')
    expect(data?.['decideReview']).toMatchObject({ state: 'IN_FORCE', review: { isOpen: false } })
    expect(await queue()).toEqual([])
    expect(await countPeople()).toBe(2)
  })

  it('links records, outweighs the model, and is overruled only by who says so', async () => {
    await register(hospital, 'H1', { ...agnes, phones: ['07700 900123'] })
    await register(police, 'P1', { ...agnes, phones: ['07700 900123'] })
    const { data } = await send(`{ explainLink(a: { agency: "${police}", reference: "P1" },
      b: { agency: "${hospital}", reference: "H1" }) { status reasons decisions { review outcome } } }`)
    const explained = data?.['explainLink'] as {
      readonly decisions: readonly { readonly review: string }[]
    }
    const id = explained.decisions[0]?.review ?? ''
    await decide(id, 'SAME')
    expect(await countPeople()).toBe(1)
    const refused = await decide(id, 'DIFFERENT')
    expect(refused.errors?.[0]?.extensions.reason).toBe('CONTRADICTS_DECISION')
    expect(await countPeople()).toBe(1)
    const overruled = await decide(id, 'DIFFERENT', true)
    expect(overruled.data?.['decideReview']).toMatchObject({ overruled: [{ outcome: 'SAME' }] })
    expect(await countPeople()).toBe(2)
  })
})
