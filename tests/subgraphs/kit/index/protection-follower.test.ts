import { unobserved } from '../../../../common/observing/observing'
import type { ProtectionQuestion } from '../../../../common/registration/registration'
import {
  protectionBatchSize,
  protectionsPerMinute,
} from '../../../../common/registration/registration'
import { getAgencyKind } from '../../../../subgraphs/agency-kinds'
import { ProtectionFollower } from '../../../../subgraphs/kit/index/protection-follower'
import { Outbox } from '../../../../subgraphs/kit/index/outbox'
import { openCollections } from '../../../../subgraphs/kit/records/record-collection'
import { makeSigningKey } from '../../../helpers/signed-call'
import type { TestStore } from '../../../helpers/store'
import { startTestStore } from '../../../helpers/store'
import { examplePerson } from '../../agency-examples'
import { RunningAgency } from '../../running-agency'
import { FakeIndex } from './fake-index'

const count = 70
const refs = Array.from({ length: count }, (_, at) => `T-${100 + at}`)

let store: TestStore
let homes: RunningAgency
const index = new FakeIndex()
let follower: ProtectionFollower
let nowMs = 0

beforeAll(async () => {
  store = await startTestStore()
  homes = new RunningAgency('harrowmere-homes', store)
  await homes.load([
    ...refs.map((ref) => examplePerson(ref)),
    { ...examplePerson('SEALED'), isSealed: true },
  ])
  const models = getAgencyKind('housing').createModels(homes.connection, homes.agency)
  follower = new ProtectionFollower(
    {
      agency: homes.agency.code,
      collections: openCollections({ connection: homes.connection }, models),
      outbox: new Outbox(homes.connection),
      signingKey: makeSigningKey(),
      personIndexUrl: await index.start(),
      logger: unobserved.logger,
    },
    () => nowMs,
  )
})

afterAll(async () => {
  await index.stop()
  await homes.stop()
  await store.stop()
})

const people = () => homes.connection.collection('people')
const question = () => index.sent.at(-1)?.body as ProtectionQuestion
const markOf = async (ref: string) =>
  (await people().findOne({ _id: ref as never }))?.['isProtectedElsewhere'] as unknown

/** Of each person who is asked about: nobody is protected, unless it says otherwise. */
function answerAll(said: (ref: string) => boolean | null = () => false): void {
  index.answer = (body) => ({
    body: {
      answers: (body as ProtectionQuestion).ask.map((ref) => ({ ref, isProtected: said(ref) })),
    },
  })
}

describe('an agency that follows whom others protect', () => {
  beforeAll(() =>
    people().updateMany({}, { $unset: { isProtectedElsewhere: 1, pendingRegistration: 1 } }),
  )

  it('asks about a few at a time until it knows of everybody, and never of the sealed', async () => {
    answerAll((ref) => ref === refs[0])
    const asked: string[] = []
    for (let step = 0; step < 4; step += 1) {
      await follower.step()
      expect(question().ask.length).toBeLessThanOrEqual(protectionBatchSize)
      asked.push(...question().ask)
    }
    expect(asked.toSorted()).toEqual(refs)
    // Every two seconds, and within what the index tells.
    expect(30 * question().ask.length).toBeLessThanOrEqual(protectionsPerMinute)
    expect([await markOf(refs[0] ?? ''), await markOf(refs[1] ?? '')]).toEqual([true, false])
    expect(await markOf('SEALED')).toBeUndefined()
  })

  it('takes what has changed without asking, and says so with its next question', async () => {
    const change = { ref: refs[5], isProtected: true }
    index.answer = () => ({ body: { answers: [change] } })
    await follower.step()
    expect(question().ask).toEqual([])
    expect(await markOf(refs[5] ?? '')).toBe(true)
    answerAll()
    await follower.step()
    expect(question().took).toEqual([change])
  })

  it('leaves somebody unknown unknown, and asks again later', async () => {
    await people().updateOne({ _id: refs[7] as never }, { $unset: { isProtectedElsewhere: 1 } })
    answerAll(() => null)
    await follower.step()
    expect(question().ask).toEqual([refs[7]])
    expect(await markOf(refs[7] ?? '')).toBeUndefined()
    await follower.step()
    expect(question().ask).toEqual([])
    nowMs += 30_000
    answerAll()
    await follower.step()
    expect(question().ask).toEqual([refs[7]])
    expect(await markOf(refs[7] ?? '')).toBe(false)
  })

  it('does not ask about somebody whom the index does not know yet', async () => {
    await people().updateOne(
      { _id: refs[8] as never },
      { $set: { pendingRegistration: 'due' }, $unset: { isProtectedElsewhere: 1 } },
    )
    await follower.step()
    expect(question().ask).toEqual([])
  })

  it('asks about everybody again now and then: its database may be an old copy', async () => {
    const seen = new Set<string>()
    for (let minute = 0; minute < 4; minute += 1) {
      nowMs += 60_000
      await follower.step()
      for (const ref of question().ask) seen.add(ref)
    }
    expect([...seen].toSorted()).toEqual(refs)
  })

  it.each<[string, unknown]>([
    ['nothing', null],
    ['no answers', { refs: [] }],
    ['something else', { answers: [{ ref: 'T-100', isProtected: 'no' }] }],
  ])('unmarks nobody when the index says %s', async (_what, body) => {
    await people().updateOne({ _id: refs[0] as never }, { $set: { isProtectedElsewhere: true } })
    index.answer = () => ({ body })
    await expect(follower.step()).rejects.toThrow('the person index gave no answers')
    expect(await markOf(refs[0] ?? '')).toBe(true)
  })
})
