import type { TestStore } from '../../helpers/store'
import { startTestStore } from '../../helpers/store'
import { envelope, examplePerson } from '../agency-examples'
import { RunningAgency } from '../running-agency'

function conviction(id: string, changes: object) {
  const occurredAt = '2004-01-01T00:00:00Z'
  const fields = { offence: '049/10', offenceDate: '2004-01-01', court: 'Northshire', ...changes }
  return {
    recordType: 'conviction',
    sourceRecordId: id,
    ...envelope(['O-1'], occurredAt),
    ...fields,
  }
}

function caution(id: string, kind: string) {
  const fields = { offence: '049/10', kind }
  return {
    recordType: 'caution',
    sourceRecordId: id,
    ...envelope(['O-1'], '2004-02-01'),
    ...fields,
  }
}

let store: TestStore
let police: RunningAgency

beforeAll(async () => {
  store = await startTestStore()
  police = new RunningAgency('northshire-police', store)
  const custody = { disposal: 'IMPRISONMENT', convictionDate: '2004-02-01' }
  await police.load([
    { ...examplePerson('O-1'), dateOfBirth: '1984-03-01' },
    conviction('spent', { ...custody, lengthMonths: 6 }),
    conviction('unknown', custody),
    conviction('never', { ...custody, offence: '005/01', lengthMonths: 60 }),
    caution('simple', 'SIMPLE'),
  ])
  await police.start()
})

afterAll(async () => {
  await police.stop()
  await store.stop()
})

const selection = '{ convictions { id spentOn isSpent } cautions { id isSpent } }'

describe('spent convictions', () => {
  it.each([
    ['police.officer', 'CRIME_PREVENTION'],
    ['probation.officer', 'OFFENDER_MANAGEMENT'],
    ['mash.analyst', 'ADULT_SAFEGUARDING'],
  ])('are shown, and marked, to %s for %s', async (role, purpose) => {
    const { data, errors } = await police.ask(['O-1'], selection, { roles: [role], purpose })
    expect(errors).toBeUndefined()
    expect(data?.['_entities']).toEqual([
      {
        view: {
          convictions: expect.arrayContaining([
            { id: 'spent', spentOn: '2005-08-01', isSpent: true },
            { id: 'unknown', spentOn: null, isSpent: null },
            { id: 'never', spentOn: null, isSpent: false },
          ]) as unknown,
          cautions: [{ id: 'simple', isSpent: true }],
        },
      },
    ])
  })

  it('are not there for a reviewer, nor is what may be spent', async () => {
    const reviewer = { roles: ['csh.coordinator'], purpose: 'DEATH_REVIEW' }
    const { data } = await police.ask(['O-1'], selection, reviewer)
    expect(data?.['_entities']).toEqual([
      { view: { convictions: [{ id: 'never', spentOn: null, isSpent: false }], cautions: [] } },
    ])
  })

  it('leave the length of a list to the convictions that are shown', async () => {
    const reviewer = { roles: ['csh.coordinator'], purpose: 'DEATH_REVIEW' }
    const first = '{ convictions(first: 1) { id } }'
    const { data } = await police.ask(['O-1'], first, reviewer)
    expect(data?.['_entities']).toEqual([{ view: { convictions: [{ id: 'never' }] } }])
  })
})
