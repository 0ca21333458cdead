import { createLogger } from '../../../../common/observing/logger'
import { openLinkKey } from '../../../../common/registration/link-tokens'
import { openNameKey } from '../../../../common/registration/name-key'
import { newJobId } from '../../../../common/second-step/job-id'
import { readAnswers } from '../../../../common/second-step/messages'
import { publicNodeKey } from '../../../../common/second-step/node-key'
import { createNodeKeys } from '../../../../common/second-step/pair-keys'
import { getAgencyKind } from '../../../../subgraphs/agency-kinds'
import { AnsweredJobs } from '../../../../subgraphs/kit/index/answered-jobs'
import {
  checkPinned,
  SecondStepFollower,
} from '../../../../subgraphs/kit/index/second-step-follower'
import { openCollections } from '../../../../subgraphs/kit/records/record-collection'
import { makeSigningKey } from '../../../helpers/signed-call'
import type { TestStore } from '../../../helpers/store'
import { startTestStore } from '../../../helpers/store'
import { examplePerson } from '../../agency-examples'
import { RunningAgency } from '../../running-agency'
import { FakeIndex } from './fake-index'

const index = new FakeIndex()
const [own, theirs] = [createNodeKeys(), createNodeKeys()]
const lines: string[] = []
let store: TestStore
let homes: RunningAgency
let options: ConstructorParameters<typeof SecondStepFollower>[0]

beforeAll(async () => {
  store = await startTestStore()
  homes = new RunningAgency('harrowmere-homes', store)
  const home = { postcode: 'ZY1 4AB', telephone: '01632 960011' }
  const hidden = { excludedStaff: ['council/kept'], isExistenceHidden: true }
  await homes.load([
    { ...examplePerson('PLAIN'), ...home },
    { ...examplePerson('PROTECTED'), ...home, isAddressProtected: true },
    { ...examplePerson('SEALED'), ...home, isSealed: true },
    { ...examplePerson('HIDDEN'), ...home, limitedAccess: hidden },
  ])
  const models = getAgencyKind('housing').createModels(homes.connection, homes.agency)
  const { code } = homes.agency
  options = {
    agency: code,
    collections: openCollections({ connection: homes.connection }, models),
    signingKey: makeSigningKey(),
    ...{ linkKey: openLinkKey(homes.folder), nameKey: openNameKey(homes.folder) },
    limitedAccessTypes: ['person'],
    personIndexUrl: await index.start(),
    nodeKeys: own,
    register: [
      { ...homes.agency, secondStep: publicNodeKey(own.publicKey) },
      { ...homes.agency, code: 'police', secondStep: publicNodeKey(theirs.publicKey) },
    ],
    answered: new AnsweredJobs(homes.connection),
    logger: createLogger({ service: 'homes', level: 'warn', write: (line) => lines.push(line) }),
  }
})

afterAll(async () => {
  await index.stop()
  await homes.stop()
  await store.stop()
})

const refs = ['PLAIN', 'PROTECTED', 'SEALED', 'HIDDEN', 'NOBODY']

/** What the agency answers when the index gives out these jobs. */
async function answersTo(jobs: unknown, follower = new SecondStepFollower(options)) {
  index.sent.length = 0
  const all = [{ body: { jobs } }, { body: { jobs: [] } }]
  index.answer = () => all.shift() ?? { body: { jobs: [] } }
  await follower.step()
  return readAnswers(index.sent.at(-1)?.body)
}

describe('an agency that is asked to compare pairs in doubt', () => {
  it('encodes whoever may be told of, and where they are of whoever may be found by it', async () => {
    const job = { id: newJobId(Date.now()), with: 'police', refs }
    const [answer] = (await answersTo([job])) ?? []
    const fields = answer?.records.map((record) => record && Object.keys(record).toSorted())
    const named = ['familyName', 'givenNames']
    expect(fields).toEqual([
      expect.arrayContaining([...named, 'phone', 'postcode']),
      expect.not.arrayContaining(['phone', 'postcode']),
      ...[null, null, null],
    ])
    expect(fields?.[1]).toEqual(expect.arrayContaining(named))
    expect(JSON.stringify(index.sent)).not.toMatch(/Example|ZY1 4AB|ZY14AB|01632960011/)
  })

  it('answers a job once, also after it was started anew', async () => {
    const job = { id: newJobId(Date.now()), with: 'police', refs: ['PLAIN'] }
    expect(await answersTo([job])).toHaveLength(1)
    lines.length = 0
    expect(await answersTo([job], new SecondStepFollower(options))).toEqual([])
    expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ event: 'second step refused' })
  })

  it('sends again what the index did not take', async () => {
    const follower = new SecondStepFollower(options)
    const job = { id: newJobId(Date.now()), with: 'police', refs: ['PLAIN'] }
    const all = [{ body: { jobs: [job] } }, { status: 503, body: {} }]
    index.answer = () => all.shift() ?? { body: { jobs: [] } }
    await expect(follower.step()).rejects.toThrow('status 503')
    expect(await answersTo([], follower)).toMatchObject([{ job: job.id }])
  })

  it.each<[string, unknown]>([
    ['no list', 'jobs'],
    ['references without end', [{ id: 'x', with: 'police', refs: Array(51).fill('PLAIN') }]],
  ])('does nothing with what is no job: %s', async (_case, jobs) => {
    await expect(answersTo(jobs)).rejects.toThrow('gave no jobs')
  })

  it('does not start with another key than the register pins', () => {
    const { agency } = homes
    const secondStep = publicNodeKey(own.publicKey)
    expect(() => {
      checkPinned({ ...agency, secondStep }, own)
    }).not.toThrow()
    expect(() => {
      checkPinned({ ...agency, secondStep }, theirs)
    }).toThrow('not the key that it has')
    expect(() => {
      checkPinned(agency, own)
    }).toThrow('not the key that it has')
  })
})
