import type { TestStore } from '../helpers/store'
import { startTestStore } from '../helpers/store'
import { envelope, examplePerson } from './agency-examples'
import { RunningAgency } from './running-agency'

const home = '906700000011'

function record(recordType: string, day: string, fields: object, person = 'P-1') {
  const id = `${recordType}-${day}-${person}`
  return { recordType, sourceRecordId: id, ...envelope([person], `${day}T12:00:00Z`), ...fields }
}

function incident(day: string, changes: object = {}, person = 'P-1') {
  const fields = { reference: day, openingCode: 'DOMESTIC', uprn: home, ...changes }
  return record('incident', day, fields, person)
}

const spentConviction = {
  offence: '049/10',
  offenceDate: '2004-01-01',
  convictionDate: '2004-02-01',
  court: 'Northshire',
  disposal: 'IMPRISONMENT',
  lengthMonths: 6,
}

let store: TestStore
let police: RunningAgency

beforeAll(async () => {
  store = await startTestStore()
  police = new RunningAgency('northshire-police', store)
  await police.load([
    ...['P-1', 'P-2', 'P-3'].map(examplePerson),
    incident('2024-05-01', {
      closingCode: 'NUISANCE',
      codeChangedByRole: 'Sergeant',
      codeChangedAt: '2024-05-01T14:00:00Z',
      isAlcoholInvolved: true,
      subjectRole: undefined,
      people: [
        { reference: 'P-1', role: 'VICTIM' },
        { reference: 'P-9', role: 'SUSPECT', relationship: 'housemate' },
      ],
    }),
    incident('2024-05-02', { status: 'SUPERSEDED' }),
    incident('2024-05-03', { status: 'ENTERED_IN_ERROR' }),
    incident('2024-05-04', { isSealed: true }),
    record('conviction', '2004-02-01', spentConviction),
    record('intelligence', '2024-03-01', { summary: 'Heard it said', grading: 'E41' }),
    record('involvement', '2024-02-01', {
      ...{ service: 'Harm reduction unit', startDate: '2024-02-01', desk: 'Front desk' },
    }),
    incident('2024-06-01', {}, 'P-2'),
    { ...examplePerson('P-3'), isAddressProtected: true },
    incident('2024-06-01', {}, 'P-3'),
  ])
  await police.start()
}, 60_000)

afterAll(async () => {
  await police.stop()
  await store.stop()
})

interface Row {
  readonly kind: string
  readonly sentence: string
  readonly uprn: string | null
  readonly people: readonly object[] | null
}

async function ask(ref: string, selection: string, asker: object = {}) {
  const { data, errors } = await police.ask([ref], selection, asker)
  const [person] = data?.['_entities'] as readonly { view: Record<string, unknown> }[]
  const { events, eventsWithheld, eventsLeftOff } = person?.view ?? {}
  const rows = events as readonly Row[] | null | undefined
  return { rows, kinds: rows?.map(({ kind }) => kind), eventsWithheld, eventsLeftOff, errors }
}

const all = '{ events { kind sentence } eventsWithheld eventsLeftOff }'

describe('the events of an agency', () => {
  it('are what stands of all its lists, newest first', async () => {
    const { kinds, eventsLeftOff } = await ask('P-1', all)
    expect(kinds).toEqual(['CALL', 'INVOLVEMENT', 'CONVICTION'])
    expect(eventsLeftOff).toBe(0)
  })

  it('say what it was in one sentence and in codes, when, where and who had a part', async () => {
    const { rows } = await ask(
      'P-1',
      `{ events { kind category occurredAt precision until recordedAt uprn sentence isAlcoholInvolved
        codes { system code } role people { role relationship } source { agency recordId } } }`,
    )
    expect(rows?.[0]).toEqual({
      kind: 'CALL',
      category: 'CALL_FOR_SERVICE',
      occurredAt: '2024-05-01T12:00:00.000Z',
      precision: 'EXACT',
      until: null,
      recordedAt: '2024-05-01T12:00:00.000Z',
      uprn: home,
      sentence:
        'Call to the police: opened as Domestic incident; closed as Rowdy or nuisance behaviour; opened as domestic and closed as something else.',
      isAlcoholInvolved: true,
      codes: [
        { system: 'INCIDENT', code: 'DOMESTIC' },
        { system: 'INCIDENT', code: 'NUISANCE' },
      ],
      role: 'VICTIM',
      people: [{ role: 'SUSPECT', relationship: 'housemate' }],
      source: { agency: police.agency.code, recordId: 'incident-2024-05-01-P-1' },
    })
  })

  it.each([
    ['csh.coordinator', 'CRIME_PREVENTION', ['CALL']],
    ['idva', 'DOMESTIC_ABUSE_RISK', ['CALL', 'INVOLVEMENT']],
    ['csh.coordinator', 'DEATH_REVIEW', ['CALL']],
    ['police.officer', 'CRIME_PREVENTION', ['CALL', 'INTELLIGENCE', 'CONVICTION']],
  ])('are for %s, %s, those of what they may be told: %j', async (role, purpose, expected) => {
    const { kinds, errors } = await ask('P-1', all, { roles: [role], purpose })
    expect([kinds, errors]).toEqual([expected, undefined])
  })

  it('say which categories are not told, whether or not there are any', async () => {
    const some = await ask('P-1', all)
    const none = await ask('P-2', all)
    expect(some.eventsWithheld).toEqual(['INTELLIGENCE'])
    expect(none.eventsWithheld).toEqual(['INTELLIGENCE'])
  })

  it('are withheld whole from whom the agency discloses nothing', async () => {
    const asker = { roles: ['housing.officer'], purpose: 'ADULT_SAFEGUARDING' }
    const { data, errors } = await police.ask(['P-1'], all, asker)
    expect(JSON.stringify(data)).not.toContain('Call to the police')
    expect(errors?.map(({ extensions }) => extensions['code'])).toContain('WITHHELD')
  })

  it('do not say where somebody was whose address is protected', async () => {
    const { rows, errors } = await ask('P-3', '{ events { kind uprn sentence } }')
    expect(rows).toMatchObject([{ kind: 'CALL', uprn: null }])
    expect(errors?.map(({ extensions }) => extensions['reason'])).toEqual(['ADDRESS_PROTECTED'])
  })
})
