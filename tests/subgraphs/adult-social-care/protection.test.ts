import { startTestStore, type TestStore } from '../../helpers/store'
import { envelope, examplePerson } from '../agency-examples'
import { RunningAgency } from '../running-agency'

let store: TestStore
let council: RunningAgency

const lists = `{ trustedContacts { name telephone } safeContactInstructions { safeMethods }
  concerns { id notes } capacityAssessments { conclusion isSafeToRelyOn } }`
const asManager = { roles: ['mash.manager'] }

beforeAll(async () => {
  store = await startTestStore()
  council = new RunningAgency('northshire-adult-care', store)
  await council.load(
    ['OPEN', 'AWAY'].flatMap((ref) => [
      { ...examplePerson(ref), isAddressProtected: ref === 'AWAY' },
      record('trustedContact', ref, { name: 'Made-up Sister', telephone: '01632 960001' }),
      record('safeContactInstruction', ref, { safeMethods: ['TEXT'] }),
      record('concern', ref, { notes: 'Stays at her sister.' }),
      record('capacityAssessment', ref, {
        decision: 'Where to live',
        conclusion: 'HAS_CAPACITY',
        isSober: false,
      }),
    ]),
  )
  await council.start()
}, 30_000)

afterAll(async () => {
  await council.stop()
  await store.stop()
})

function record(recordType: string, ref: string, fields: object) {
  return {
    recordType,
    sourceRecordId: `${recordType}-${ref}`,
    ...envelope([ref], '2024-05-04T12:00:00Z'),
    subjectRole: 'SERVICE_USER',
    ...fields,
  }
}

describe('adult social care', () => {
  it('tells how somebody can be reached, and whom they trust', async () => {
    const { data, errors } = await council.ask(['OPEN'], lists, asManager)
    expect(errors).toBeUndefined()
    expect(data?.['_entities']).toMatchObject([
      {
        view: {
          trustedContacts: [{ name: 'Made-up Sister', telephone: '01632 960001' }],
          safeContactInstructions: [{ safeMethods: ['TEXT'] }],
          concerns: [{ notes: 'Stays at her sister.' }],
          capacityAssessments: [{ conclusion: 'HAS_CAPACITY', isSafeToRelyOn: false }],
        },
      },
    ])
  })

  it('keeps all of that back that can lead to somebody whose address is protected', async () => {
    const { data, errors } = await council.ask(['AWAY'], lists, asManager)
    expect(data?.['_entities']).toMatchObject([
      {
        view: {
          trustedContacts: null,
          safeContactInstructions: null,
          concerns: [{ id: 'concern-AWAY', notes: null }],
          capacityAssessments: [{ conclusion: 'HAS_CAPACITY' }],
        },
      },
    ])
    expect(errors?.map(({ extensions }) => extensions['reason'])).toEqual(
      Array(3).fill('ADDRESS_PROTECTED'),
    )
  })
})
