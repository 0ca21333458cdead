import { createHash } from 'node:crypto'

import type { ProtectionQuestion } from '../../../common/registration/registration'
import {
  protectionBatchSize,
  protectionsPerMinute,
} from '../../../common/registration/registration'
import { readProtectionQuestion } from '../../../subgraphs/person-index/protection-question'
import type { AnswerProtections } from '../../../subgraphs/person-index/protections'
import { createProtectionAnswers } from '../../../subgraphs/person-index/protections'
import { plainSealer } from './plain-sealer'
import { registration, TestIndex } from './test-index'

const index = new TestIndex()
const minimumAgeMs = 60_000
let answers: AnswerProtections

beforeAll(() => index.start('protections'))
afterAll(() => index.stop())
beforeEach(async () => {
  await index.clear()
  answers = newAnswers()
})

/** Reads the database anew: what was read is used for a second. */
function newAnswers(): AnswerProtections {
  return createProtectionAnswers(index.models, {
    ...{ minimumAgeMs, sealer: plainSealer },
    now: () => index.now,
  })
}

const protectedPerson = registration('N', ['NHS_NUMBER:a'], { isAddressProtected: true })
const later = (ms: number) => (index.now = new Date(index.now.getTime() + ms))
const ask = (ref: string, took: ProtectionQuestion['took'] = []) =>
  newAnswers()('homes', { ask: [ref], took })
const told = (took: ProtectionQuestion['took'] = []) => newAnswers()('homes', { ask: [], took })

describe('whom others protect', () => {
  it('is told of an agency’s own people, when they have been registered for a while', async () => {
    await index.register('police', protectedPerson)
    await index.register('homes', registration('T', ['NHS_NUMBER:a']), registration('U', ['CRN:u']))
    expect(await ask('T')).toEqual([{ ref: 'T', isProtected: null }])
    later(minimumAgeMs)
    expect(await answers('homes', { ask: ['T', 'U', 'nobody'], took: [] })).toEqual([
      { ref: 'T', isProtected: true },
      { ref: 'U', isProtected: false },
      { ref: 'nobody', isProtected: null },
    ])
    // The mark is the police's own.
    expect(await answers('police', { ask: ['N'], took: [] })).toEqual([
      { ref: 'N', isProtected: false },
    ])
  })

  it('is not told of a record that was given another number just now', async () => {
    await index.register('police', protectedPerson)
    await index.register('homes', registration('T', ['CRN:own']))
    later(minimumAgeMs)
    await index.register('homes', registration('T', ['NHS_NUMBER:a']))
    expect(await ask('T')).toEqual([{ ref: 'T', isProtected: null }])
    later(minimumAgeMs - 1)
    await index.register('homes', registration('T', ['NHS_NUMBER:a']))
    later(1)
    expect(await ask('T')).toEqual([{ ref: 'T', isProtected: true }])
  })

  it('is told of whoever may be a protected person: a dispute does not lift it', async () => {
    await index.register('police', registration('N', ['PNC_ID:p'], { isAddressProtected: true }))
    await index.register('hospital', registration('H', ['NHS_NUMBER:a', 'PNC_ID:p']))
    await index.register('homes', registration('T', ['NHS_NUMBER:a', 'PNC_ID:p']))
    await index.register('wrongdoer', registration('X', ['NHS_NUMBER:b', 'PNC_ID:p']))
    later(minimumAgeMs)
    expect(await ask('T')).toEqual([{ ref: 'T', isProtected: true }])
  })

  it('is written down before it is told: who, when, how many and which', async () => {
    await index.register('homes', registration('T', ['CRN:t']))
    later(minimumAgeMs)
    await answers('homes', { ask: ['T', 'A'], took: [] })
    const written = await index.models.protectionQuestions.find().lean()
    const digest = createHash('sha256').update('A\nT').digest('hex')
    expect(written).toMatchObject([
      { agency: 'homes', at: index.now, asked: 2, changed: 0, digest },
    ])
  })

  it('is not told when it cannot be written down', async () => {
    const broken = jest
      .spyOn(index.models.protectionQuestions, 'create')
      .mockRejectedValueOnce(new Error('disk full'))
    await expect(ask('T')).rejects.toMatchObject({ extensions: { code: 'LOG_UNAVAILABLE' } })
    broken.mockRestore()
  })

  it('is told of so many people a minute and no more, of each agency', async () => {
    const refs = Array.from({ length: protectionBatchSize }, (_, at) => `T-${at}`)
    for (let asked = 0; asked < protectionsPerMinute; asked += protectionBatchSize)
      await answers('homes', { ask: refs, took: [] })
    await expect(ask('T')).rejects.toMatchObject({
      extensions: { code: 'RATE_LIMITED', reason: 'TOO_MANY_PROTECTIONS', retryAfterSeconds: 60 },
    })
    await expect(answers('police', { ask: ['N'], took: [] })).resolves.toHaveLength(1)
    later(60_001)
    await expect(ask('T')).resolves.toHaveLength(1)
  })
})

describe('what an agency has been told', () => {
  const no = { ref: 'T', isProtected: false }
  const yes = { ref: 'T', isProtected: true }

  beforeEach(async () => {
    await index.register('police', registration('N', ['NHS_NUMBER:a']))
    await index.register('homes', registration('T', ['NHS_NUMBER:a']))
    later(minimumAgeMs)
    await ask('T')
  })

  it('is told again when it changes, without asking, until the agency has taken it', async () => {
    expect(await told([no])).toEqual([])
    await index.register('police', protectedPerson)
    expect(await told()).toEqual([yes])
    expect(await told()).toEqual([yes])
    expect(await told([yes])).toEqual([])
    await index.register('police', registration('N', ['NHS_NUMBER:a']))
    expect(await told()).toEqual([no])
  })

  it('cannot be made up to be told more: only of what it asked about', async () => {
    await index.register(
      'police',
      registration('M', ['NHS_NUMBER:m'], { isAddressProtected: true }),
    )
    await index.register('homes', registration('S', ['NHS_NUMBER:m']))
    later(minimumAgeMs)
    expect(await told([{ ref: 'S', isProtected: false }])).toEqual([])
  })

  it('does not follow a record to another number', async () => {
    await told([no])
    await index.register(
      'police',
      registration('M', ['NHS_NUMBER:m'], { isAddressProtected: true }),
    )
    await index.register('homes', registration('T', ['NHS_NUMBER:m']))
    expect(await told()).toEqual([])
  })
})

describe('a question whom others protect', () => {
  const many = Array.from({ length: protectionBatchSize + 1 }, (_, at) => `T-${at}`)
  it.each<[string, unknown]>([
    ['a list, as it was asked once', []],
    ['nothing', null],
    ['more people than one question may be about', { ask: many, took: [] }],
    ['references that are none', { ask: [1], took: [] }],
    ['an empty reference', { ask: [''], took: [] }],
    ['answers that are none', { ask: [], took: [{ ref: 'T', isProtected: 'yes' }] }],
    [
      'more answers than are told',
      { ask: [], took: many.concat(many, many).map((ref) => ({ ref, isProtected: true })) },
    ],
  ])('is refused when it is %s', (_what, body) => {
    expect(() => readProtectionQuestion(body)).toThrow(/^The question is not accepted/)
  })

  it('names each person once', () => {
    expect(readProtectionQuestion({ ask: ['T', 'T'], took: [] }).ask).toEqual(['T'])
  })
})
