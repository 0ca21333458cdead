import type { CanonicalRecord } from '../../../common/likeness/fields'
import { fieldIndex } from '../../../common/likeness/fields'
import { filtersOf, likenessOfFilters } from '../../../common/second-step/filters'
import type { SecondStepJob } from '../../../common/second-step/node'
import { mostPairs, SecondStepNode } from '../../../common/second-step/node'
import { createNodeKeys, pairKeys } from '../../../common/second-step/pair-keys'
import { level } from '../../../subgraphs/person-index/matching/comparison/levels'
import { runJob } from '../../../subgraphs/person-index/matching/second-step/run-job'

const [police, council, stranger] = [createNodeKeys(), createNodeKeys(), createNodeKeys()]

const marie: CanonicalRecord = {
  ...{ givenNames: ['MARIE'], familyName: ['HALLAM'], dateOfBirth: ['19760413'] },
  ...{ postcode: ['ZY14AB'], nhsNumber: ['9990000018'] },
}
const records: Readonly<Record<string, CanonicalRecord>> = {
  marie,
  mary: { ...marie, givenNames: ['MARIA'], dateOfBirth: ['19760414'] },
  swapped: { ...marie, givenNames: ['HALLAM'], familyName: ['MARIE'] },
  other: {
    givenNames: ['TOBIAS'],
    familyName: ['ORTON'],
    dateOfBirth: ['20010930'],
    postcode: ['ZY98QX'],
  },
}

function node(agency: string, keys: typeof police, pinned = { police, council }) {
  return new SecondStepNode({
    ...{ agency, privateKey: keys.privateKey },
    pinned: (code) => (code === 'police' || code === 'council' ? pinned[code].publicKey : null),
    findRecord: (ref) => records[ref] ?? null,
  })
}

const pairs = [
  ['marie', 'marie'],
  ['marie', 'mary'],
  ['marie', 'swapped'],
  ['marie', 'other'],
  ['marie', 'gone'],
] as const
const job: SecondStepJob = { id: 'job-1', agencies: ['police', 'council'], pairs }

function ask(nodes: Readonly<Record<string, SecondStepNode>>) {
  return (agency: string, asked: SecondStepJob) => {
    const found = nodes[agency]
    return found ? Promise.resolve(found.answer(asked)) : Promise.reject(new Error('unreachable'))
  }
}

describe('the key of a pair', () => {
  const [own, theirs] = [
    pairKeys(police.privateKey, council.publicKey),
    pairKeys(council.privateKey, police.publicKey),
  ]
  const place = { job: 'job-1', pair: 0 }

  it('is the same for both agencies, and for no other pair, job or agency', () => {
    expect(own(place)).toEqual(theirs(place))
    expect(own(place)).toHaveLength(32)
    for (const other of [
      { ...place, pair: 1 },
      { ...place, job: 'job-2' },
    ])
      expect(own(other)).not.toEqual(own(place))
    expect(pairKeys(stranger.privateKey, council.publicKey)(place)).not.toEqual(own(place))
  })
})

describe('a job between two agencies', () => {
  it('leaves how each field agrees, and nothing else', async () => {
    const nodes = { police: node('police', police), council: node('council', council) }
    const outcome = await runJob(job, ask(nodes))
    const found = (pair: number, name: keyof typeof fieldIndex) =>
      outcome?.[pair]?.[fieldIndex[name]]
    expect(found(0, 'givenNames')).toBe(level.exact)
    expect(found(0, 'phone')).toBe(level.missing)
    expect([level.slip, level.close]).toContain(found(1, 'givenNames'))
    expect(found(1, 'dateOfBirth')).toBe(level.slip)
    expect(found(1, 'nhsNumber')).toBe(level.exact)
    expect(found(2, 'givenNames')).toBe(level.swapped)
    for (const name of ['givenNames', 'familyName', 'dateOfBirth', 'postcode'] as const)
      expect(found(3, name)).toBe(level.different)
    expect(outcome?.[4]).toBeNull()
  })

  it('waits when one of them cannot be reached or answers something else', async () => {
    expect(await runJob(job, ask({ police: node('police', police) }))).toBeNull()
    const short = (agency: string) =>
      Promise.resolve(agency === 'police' ? [] : node('council', council).answer(job))
    expect(await runJob(job, short)).toBeNull()
  })

  it('says nothing when the hub puts its own key in the place of an agency', async () => {
    const deceived = node('police', police, { police, council: stranger })
    const outcome = await runJob(job, ask({ police: deceived, council: node('council', council) }))
    expect(outcome?.[0]?.[fieldIndex.familyName]).toBe(level.different)
  })

  it.each([
    ['is answered once', job, 'answered before'],
    [
      'is between two agencies',
      { ...job, id: '2', agencies: ['gp', 'council'] as const },
      'not between',
    ],
    [
      'is not with itself',
      { ...job, id: '3', agencies: ['police', 'police'] as const },
      'not between',
    ],
    [
      'is with an agency that is known',
      { ...job, id: '4', agencies: ['police', 'gp'] as const },
      'No key of gp',
    ],
    [
      'is not too long',
      { ...job, id: '5', pairs: Array.from({ length: mostPairs + 1 }, () => ['a', 'b'] as const) },
      'at most 500 pairs',
    ],
  ])('%s', (_what, asked, words) => {
    const own = node('police', police)
    own.answer(job)
    expect(() => own.answer(asked)).toThrow(words)
  })
})

describe('the filters of a record', () => {
  const keyOf = pairKeys(police.privateKey, council.publicKey)

  it('cannot be compared between two pairs', () => {
    const [first, second] = [0, 1].map((pair) => filtersOf(marie, keyOf({ job: 'j', pair })))
    const [one, other] = [first?.familyName?.[0], second?.familyName?.[0]]
    if (!one || !other) throw new Error('no filter')
    expect(likenessOfFilters(one, one)).toBe(1)
    expect(likenessOfFilters(one, other)).toBeLessThan(0.4)
  })
})
