import {
  addressToken,
  openLinkKey,
  postcodeToken,
  staffToken,
} from '../../../common/registration/link-tokens'
import { countLoads } from '../../helpers/count-loads'
import { analystCall as call, RunningIndex } from './running-index'

/** Documents whose ids are texts. */
type AnyDocument = Record<string, unknown> & { _id: string }

const index = new RunningIndex()

beforeAll(() => index.start())
afterAll(() => index.stop())

const ask: RunningIndex['ask'] = (...asked) => index.ask(...asked)
const register: RunningIndex['register'] = (...registered) => index.register(...registered)
const registration: RunningIndex['registration'] = (...parts) => index.registration(...parts)

const findPerson: RunningIndex['findPerson'] = (...given) => index.findPerson(...given)

describe('the person index', () => {
  it('links records of two agencies by a shared identifier and finds them by each', async () => {
    await register('northshire-police', [
      registration('NOM-1', { PNC_ID: '2002/0104567P', NHS_NUMBER: '999 000 0026' }),
    ])
    await register('st-annes-hospital', [registration('H-1', { NHS_NUMBER: '9990000026' })])
    const person = await findPerson('NHS_NUMBER', '999-000-0026')
    expect(person).toStrictEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      northshirePoliceRefs: ['NOM-1'],
      eastmarchPoliceRefs: [],
      stAnnesHospitalRefs: ['H-1'],
    })
    expect(await findPerson('PNC_ID', '02/104567P')).toStrictEqual(person)
  })

  it('finds a person by id and answers federation by the same id', async () => {
    const { id } = (await findPerson('NHS_NUMBER', '9990000026')) ?? {}
    const { body } = await ask(
      `{ person(id: "${String(id)}") { id }
        _entities(representations: [{ __typename: "Person", id: "${String(id)}" }]) {
          ... on Person { northshirePoliceRefs } } }`,
    )
    expect(body).toStrictEqual({
      data: { person: { id }, _entities: [{ northshirePoliceRefs: ['NOM-1'] }] },
    })
  })

  it('asks its database twice for a look-up by a number, at once, and says so', async () => {
    const before = await countLoads(index.url)
    expect(await findPerson('NHS_NUMBER', '9990000026')).not.toBeNull()
    const after = await countLoads(index.url)
    const asked = Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)])
    expect(Object.fromEntries(asked.filter(([, count]) => count !== 0))).toStrictEqual({
      search: 1,
      staff: 1,
    })
  })

  it('answers the id of a merged person with the one that survived', async () => {
    await register('northshire-police', [registration('NOM-2', { CRN: 'X100002' })])
    await register('st-annes-hospital', [registration('H-2', { NHS_NUMBER: '9990000034' })])
    const older = await findPerson('CRN', 'X100002')
    const younger = await findPerson('NHS_NUMBER', '9990000034')
    const both = { CRN: 'X100002', NHS_NUMBER: '9990000034' }
    await register('northshire-police', [registration('NOM-3', both)])
    const asked = 'id earlierIds northshirePoliceRefs stAnnesHospitalRefs'
    const { body } = await ask(`{ person(id: "${String(younger?.['id'])}") { ${asked} } }`)
    expect(body.data?.['person']).toStrictEqual({
      ...{ id: older?.['id'], earlierIds: [younger?.['id']] },
      ...{ northshirePoliceRefs: ['NOM-2', 'NOM-3'], stAnnesHospitalRefs: ['H-2'] },
    })
  })

  it('keeps two NHS numbers apart, records the conflict, and will not choose between them', async () => {
    await register('northshire-police', [
      registration('NOM-4', { NHS_NUMBER: '9990000042', CRN: 'X100004' }),
    ])
    await register('st-annes-hospital', [
      registration('H-4', { NHS_NUMBER: '9434765919', CRN: 'X100004' }),
    ])
    const [one, other] = await Promise.all([
      findPerson('NHS_NUMBER', '9990000042'),
      findPerson('NHS_NUMBER', '9434765919'),
    ])
    expect(one?.['id']).not.toBe(other?.['id'])
    const { body } = await ask('{ personByIdentifier(type: CRN, value: "X100004") { id } }')
    const inConflict = { code: 'BAD_USER_INPUT', reason: 'IDENTIFIER_IN_CONFLICT' }
    expect(body.errors?.[0]?.extensions).toMatchObject(inConflict)
    const conflicts = await index.connection.collection('conflicts').find().toArray()
    expect(conflicts).toMatchObject([
      {
        evidence: 'CRN',
        records: [
          index.keyOf('northshire-police', 'NOM-4'),
          index.keyOf('st-annes-hospital', 'H-4'),
        ],
      },
    ])
  })

  it('finds people at an address and never links them by it', async () => {
    await register('northshire-police', [
      registration('FATHER', { CRN: 'X100010' }, '906700000011'),
      registration('SON', { CRN: 'X100011' }, '906700000011'),
    ])
    const { body } = await ask(
      '{ all: peopleAtAddress(uprn: "906700000011") { northshirePoliceRefs } one: peopleAtAddress(uprn: "906700000011", first: 1) { id } none: peopleAtAddress(uprn: "1") { id } }',
    )
    expect(body.data?.['one']).toHaveLength(1)
    expect(body.data?.['none']).toStrictEqual([])
    expect(JSON.stringify(body.data?.['all'])).toMatch(/"FATHER"/)
    expect(body.data?.['all']).toHaveLength(2)
  })

  it.each([
    ['person(id: "00000000000000000000000000000000")'],
    ['personByIdentifier(type: CRN, value: "X999999")'],
  ])('answers someone unknown with null: %s', async (field) => {
    expect(await ask(`{ found: ${field} { id } }`)).toStrictEqual({
      status: 200,
      body: { data: { found: null } },
    })
  })

  it('finds who is recorded at a postcode, and tells it no role that is told no addresses', async () => {
    const postcodes = [postcodeToken(openLinkKey(index.folder), 'ZY6 1AA') ?? '']
    await register('northshire-police', [
      { ...registration('AT-POSTCODE', { CRN: 'X100060' }, '906700000066'), postcodes },
      { ...registration('NEIGHBOUR', { CRN: 'X100061' }, '906700000067'), postcodes },
    ])
    const query = `{ found: addressesByPostcode(postcode: "zy61aa", first: 1) {
      postcode hasMorePeople people { id } } all: addressesByPostcode(postcode: "ZY6 1AA") {
      people { northshirePoliceRefs household { northshirePoliceRefs } } } }`
    const { body } = await ask(query)
    expect(body.data?.['found']).toMatchObject({ postcode: 'ZY6 1AA', hasMorePeople: true })
    const both = JSON.stringify(body.data?.['all'])
    expect(both).toMatch(/AT-POSTCODE/)
    expect(both).toMatch(/NEIGHBOUR/)
    // Who shares a postcode shares no home.
    expect(both).toContain('"household":[{"northshirePoliceRefs":["NEIGHBOUR"]}]')
    const officer = { ...call, roles: ['police.officer'], purpose: 'DVDS' }
    for (const asker of [officer, { ...call, roles: ['housing.officer'] }]) {
      const refused = await ask(query, asker)
      expect(refused.body.data).toEqual({ found: null, all: null })
      const withheld = { code: 'WITHHELD', reason: 'CATEGORY_NOT_DISCLOSED' }
      expect(refused.body.errors?.[0]?.extensions).toMatchObject(withheld)
    }
  })

  it.each([
    [
      'addressesByPostcode(postcode: "ZY6")',
      'Argument "postcode" is not a postcode of a place, as in ZY1 4AB.',
    ],
    [
      'addressesByPostcode(postcode: "ZY6 1AA", first: 101)',
      'Argument "first" must be a whole number from 1 to 100.',
    ],
  ])('refuses what cannot be a postcode: %s', async (field, message) => {
    const { body } = await ask(`{ found: ${field} { postcode } }`)
    expect(body.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }])
  })

  it.each([
    ['person(id: "1")', 'Argument "id" is not the id of a person.'],
    [
      'personByIdentifier(type: NHS_NUMBER, value: "999 000 0019")',
      'Argument "value" is not a valid NHS number.',
    ],
    [
      'personByIdentifier(type: PNC_ID, value: "nobody")',
      'Argument "value" is not a valid PNC ID.',
    ],
    ['peopleAtAddress(uprn: "0")', 'Argument "uprn" is not a valid UPRN.'],
    [
      'peopleAtAddress(uprn: "1", first: 1001)',
      'Argument "first" must be a whole number from 1 to 1000.',
    ],
    [
      'peopleAtAddress(uprn: "1", first: 0)',
      'Argument "first" must be a whole number from 1 to 1000.',
    ],
  ])('refuses what cannot be: %s', async (field, message) => {
    const { body } = await ask(`{ found: ${field} { id } }`)
    expect(body.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }])
  })

  it('refuses staff who live there, for all at an address if one is close, and says so to the hub', async () => {
    const key = openLinkKey(index.folder)
    const home = { kind: 'HOME', token: addressToken(key, '906700000077') }
    const close = {
      ...registration('CLOSE', { CRN: 'X100077' }, '906700000077'),
      households: [home],
    }
    await register('northshire-police', [
      close,
      registration('STRANGER', { CRN: 'X100078' }, '906700000077'),
    ])
    const [record] = await index.connection
      .collection<AnyDocument>('records')
      .find({ _id: index.keyOf('northshire-police', 'CLOSE') })
      .toArray()
    await index.connection.collection<AnyDocument>('staff').insertOne({
      ...{ _id: `${call.homeAgency}/${call.sub}`, tokens: [] },
      households: record?.['households'],
    })
    const queries = [
      '{ found: personByIdentifier(type: CRN, value: "X100077") { id } }',
      '{ found: peopleAtAddress(uprn: "906700000077") { id } }',
      `{ found: person(id: "${String(record?.['personId'])}") { id } }`,
    ]
    for (const query of queries) {
      const { body } = await ask(query)
      expect(body.data).toEqual({ found: null })
      expect(body.errors).toMatchObject([{ extensions: { reason: 'RELATED_TO_YOU' } }])
      expect(body).toMatchObject({
        extensions: { relations: { [String(record?.['personId'])]: ['SAME_HOUSEHOLD'] } },
      })
    }
    expect(await findPerson('CRN', 'X100078')).not.toBeNull()
    await index.connection.collection('staff').deleteMany({})
  })

  it('answers staff who must not know of a record as for a number that nobody has', async () => {
    const hidden = registration('HIDDEN', { CRN: 'X100099' })
    const token = staffToken(openLinkKey(index.folder), `${call.homeAgency}/${call.sub}`)
    const limits = [{ excludedStaff: [token], restrictedToStaff: null }]
    await register('northshire-police', [{ ...hidden, hiddenFrom: limits }])
    const byCrn = (crn: string, asker = call) =>
      ask(`{ found: personByIdentifier(type: CRN, value: "${crn}") { id } }`, asker)
    expect(await byCrn('X100099')).toStrictEqual(await byCrn('X100098'))
    const { body } = await byCrn('X100099', { ...call, sub: 'colleague' })
    expect(body.data?.['found']).not.toBeNull()
    const { body: behind } = await byCrn('X100099', {
      ...{ ...call, sub: 'system' },
      onBehalfOf: call.sub,
    })
    expect(behind.data).toEqual({ found: null })
  })

  it('says beside its answer where more may be known of a person', async () => {
    const wrong = { NHS_NUMBER: '9990000050', CRN: 'X100050' } as const
    await register('st-annes-hospital', [
      registration('H-5', { NHS_NUMBER: '9990000069', CRN: wrong.CRN }),
    ])
    await register('northshire-police', [registration('X-5', wrong)])
    const person = await findPerson('NHS_NUMBER', '9990000069')
    const { body } = await ask(`{ person(id: "${String(person?.['id'])}") { id } }`)
    expect(body).toMatchObject({
      extensions: { disputed: { [String(person?.['id'])]: ['northshire-police'] } },
    })
    expect(JSON.stringify(body)).not.toContain('X-5')
  })

  it('stores nothing that identifies anyone', async () => {
    const everything = await Promise.all(
      (await index.connection.listCollections()).map(({ name }) =>
        index.connection.collection(name).find().toArray(),
      ),
    )
    const text = JSON.stringify(everything)
    expect(text).toContain(index.keyOf('northshire-police', 'NOM-1'))
    expect(text).not.toMatch(/9990000026|0104567|X100002|906700000011/)
    expect(text).not.toMatch(/[/"](NOM-1|H-1|FATHER)"/)
  })
})

describe('a restarted person index', () => {
  it('settles what a stop in the middle left open before it is ready', async () => {
    const before = await findPerson('NHS_NUMBER', '9990000026')
    await index.close()
    await index.connection
      .collection<{ _id: string }>('records')
      .updateOne(
        { _id: index.keyOf('st-annes-hospital', 'H-1') },
        { $set: { personId: null, isLinked: false } },
      )
    await index.open()
    expect(await findPerson('NHS_NUMBER', '9990000026')).toStrictEqual(before)
  })

  it('follows a link that was asserted while it was away', async () => {
    await index.close()
    await index.connection.collection<AnyDocument>('asserted_links').insertOne({
      _id: 'LINK-1',
      keys: [index.keyOf('northshire-police', 'FATHER'), index.keyOf('st-annes-hospital', 'H-1')],
      isApplied: false,
    })
    await index.open()
    const person = await findPerson('NHS_NUMBER', '9990000026')
    expect(person?.['northshirePoliceRefs']).toStrictEqual(['FATHER', 'NOM-1'])
  })
})
