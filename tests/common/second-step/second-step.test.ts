import type { JsonWebKey } from 'node:crypto'
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'

import type { CanonicalRecord } from '../../../common/likeness/fields'
import { fieldIndex } from '../../../common/likeness/fields'
import { filtersOf, likenessOfFilters } from '../../../common/second-step/filters'
import { newJobId } from '../../../common/second-step/job-id'
import { readAnswers, readJobs, writeAnswers } from '../../../common/second-step/messages'
import type { PinnedNodeKey } from '../../../common/second-step/node-key'
import { toPublicKey } from '../../../common/second-step/node-key'
import { projectPath } from '../../../common/project-root'
import type { SecondStepJob } from '../../../common/second-step/node'
import { mostPairs, SecondStepNode } from '../../../common/second-step/node'
import { createNodeKeys, pairKeys } from '../../../common/second-step/pair-keys'
import { level } from '../../../subgraphs/person-index/matching/comparison/levels'
import { outcomeOf } from '../../../subgraphs/person-index/matching/second-step/job-outcome'

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
  const claimed = new Set<string>()
  return new SecondStepNode({
    ...{ agency, privateKey: keys.privateKey },
    pinned: (code) => (code === 'police' || code === 'council' ? pinned[code].publicKey : null),
    findRecords: (refs) =>
      Promise.resolve(new Map(refs.flatMap((ref) => (records[ref] ? [[ref, records[ref]]] : [])))),
    claim: (id) => Promise.resolve(claimed.size < claimed.add(id).size),
  })
}

const id = newJobId(Date.now())
const mine: SecondStepJob = { id, with: 'council', refs: Array.from({ length: 5 }, () => 'marie') }
const theirs: SecondStepJob = {
  ...{ id, with: 'police' },
  refs: ['marie', 'mary', 'swapped', 'other', 'gone'],
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
  const outcome = async (one: SecondStepNode, other: SecondStepNode) =>
    outcomeOf(await one.answer(mine), await other.answer(theirs))

  it('leaves how each field agrees, and nothing else', async () => {
    const told = await outcome(node('police', police), node('council', council))
    const found = (pair: number, name: keyof typeof fieldIndex) => told[pair]?.[fieldIndex[name]]
    expect(found(0, 'givenNames')).toBe(level.exact)
    expect(found(0, 'phone')).toBe(level.missing)
    expect([level.slip, level.close]).toContain(found(1, 'givenNames'))
    expect([level.slip, level.close]).toContain(found(1, 'dateOfBirth'))
    expect(found(1, 'nhsNumber')).toBe(level.exact)
    expect(found(2, 'givenNames')).toBe(level.swapped)
    for (const name of ['givenNames', 'familyName', 'dateOfBirth', 'postcode'] as const)
      expect(found(3, name)).toBe(level.different)
    expect(told[4]).toBeNull()
  })

  it('says nothing when the hub puts its own key in the place of an agency', async () => {
    const deceived = node('police', police, { police, council: stranger })
    const told = await outcome(deceived, node('council', council))
    expect(told[0]?.[fieldIndex.familyName]).toBe(level.different)
  })

  const minutesAgo = (minutes: number) => newJobId(Date.now() - minutes * 60_000)
  it.each<[string, Partial<SecondStepJob>, string]>([
    ['a new one', { id: minutesAgo(0) }, 'answered'],
    ['one of this morning', { id: minutesAgo(23 * 60) }, 'answered'],
    ['one by a clock that is a little ahead', { id: minutesAgo(-4) }, 'answered'],
    ['one that was answered', {}, 'was answered before'],
    ['one of two days ago', { id: minutesAgo(48 * 60) }, 'not of today'],
    ['one of tomorrow', { id: minutesAgo(-24 * 60) }, 'not of today'],
    ['one with a name of another form', { id: 'job-1' }, 'not of today'],
    ['one with itself', { id: minutesAgo(0), with: 'police' }, 'not between'],
    ['one with an agency without a key', { id: minutesAgo(0), with: 'gp' }, 'No key of gp'],
    [
      'one that is too long',
      { id: minutesAgo(0), refs: Array.from({ length: mostPairs + 1 }, () => 'a') },
      'at most 50 pairs',
    ],
  ])('is answered or refused: %s', async (_what, changes, words) => {
    const own = node('police', police)
    await own.answer(mine)
    const answer = own.answer({ ...mine, ...changes })
    const said = await answer.then(
      () => 'answered',
      (error: unknown) => String(error),
    )
    expect(said).toContain(words)
  })
})

describe('what agencies and the index send each other', () => {
  const filter = Buffer.alloc(64, 1).toString('base64')
  const one = { job: 'j', records: [{ familyName: [filter] }, null] }

  it('comes out as it went in', async () => {
    const records = await node('police', police).answer(mine)
    const sent = [{ job: id, records }]
    expect(readAnswers(JSON.parse(JSON.stringify(writeAnswers(sent))))).toEqual(sent)
    expect(readJobs({ jobs: [mine] })).toEqual([mine])
  })

  it.each<[string, unknown]>([
    ['no answers', {}],
    ['a text', 'answers'],
    ['too many', { answers: Array.from({ length: 6 }, () => one) }],
    ['an answer to nothing', { answers: [{ records: [] }] }],
    ['a name without end', { answers: [{ ...one, job: 'j'.repeat(101) }] }],
    [
      'too many records',
      { answers: [{ ...one, records: Array.from({ length: 51 }, () => null) }] },
    ],
    ['a record that is none', { answers: [{ ...one, records: [7] }] }],
    ['a field that there is not', { answers: [{ ...one, records: [{ shoeSize: [filter] }] }] }],
    ['a field of every object', { answers: [{ ...one, records: [{ constructor: [filter] }] }] }],
    ['a field without a filter', { answers: [{ ...one, records: [{ familyName: [] }] }] }],
    ['five values', { answers: [{ ...one, records: [{ familyName: Array(5).fill(filter) }] }] }],
    ['a filter that is short', { answers: [{ ...one, records: [{ familyName: ['AAAA'] }] }] }],
    [
      'a filter that is long',
      { answers: [{ ...one, records: [{ familyName: [filter.repeat(9)] }] }] },
    ],
    ['a filter that is a number', { answers: [{ ...one, records: [{ familyName: [1] }] }] }],
  ])('is not read: %s', (_case, body) => {
    expect(readAnswers({ answers: [one] })).not.toBeNull()
    expect(readAnswers(body)).toBeNull()
  })

  it.each<[string, unknown]>([
    ['no jobs', {}],
    ['too many', { jobs: Array.from({ length: 6 }, () => mine) }],
    ['one without a name', { jobs: [{ ...mine, id: 1 }] }],
    ['one with nobody', { jobs: [{ ...mine, with: null }] }],
    ['one that is too long', { jobs: [{ ...mine, refs: Array(51).fill('a') }] }],
    ['references that are none', { jobs: [{ ...mine, refs: [{}] }] }],
  ])('is no job: %s', (_case, body) => {
    expect(readJobs(body)).toBeNull()
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

describe('the vectors of the contract', () => {
  const vectors = JSON.parse(
    readFileSync(projectPath('docs', 'vectors', 'second-step.json'), 'utf8'),
  ) as {
    readonly own: JsonWebKey
    readonly other: PinnedNodeKey
    readonly job: SecondStepJob
    readonly record: CanonicalRecord
    readonly body: unknown
  }

  it('are what an agency of ours answers', async () => {
    const { own, other, job, record, body } = vectors
    const agency = new SecondStepNode({
      agency: 'example-agency',
      privateKey: createPrivateKey({ key: own, format: 'jwk' }),
      pinned: () => toPublicKey(other),
      findRecords: () => Promise.resolve(new Map([['EX-0001', record]])),
      claim: () => Promise.resolve(true),
      now: () => Number(job.id.slice(0, 10)) * 1000,
    })
    const records = await agency.answer(job)
    expect(writeAnswers([{ job: job.id, records }])).toEqual(body)
    expect(readAnswers(body)).toEqual([{ job: job.id, records }])
  })
})
