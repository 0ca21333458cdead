import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import agreement from '../../../policies/agreements/courts.json'
import type { TestStore } from '../../helpers/store'
import { startTestStore } from '../../helpers/store'
import { envelope, examplePerson } from '../agency-examples'
import { makeAgency } from '../record-checks'
import { RunningAgency } from '../running-agency'

const court = "Northshire Magistrates' Court"
const about = (day: string) => ({ ...envelope(['O-1'], day), court, offence: '049/10' })

let store: TestStore
const running: RunningAgency[] = []

beforeAll(async () => {
  store = await startTestStore()
}, 20_000)

afterAll(async () => {
  for (const courts of running) await courts.stop()
  await store.stop()
})

/** Courts with an old trial, its sentence, and a trial to come. */
async function startCourts(code: string, own?: object): Promise<RunningAgency> {
  const courts = new RunningAgency(makeAgency({ kind: 'courts', code, field: 'courts' }), store)
  const sentence = { recordType: 'sentence', ...about('2004-02-01'), convictionDate: '2004-02-01' }
  const hearing = { recordType: 'hearing', kind: 'TRIAL' }
  await courts.load([
    { ...examplePerson('O-1'), dateOfBirth: '1984-03-01' },
    { ...sentence, sourceRecordId: 'spent', disposal: 'FINE' },
    { ...hearing, ...about('2004-02-01'), sourceRecordId: 'had', outcome: 'CONVICTED' },
    { ...hearing, ...about('2026-12-01'), recordedAt: '2026-01-01', sourceRecordId: 'to-come' },
  ])
  if (own) {
    const folder = path.join(courts.folder, 'agreements')
    mkdirSync(folder)
    writeFileSync(path.join(folder, `${courts.agency.code}.json`), JSON.stringify(own))
  }
  await courts.start()
  running.push(courts)
  return courts
}

const selection = '{ sentences { id isSpent } hearings { id } }'

describe('what leads to a spent conviction', () => {
  it('is shown, and marked, to those who may know of it', async () => {
    const courts = await startCourts('open-courts')
    const { data } = await courts.ask(['O-1'], selection)
    expect(data?.['_entities']).toEqual([
      {
        view: {
          sentences: [{ id: 'spent', isSpent: true }],
          hearings: [{ id: 'to-come' }, { id: 'had' }],
        },
      },
    ])
  })

  it('is not shown to others, who see what is to come', async () => {
    const rows = agreement.rows.map((row) => ({ ...row, showsSpent: false }))
    const courts = await startCourts('strict-courts', { ...agreement, rows })
    const { data, errors } = await courts.ask(['O-1'], selection)
    expect(errors).toBeUndefined()
    expect(data?.['_entities']).toEqual([
      { view: { sentences: [], hearings: [{ id: 'to-come' }] } },
    ])
  })
})
