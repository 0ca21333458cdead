import type { TestStore } from '../helpers/store'
import { startTestStore } from '../helpers/store'
import { envelope, examplePerson } from './agency-examples'
import { RunningAgency } from './running-agency'

const day = '2024-05-04T12:00:00Z'
const home = '906700000011'
const me = 'northshire-probation/po-1'
const asMe = { sub: 'po-1', homeAgency: 'northshire-probation' }

function caseOf(ref: string, marks: object) {
  const fields = { ...envelope([ref], day), crn: 'X104567', startDate: '2024-05-04' }
  return { recordType: 'case', sourceRecordId: `case-${ref}`, ...fields, ...marks }
}

function incident(id: string, people: readonly string[], changes: object = {}) {
  // Each of the people has a part of their own.
  const rest = { ...envelope(people, day), subjectRole: undefined }
  return {
    recordType: 'incident',
    sourceRecordId: id,
    ...rest,
    people: people.map((reference) => ({ reference, role: 'PRESENT', relationship: 'housemate' })),
    reference: `NP-${id}`,
    openingCode: 'DOMESTIC',
    uprn: home,
    notes: `Seen at ${home}`,
    ...changes,
  }
}

interface Listed {
  readonly id: string
  readonly uprn: string | null
}

let store: TestStore

beforeAll(async () => {
  store = await startTestStore()
})

afterAll(async () => {
  await store.stop()
})

describe('a probation service with limited-access cases', () => {
  let probation: RunningAgency

  beforeAll(async () => {
    probation = new RunningAgency('northshire-probation', store)
    const refs = ['OPEN', 'EXCLUDED', 'RESTRICTED', 'HIDDEN', 'UNCLEAR', 'PERSON']
    await probation.load([
      ...refs.map((ref) =>
        ref === 'PERSON'
          ? { ...examplePerson(ref), limitedAccess: { excludedStaff: [me] } }
          : examplePerson(ref),
      ),
      caseOf('OPEN', { isLimitedAccess: true, limitedAccess: { restrictedToStaff: [me] } }),
      caseOf('EXCLUDED', { limitedAccess: { excludedStaff: [me] } }),
      caseOf('RESTRICTED', { limitedAccess: { restrictedToStaff: ['northshire-probation/po-2'] } }),
      caseOf('HIDDEN', { limitedAccess: { excludedStaff: [me], isExistenceHidden: true } }),
      caseOf('UNCLEAR', { isLimitedAccess: true }),
    ])
    await probation.start()
  })

  afterAll(() => probation.stop())

  const selection = '{ people { names { surname } } cases { crn } }'

  it('shows them to those who are let in', async () => {
    const body = await probation.ask(['OPEN'], selection, asMe)
    expect(JSON.stringify(body.data)).toContain('X104567')
    expect(body.errors).toBeUndefined()
  })

  it.each(['EXCLUDED', 'RESTRICTED', 'UNCLEAR', 'PERSON'])(
    'withholds everything about the person from those who are not: %s',
    async (ref) => {
      const body = await probation.ask([ref], selection, asMe)
      expect(body.data).toEqual({ _entities: [{ view: null }] })
      expect(body.errors?.map(({ extensions }) => extensions)).toEqual([
        { code: 'WITHHELD', reason: 'LIMITED_ACCESS', agency: probation.agency.code },
      ])
    },
  )

  it('answers as for somebody unknown when the case says so', async () => {
    const hidden = await probation.ask(['HIDDEN'], selection, asMe)
    expect(hidden).toEqual(await probation.ask(['NOBODY'], selection, asMe))
    expect(hidden.errors).toBeUndefined()
  })

  it('keeps out a colleague of the same id at another organisation', async () => {
    const body = await probation.ask(['OPEN'], selection, { ...asMe, homeAgency: 'elsewhere' })
    expect(body.data).toEqual({ _entities: [{ view: null }] })
  })

  it('does not let one closed person close the others', async () => {
    const body = await probation.ask(['EXCLUDED', 'OPEN'], selection, asMe)
    expect(JSON.stringify(body.data)).toContain('X104567')
  })
})

describe('a protected person at a probation service', () => {
  let probation: RunningAgency

  beforeAll(async () => {
    probation = new RunningAgency('northshire-probation', store)
    const order = (ref: string) => ({
      recordType: 'order',
      sourceRecordId: `order-${ref}`,
      ...envelope([ref], day),
      ...{ kind: 'COMMUNITY_ORDER', startDate: '2024-05-04' },
      requirements: [{ kind: 'RESIDENCE', detail: 'To live at 1 Hidden Row' }],
    })
    await probation.load([
      examplePerson('PLAIN'),
      { ...examplePerson('PROTECTED'), isAddressProtected: true },
      ...['PLAIN', 'PROTECTED'].map(order),
    ])
    await probation.start()
  })

  afterAll(() => probation.stop())

  it('has no part of a record that says where they are', async () => {
    const selection = '{ orders { requirements { kind detail } } }'
    const manager = { roles: ['mash.manager'] }
    const plain = await probation.ask(['PLAIN'], selection, manager)
    expect(JSON.stringify(plain.data)).toContain('Hidden Row')
    const { data, errors } = await probation.ask(['PROTECTED'], selection, manager)
    expect(JSON.stringify(data)).toContain('"RESIDENCE","detail":null')
    expect(errors?.map(({ extensions }) => extensions['reason'])).toEqual(['ADDRESS_PROTECTED'])
  })
})

describe('a force with protected and sealed people', () => {
  let police: RunningAgency
  const selection = `{ people { uprn postcode telephone names { surname } }
    incidents { id uprn openingCode { code } present { role } } }`
  const manager = { roles: ['mash.manager'] }

  beforeAll(async () => {
    police = new RunningAgency('northshire-police', store)
    await police.load([
      { ...examplePerson('PLAIN'), uprn: home, telephone: '01632 960001' },
      {
        ...examplePerson('PROTECTED'),
        uprn: home,
        postcode: 'ZY9 9ZY',
        telephone: '01632 960000',
        isAddressProtected: true,
      },
      { ...examplePerson('SEALED'), isSealed: true },
      incident('own', ['PROTECTED']),
      incident('shared', ['PLAIN', 'PROTECTED']),
      examplePerson('HOUSEMATE'),
      incident('with-housemate', ['PLAIN', 'HOUSEMATE']),
      incident('with-sealed', ['PLAIN', 'SEALED'], { uprn: '906700000012' }),
      incident('alone', ['PLAIN'], { uprn: '906700000013' }),
      incident('sealed-record', ['PLAIN'], { isSealed: true }),
    ])
    await police.start()
  })

  afterAll(() => police.stop())

  it('says nowhere where a protected person is, and says that it keeps it back', async () => {
    const { data, errors } = await police.ask(['PROTECTED'], selection, manager)
    expect(JSON.stringify(data)).toContain('DOMESTIC')
    expect(JSON.stringify(data)).not.toMatch(/90670000|ZY9 ?9ZY|01632 ?960/)
    for (const { extensions } of errors ?? [])
      expect(extensions).toMatchObject({ code: 'WITHHELD', reason: 'ADDRESS_PROTECTED' })
    expect(errors?.map(({ path }) => path?.at(-1)).toSorted()).toEqual(
      ['postcode', 'telephone', 'uprn', 'uprn', 'uprn'].toSorted(),
    )
  })

  it('keeps back free text with it', async () => {
    const { data } = await police.ask(['PROTECTED'], '{ incidents { id notes } }', manager)
    expect(JSON.stringify(data)).not.toContain('Seen at')
    const plain = await police.ask(['PLAIN'], '{ incidents { id notes } }', manager)
    expect(JSON.stringify(plain.data)).toContain('Seen at')
  })

  it('does not lead to a protected person through somebody they are recorded with', async () => {
    const { data } = await police.ask(['PLAIN'], selection, manager)
    const { incidents } = (data?.['_entities'] as [{ view: { incidents: object[] } }])[0].view
    expect(incidents).toContainEqual({
      id: 'shared',
      uprn: null,
      openingCode: { code: 'DOMESTIC' },
      present: [],
    })
  })

  it('counts as protected, in records of others, whoever may be protected by another agency', async () => {
    const uprnOf = async (mark: object) => {
      const people = police.connection.collection('people')
      await people.updateOne({ _id: 'HOUSEMATE' as never }, mark)
      const { data } = await police.ask(['PLAIN'], '{ incidents { id uprn } }', manager)
      const { incidents } = (data?.['_entities'] as [{ view: { incidents: Listed[] } }])[0].view
      return incidents.find(({ id }) => id === 'with-housemate')?.uprn
    }
    expect(await uprnOf({ $set: { isProtectedElsewhere: false } })).toBe(home)
    expect(await uprnOf({ $set: { isProtectedElsewhere: true } })).toBeNull()
    expect(await uprnOf({ $unset: { isProtectedElsewhere: 1 } })).toBeNull()
  })

  it('does not name a sealed person in the record of another', async () => {
    const { data } = await police.ask(['PLAIN'], '{ incidents { id present { role } } }', manager)
    expect(JSON.stringify(data)).toContain('{"id":"with-sealed","present":[]}')
    expect(JSON.stringify(data)).not.toContain('sealed-record')
  })

  it.each([selection, '{ people { reference } }', '{ intelligence { id } }'])(
    'answers about a sealed person as about somebody unknown: %s',
    async (asked) => {
      const [sealed, unknown] = [
        await police.ask(['SEALED'], asked, manager),
        await police.ask(['NOBODY'], asked, manager),
      ]
      expect(sealed).toEqual(unknown)
      expect(sealed).toEqual({ data: { _entities: [{ view: null }] } })
    },
  )
})
