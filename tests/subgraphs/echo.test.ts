import { setTimeout as delay } from 'node:timers/promises'

import { echoOf } from '../../common/tokens/echo'
import { SharingSwitch } from '../../subgraphs/kit/agency/sharing-switch'
import type { TestStore } from '../helpers/store'
import { startTestStore } from '../helpers/store'
import { envelope, examplePerson } from './agency-examples'
import { RunningAgency } from './running-agency'

const me = 'northshire-probation/po-1'
const asMe = { sub: 'po-1', homeAgency: 'northshire-probation' }

let store: TestStore
let probation: RunningAgency

beforeAll(async () => {
  store = await startTestStore()
  probation = new RunningAgency('northshire-probation', store)
  const hiding = { excludedStaff: [me], isExistenceHidden: true }
  await probation.load([
    examplePerson('HELD'),
    examplePerson('ALSO'),
    examplePerson('CLOSED'),
    { ...examplePerson('HIDDEN'), limitedAccess: hiding },
    { ...examplePerson('SEALED'), isSealed: true },
    {
      ...{ recordType: 'case', sourceRecordId: 'case', crn: 'X104567', startDate: '2024-05-04' },
      ...envelope(['CLOSED'], '2024-05-04T12:00:00Z'),
      limitedAccess: { excludedStaff: [me] },
    },
  ])
  await probation.start()
}, 20_000)

afterAll(async () => {
  await probation.stop()
  await store.stop()
})

describe('the echo of an agency', () => {
  const people = [
    ['HELD'],
    ['UNKNOWN'],
    ['SEALED'],
    ['HIDDEN'],
    ['CLOSED'],
    [],
    null,
    ['HELD', 'ALSO', 'HELD'],
  ].map((refs, index) => ({ id: `person-${index}`, refs }))
  const expected = (callId: string) =>
    people.map(({ id, refs }) => echoOf(callId, { id, refs: refs ?? [] }))

  it('says of everybody whom it was asked about, whether or not it shows anything of them', async () => {
    const { data } = await probation.askWithEcho(people, 'call-1', asMe)

    expect(data.map(({ view }) => view !== null)).toEqual([
      ...[true, false, false, false, false, false, false, true],
    ])
    expect(data.map(({ echo }) => echo)).toEqual(expected('call-1'))
  })

  it('is there when the agency has stopped sharing, which is then its reason', async () => {
    const sharing = new SharingSwitch(probation.connection)
    await sharing.suspend('A test')
    await delay(300)
    const { data, errors } = await probation.askWithEcho(people, 'call-2', asMe)
    await sharing.resume()
    await delay(300)

    expect(data.map(({ echo }) => echo)).toEqual(expected('call-2'))
    expect(new Set(errors.map(({ extensions }) => extensions['reason']))).toEqual(
      new Set(['AGENCY_SUSPENDED']),
    )
  })

  it("is there when the agency's rules give the asker nothing", async () => {
    const nobody = { roles: ['nobody'], purpose: 'NOTHING' }
    const { data } = await probation.askWithEcho(people, 'call-3', nobody)

    expect(data.map(({ view }) => view)).toEqual(people.map(() => null))
    expect(data.map(({ echo }) => echo)).toEqual(expected('call-3'))
  })

  it('is no disclosure, and not in its record of them', async () => {
    const entries = await probation.connection.collection('disclosures').find().toArray()
    expect(entries.length).toBeGreaterThan(0)
    expect(JSON.stringify(entries)).not.toContain('Echo')
  })
})
