import { postJson } from '../../helpers/signed-call'
import { RunningIndex, signFor } from './running-index'

const index = new RunningIndex()

beforeAll(() => index.start())
afterAll(() => index.stop())

describe('a registration', () => {
  const entry = { ref: 'NOM-9', tokens: [], addresses: [] }

  it.each([
    ['an unknown agency', 'nowhere-police', 'nowhere-police'],
    ["another agency's key", 'northshire-police', 'st-annes-hospital'],
  ])('is refused from %s', async (_case, agency, signer) => {
    const answer = await index.register(agency, [entry], signer)
    expect(answer.status).toBe(401)
    expect(answer.body.errors?.[0]?.extensions['reason']).toBe('AGENCY_TOKEN_INVALID')
  })

  it('is refused without a token, with another body, and the second time', async () => {
    const url = `${index.url}/registrations`
    const token = signFor('northshire-police', '[]')
    const bare = await postJson(url, '[]')
    const other = await postJson(url, JSON.stringify([entry]), token)
    const accepted = await postJson(url, '[]', token)
    const replayed = await postJson(url, '[]', token)
    const answers = [bare, other, accepted, replayed]
    expect(answers.map(({ status }) => status)).toStrictEqual([401, 401, 200, 401])
  })

  const limit = { excludedStaff: [], restrictedToStaff: null }
  const nhs = (token: string) => ({ type: 'NHS_NUMBER', token: token.repeat(43) })
  const nameless = { values: {}, keys: [], placeKeys: [] }
  const nhsNumber = [{ exact: 1, slip: [], close: [], part: [] }]
  const numbered = { ...nameless, values: { nhsNumber } }

  it('of a number that was not traced is taken with a likeness that has it', async () => {
    const tokens = [{ ...nhs('a'), isTraced: false }]
    const answer = await index.register('northshire-police', [
      { ...entry, tokens, likeness: numbered },
    ])
    expect(answer.status).toBe(200)
  })

  it.each([
    ['a list', { ref: 'x' }],
    ['a ref', [{ ...entry, ref: '' }]],
    ['a sequence from 1', [{ ...entry, sequence: 0 }]],
    ['a sequence that is whole', [{ ...entry, sequence: 1.5 }]],
    ['a sequence that is a number', [{ ...entry, sequence: '7' }]],
    ['a sequence that can be counted', [{ ...entry, sequence: 2 ** 53 }]],
    ['known types', [{ ...entry, tokens: [{ ...nhs('a'), type: 'NAME' }] }]],
    ['tokens that are hashes', [{ ...entry, tokens: [{ type: 'CRN', token: 'X100002' }] }]],
    ['one NHS number', [{ ...entry, tokens: [nhs('a'), nhs('b')] }]],
    [
      'a likeness for a number not traced',
      [{ ...entry, tokens: [{ ...nhs('a'), isTraced: false }] }],
    ],
    [
      'that likeness to have the number',
      [{ ...entry, tokens: [{ ...nhs('a'), isTraced: false }], likeness: nameless }],
    ],
    [
      'one word on tracing',
      [{ ...entry, tokens: [nhs('a'), { ...nhs('a'), isTraced: false }], likeness: numbered }],
    ],
    ['tracing that is true or false', [{ ...entry, tokens: [{ ...nhs('a'), isTraced: 'no' }] }]],
    [
      'tracing of NHS numbers only',
      [{ ...entry, tokens: [{ ...nhs('a'), type: 'CRN', isTraced: true }] }],
    ],
    ['households that are a list', [{ ...entry, households: 'HOME' }]],
    [
      'households of a known kind',
      [{ ...entry, households: [{ kind: 'CAR', token: 'a'.repeat(43) }] }],
    ],
    ['households that are hashes', [{ ...entry, households: [{ kind: 'HOME', token: '1' }] }]],
    ['addresses that are hashes', [{ ...entry, addresses: ['906700000011'] }]],
    ['postcodes that are hashes', [{ ...entry, postcodes: ['ZY1 4AB'] }]],
    ['postcodes that are a list', [{ ...entry, postcodes: 'a'.repeat(43) }]],
    ['limits that are a list', [{ ...entry, hiddenFrom: 'everybody' }]],
    [
      'limits in tokens, no names',
      [{ ...entry, hiddenFrom: [{ excludedStaff: ['a/b'], restrictedToStaff: null }] }],
    ],
    [
      'grounds in tokens, no words',
      [{ ...entry, hiddenFrom: [{ ...limit, onlyOnGrounds: ['DOMESTIC_ABUSE_RISK'] }] }],
    ],
    ['a few limits', [{ ...entry, hiddenFrom: Array.from({ length: 11 }, () => limit) }]],
  ])('needs %s', async (_case, body) => {
    const answer = await index.register('northshire-police', body)
    expect(answer.status).toBe(400)
    expect(answer.body.errors?.[0]?.extensions['reason']).toBe('INVALID_REGISTRATION')
  })
})

describe('the second step', () => {
  const post = (content: unknown) =>
    index.post('/second-step', content, { agency: 'northshire-police' })

  it('has no jobs for an agency that takes no part, and takes nothing that is no answer', async () => {
    const taken = await post({ answers: [] })
    expect([taken.status, taken.body]).toEqual([200, { jobs: [] }])
    const refused = await post({ answers: [{ job: 7 }] })
    expect(refused.status).toBe(400)
    expect(refused.body.errors?.[0]?.extensions['reason']).toBe('INVALID_SECOND_STEP')
    const stranger = { agency: 'northshire-police', signer: 'st-annes-hospital' }
    expect((await index.post('/second-step', { answers: [] }, stranger)).status).toBe(401)
  })
})

describe('numbered registrations', () => {
  const told = async (body: readonly object[]) =>
    (await index.register('northshire-police', body)).body as unknown
  const one = (sequence?: number, changes: object = {}) => [
    { ref: 'NOM-7', tokens: [], addresses: [], ...(sequence ? { sequence } : {}), ...changes },
  ]
  const isWithdrawn = { isWithdrawn: true }
  const late = (sequence: number) => ({ registered: 0, overtaken: [{ ref: 'NOM-7', sequence }] })
  const taken = { registered: 1, overtaken: [] }

  it.each([
    ['a first one', one(4), taken],
    ['the same one again', one(4), taken],
    ['an older one', one(3), late(4)],
    ['one without a number, as from an agency that has none', one(), taken],
    ['an older one after it', one(3), late(4)],
    ['a withdrawal that comes late', one(3, isWithdrawn), late(4)],
    ['a withdrawal', one(6, isWithdrawn), taken],
    ['one from before the withdrawal', one(5), late(6)],
    ['a withdrawal from before it', one(5, isWithdrawn), late(6)],
    ['a newer one', one(7), taken],
    ['one from before the withdrawal, again', one(5), late(7)],
    [
      'two at once, the newer one first',
      [...one(9), ...one(8)],
      { ...taken, ...late(9), registered: 1 },
    ],
  ])('are taken or not: %s', async (_case, body, answer) => {
    expect(await told(body)).toEqual(answer)
  })
})

describe('an agency that disputes too many people', () => {
  it('is answered 429, with when to go on and what has to wait', async () => {
    const nhs = (hospital: boolean, at: number) => ({
      type: 'NHS_NUMBER',
      token: `${hospital ? 'h' : 'x'}${at}`.padEnd(43, 'n'),
    })
    const pnc = (at: number) => ({ type: 'PNC_ID', token: `p${at}`.padEnd(43, 'p') })
    const people = Array.from({ length: 6 }, (_, at) => at)
    const records = (hospital: boolean) =>
      people.map((at) => ({
        ...{ ref: `D-${at}`, addresses: [] },
        tokens: [nhs(hospital, at), pnc(at)],
      }))
    expect((await index.register('st-annes-hospital', records(true))).status).toBe(200)
    const body = JSON.stringify(records(false))
    const answer = await fetch(`${index.url}/registrations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${signFor('northshire-police', body)}` },
      body,
    })
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(3000)
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', reason: 'TOO_MANY_DISPUTES' } }],
    })
  })
})

describe('a question whom others protect', () => {
  const askProtections = (question: unknown) =>
    index.post('/protections', question, { agency: 'northshire-police' })

  it('is not answered of somebody registered just now', async () => {
    await index.register('northshire-police', [index.registration('JUST-NOW', {})])
    const answer = await askProtections({ ask: ['JUST-NOW'], took: [] })
    expect(answer).toEqual({
      status: 200,
      body: { answers: [{ ref: 'JUST-NOW', isProtected: null }] },
    })
  })

  it('is refused without a list of a few people', async () => {
    const answer = await askProtections([])
    expect(answer.status).toBe(400)
    expect(answer.body.errors?.[0]?.extensions['reason']).toBe('INVALID_PROTECTION_QUESTION')
  })
})
