import type { DescribedPerson } from '../../../common/likeness/described-person'
import { describedRecord } from '../../../common/likeness/described-person'
import { fieldIndex } from '../../../common/likeness/fields'
import { SecondStepNode } from '../../../common/second-step/node'
import { createNodeKeys } from '../../../common/second-step/pair-keys'
import { level } from '../../../subgraphs/person-index/matching/comparison/levels'
import { describeLikeness } from '../../../subgraphs/person-index/reviews/review-words'
import { JobBoard } from '../../../subgraphs/person-index/second-step/job-board'
import { currentPolicy } from '../../helpers/current-policy'
import { plainSealer } from './plain-sealer'
import { likenessFor, registration, TestIndex } from './test-index'

const index = new TestIndex()
beforeAll(async () => {
  index.linkage = { ...currentPolicy.linkage, sampleShare: 0 }
  await index.start('job-board')
})
afterAll(() => index.stop())

const agnes: DescribedPerson = {
  names: [{ forenames: 'Agnes', surname: 'Bellweather' }],
  datesOfBirth: ['1948-06-02'],
}
const people: Readonly<Record<string, DescribedPerson>> = {
  A: { ...agnes, postcodes: ['ZY1 4AB'] },
  B: { ...agnes, postcodes: ['ZY1 4AB'], datesOfBirth: ['1948-06-03'] },
}

const keys = { north: createNodeKeys(), south: createNodeKeys() }

function nodeOf(agency: 'north' | 'south') {
  return new SecondStepNode({
    ...{ agency, privateKey: keys[agency].privateKey },
    pinned: (code) => (code === 'north' || code === 'south' ? keys[code].publicKey : null),
    findRecords: (refs) =>
      Promise.resolve(new Map(refs.map((ref) => [ref, describedRecord(people[ref] ?? {})]))),
    claim: () => Promise.resolve(true),
    now: () => nowMs,
  })
}

let nowMs = Date.now()

/** As a process that has just begun. */
function begin(offering: readonly string[] = ['north', 'south']) {
  return new JobBoard({
    ...{ models: index.models, sealer: plainSealer, offering: new Set(offering) },
    write: (task) => index.links.inTurn(task),
    now: () => nowMs,
  })
}

async function answer(board: JobBoard, agency: 'north' | 'south') {
  const jobs = await board.jobsFor(agency)
  const sent = jobs.map(async (job) => ({ job: job.id, records: await nodeOf(agency).answer(job) }))
  await board.take(agency, await Promise.all(sent))
  return jobs
}

const somebody = (ref: string, changes: object = {}) =>
  registration(ref, [], { likeness: likenessFor(people[ref] ?? {}), ...changes })

const hiddenFrom = [{ excludedStaff: ['x'], restrictedToStaff: null }]
const parted: Parameters<typeof index.links.decide>[0] = {
  word: { outcome: 'DIFFERENT', staffId: 'm', homeAgency: 'hub', reason: 'Seen together' },
  ...{ pairs: [['north/A', 'south/B']], against: [], overrule: false },
}

const pairNow = () => index.models.pairs.findOne().lean()

beforeEach(async () => {
  await index.clear()
  index.restart()
  await index.register('north', somebody('A'))
  await index.register('south', somebody('B'))
})

describe('a pair in doubt', () => {
  it('is compared once more by both agencies, and is decided by nobody but a reviewer', async () => {
    const board = begin()
    const before = await pairNow()
    expect(before).toMatchObject({
      status: 'POSSIBLE',
      secondDue: ['north', 'south'],
      second: null,
    })
    expect(await answer(board, 'north')).toMatchObject([{ with: 'south', refs: ['A'] }])
    expect((await pairNow())?.second).toBeNull()
    expect(await board.jobsFor('north')).toEqual([])
    expect(await answer(board, 'south')).toMatchObject([{ with: 'north', refs: ['B'] }])

    const { second, ...after } = (await pairNow()) ?? {}
    expect(second?.levels[fieldIndex.familyName]).toBe(level.exact)
    // By chance of the key a slip looks like a little more.
    expect([level.slip, level.close]).toContain(second?.levels[fieldIndex.dateOfBirth])
    expect({ ...after, second: null }).toEqual({ ...before, secondDue: [] })
    expect(await board.jobsFor('south')).toEqual([])
    await index.links.comparePending()
    expect(await pairNow()).toMatchObject({ status: 'POSSIBLE', link: 'NONE', second })
  })

  it('waits for an agency that does not answer, also when the index begins anew', async () => {
    const board = begin()
    const [first] = await answer(board, 'north')
    const [again] = await answer(begin(), 'north')
    expect(again?.id).not.toBe(first?.id)
    expect(again?.refs).toEqual(['A'])
    expect(await pairNow()).toMatchObject({ secondDue: ['north', 'south'], second: null })
    nowMs += 3_601_000
    const [renewed] = await board.jobsFor('north')
    expect(renewed?.id).not.toBe(first?.id)
  })

  it('is asked of nobody when one of its agencies takes no part', async () => {
    for (const offering of [[], ['north'], ['south', 'east']])
      for (const agency of ['north', 'south', 'east'])
        expect([offering, await begin(offering).jobsFor(agency)]).toEqual([offering, []])
  })

  it('is compared anew when a record changes, and what comes of an older one is not kept', async () => {
    const board = begin()
    await answer(board, 'north')
    await index.register('south', somebody('B', { likeness: likenessFor(agnes) }))
    await answer(board, 'south')
    expect(await pairNow()).toMatchObject({ secondDue: ['north', 'south'], second: null })
    await answer(board, 'north')
    await answer(board, 'south')
    expect((await pairNow())?.second).not.toBeNull()
    await index.register('south', somebody('B'))
    expect(await pairNow()).toMatchObject({ secondDue: ['north', 'south'], second: null })
  })

  it('is asked of nobody when a record is kept from some, or was taken back', async () => {
    await index.models.records.updateOne(
      { _id: 'south/B' },
      { $set: { hiding: [{ excludedStaff: ['x'], restrictedToStaff: null }] } },
    )
    expect(await begin().jobsFor('north')).toEqual([])
    expect((await pairNow())?.secondDue).toEqual([])
    await index.withdraw('south', 'B')
    expect(await begin().jobsFor('north')).toEqual([])
  })

  it('is asked of nobody any more when a record is hidden, or decided about, after the job was made', async () => {
    const board = begin()
    expect(await board.jobsFor('south')).toHaveLength(1)
    await index.register('south', somebody('B', { hiddenFrom }))
    expect(await board.jobsFor('north')).toEqual([])
    await index.register('south', somebody('B'))
    expect(await board.jobsFor('south')).toHaveLength(1)
    await index.links.decide(parted)
    expect(await board.jobsFor('north')).toEqual([])
  })

  it('is asked of nobody once somebody has decided', async () => {
    const board = begin()
    await index.links.decide(parted)
    expect(await board.jobsFor('north')).toEqual([])
  })

  it.each([
    ['of another agency', 'east', 1],
    ['that is too short', 'north', 0],
    ['that is too long', 'north', 2],
  ])('takes no answer %s', async (_case, agency, length) => {
    const board = begin()
    const [job] = await board.jobsFor('north')
    const records = Array.from({ length }, () => null)
    await board.take(agency, [{ job: job?.id ?? '', records }])
    expect((await board.jobsFor('north')).map(({ id }) => id)).toEqual([job?.id])
  })

  it('stays as it is when an agency tells nothing of its record', async () => {
    const board = begin()
    const [job] = await board.jobsFor('north')
    await board.take('north', [{ job: job?.id ?? '', records: [null] }])
    await answer(board, 'south')
    expect(await pairNow()).toMatchObject({ status: 'POSSIBLE', secondDue: [], second: null })
  })
})

it('leaves no filter in the database, at no moment', async () => {
  const board = begin()
  const [job] = await board.jobsFor('north')
  const records = job ? await nodeOf('north').answer(job) : []
  await board.take('north', [{ job: job?.id ?? '', records }])
  const look = async () => JSON.stringify(await index.models.pairs.find().lean())
  const during = await look()
  await answer(board, 'south')
  const filter = Buffer.from(records[0]?.familyName?.[0] ?? []).toString('base64')
  expect(filter).toHaveLength(88)
  expect([during, await look()].filter((text) => text.includes(filter))).toEqual([])
})

it('is shown in the waterfall beside what the tokens say', async () => {
  const told = async (offers: boolean) => {
    const pair = await pairNow()
    const side = { person: { isAddressProtected: false } }
    const found = { pair, left: side, right: side } as never
    return describeLikeness(found, () => offers)
  }
  expect([(await told(true))?.secondStep, (await told(false))?.secondStep]).toEqual([
    ...['WAITS', 'NOT_OFFERED'],
  ])
  const board = begin()
  await answer(board, 'north')
  await answer(board, 'south')
  const compared = await told(true)
  expect(compared?.secondStep).toBe('COMPARED')
  expect(compared?.fields.find(({ name }) => name === 'Family name')).toMatchObject({
    secondAgreement: 'the same',
  })
})
