import { presentRecord } from '../../../../subgraphs/kit/records/present-record'
import { makeAgency } from '../../record-checks'

const agency = makeAgency()

const incident = {
  _id: 'INC-1',
  personRefs: ['V-1', 'O-1'],
  people: [
    { reference: 'V-1', role: 'VICTIM', relationship: 'friend' },
    { reference: 'O-1', role: 'SUSPECT', relationship: 'friend' },
  ],
  sourceSystem: 'incidents',
  occurredAt: new Date('2024-05-04T10:30:00Z'),
  occurredPrecision: 'EXACT',
  recordedAt: new Date('2024-05-04T11:00:00Z'),
  status: 'CURRENT',
}

describe('one record, seen of two people', () => {
  it.each([
    ['the victim', 'V-1', 'VICTIM', 'SUSPECT'],
    ['the suspect', 'O-1', 'SUSPECT', 'VICTIM'],
  ])('tells of %s their own part, and of the other theirs', (_who, ref, own, others) => {
    expect(presentRecord(incident, agency, [ref])).toMatchObject({
      role: own,
      involved: [{ role: others }],
      present: [{ role: others }],
      standing: { subjectRole: own, status: 'CURRENT' },
    })
  })
})

describe('a record', () => {
  it('says where it comes from', () => {
    expect(presentRecord(incident, agency, ['V-1'])).toMatchObject({
      id: 'INC-1',
      recordedAt: '2024-05-04T11:00:00.000Z',
      source: {
        agency: 'made-up-agency',
        controller: 'Made-up Agency',
        system: 'incidents',
        recordId: 'INC-1',
      },
    })
  })

  it.each([
    ['EXACT', '2024-05-04T10:30:00.000Z'],
    ['DAY', '2024-05-04'],
    ['YEAR', '2024'],
  ])('known to the %s happened at %s, and claims no more', (occurredPrecision, occurredAt) => {
    const presented = presentRecord({ ...incident, occurredPrecision }, agency, ['V-1'])
    expect(presented['occurredAt']).toBe(occurredAt)
  })
})
