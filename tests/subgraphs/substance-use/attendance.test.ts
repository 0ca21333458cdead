import { startTestStore, type TestStore } from '../../helpers/store'
import { envelope, examplePerson } from '../agency-examples'
import { RunningAgency } from '../running-agency'

let store: TestStore
let service: RunningAgency

const lists = `{ referrals { id state } appointments { id } }`

beforeAll(async () => {
  store = await startTestStore()
  service = new RunningAgency('northshire-recovery', store)
  await service.load([
    examplePerson('REF-1'),
    record('referral', { state: 'NOT_ATTENDED' }),
    record('appointment', { kind: 'KEY_WORK', attendance: 'NOT_ATTENDED' }),
  ])
  await service.start()
}, 30_000)

afterAll(async () => {
  await service.stop()
  await store.stop()
})

function record(recordType: string, fields: object) {
  return {
    recordType,
    sourceRecordId: `${recordType}-1`,
    ...envelope(['REF-1'], '2024-05-04T12:00:00Z'),
    subjectRole: 'SERVICE_USER',
    ...fields,
  }
}

describe('whether somebody came to the service', () => {
  it('is told for adult safeguarding', async () => {
    const { data } = await service.ask(['REF-1'], lists)
    expect(data?.['_entities']).toMatchObject([
      {
        view: {
          referrals: [{ id: 'referral-1', state: 'NOT_ATTENDED' }],
          appointments: [{ id: 'appointment-1' }],
        },
      },
    ])
  })

  it('is not told to those who may know whom to ring there and no more', async () => {
    const probation = { roles: ['probation.officer'], purpose: 'OFFENDER_MANAGEMENT' }
    const { data } = await service.ask(['REF-1'], lists, probation)
    expect(data?.['_entities']).toMatchObject([{ view: { referrals: null, appointments: null } }])
  })

  it.each(['CRIME_PREVENTION', 'DOMESTIC_ABUSE_RISK', 'DVDS', 'VITAL_INTERESTS'])(
    'is not told to the police for %s, nor is anything else',
    async (purpose) => {
      const answer = await service.ask(['REF-1'], lists, { roles: ['police.officer'], purpose })
      expect(JSON.stringify(answer.data)).not.toMatch(/NOT_ATTENDED|referral-1|appointment-1/)
      expect(answer.errors?.length).toBeGreaterThan(0)
    },
  )
})
