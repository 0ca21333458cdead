import type { MongoNoticeStore } from '../../../disclosure-log/notice-store'
import { makeNotices } from '../../../gateway/notices/make-notices'
import type { TestStore } from '../../helpers/store'
import { startTestStore } from '../../helpers/store'
import { RealHub } from '../real-hub'
import { answer, link } from './made-up-link'
import { openNoticeStore } from './notice-database'

const fields = `id agency person ledgerEntry since undoneAt madeAt state acknowledgedBy acknowledgedAt
  disclosureCount disclosures { log index requestId at staffId purpose caseReference }`
const page = (name: string) => `query ($onlyOpen: Boolean, $first: Int, $after: String) {
  ${name}(onlyOpen: $onlyOpen, first: $first, after: $after) { nodes { ${fields} } endCursor } }`
const acknowledging = `mutation ($id: ID!) { acknowledgeNotice(id: $id) { ${fields} } }`
const own = 'council'

const hub = new RealHub()
let server: TestStore
let store: MongoNoticeStore

beforeAll(async () => {
  server = await startTestStore()
  store = openNoticeStore(server)
  await hub.start({}, { notices: store })
})
afterAll(async () => {
  await hub.stop()
  await server.stop()
})

let seq = 0

/** Notices of a link, to the organisation of who asks and to another one. */
async function keepNotices() {
  seq += 1
  const [mine, theirs] = [answer(1, { homeAgency: own }), answer(2, { homeAgency: 'homes' })]
  const undoneAt = new Date(Date.parse(link.undoneAt) + seq * 1000).toISOString()
  const recipients = [mine, theirs].map((found) => ({ found, lost: null }))
  const notices = makeNotices({ ...link, seq, undoneAt }, recipients, '2025-03-05T00:00:00.000Z')
  for (const notice of notices) await store.keep(notice)
  const idOf = (wanted: string) => notices.find(({ agency }) => agency === wanted)?.id ?? ''
  return { mine: idOf(own), theirs: idOf('homes') }
}

interface Page {
  readonly nodes: readonly Readonly<Record<string, unknown>>[]
  readonly endCursor: string | null
}

async function ask(
  variables: object = {},
  { role = 'police.officer', purpose = 'CRIME_PREVENTION', name = 'linkNotices' } = {},
) {
  const reply = await hub.send(page(name), { ...variables }, await hub.enquire(role, purpose))
  return { ...reply, page: (reply.data?.[name] ?? null) as Page | null }
}

async function acknowledge(id: string, role = 'police.officer', purpose = 'CRIME_PREVENTION') {
  return hub.send(acknowledging, { id }, await hub.enquire(role, purpose))
}

describe('an organisation’s notices', () => {
  it('say what was told to its own staff, and no other’s', async () => {
    const { mine } = await keepNotices()
    const { page: told, errors } = await ask()
    expect(errors).toBeUndefined()
    expect(told?.nodes).toMatchObject([
      {
        ...{ id: mine, agency: own, person: link.person, ledgerEntry: seq, since: link.since },
        ...{ state: 'OPEN', acknowledgedBy: null, disclosureCount: 1 },
        disclosures: [{ log: 'gateway-1', index: 1, requestId: 'r1', caseReference: 'MASH-0001' }],
      },
    ])
  })

  it('are acknowledged once: whoever does it first counts', async () => {
    const { mine } = await keepNotices()
    const first = await acknowledge(mine)
    expect(first.data?.['acknowledgeNotice']).toMatchObject({
      ...{ id: mine, state: 'ACKNOWLEDGED', acknowledgedBy: 'staff-of-police.officer' },
    })
    const second = await acknowledge(mine, 'housing.officer', 'ADULT_SAFEGUARDING')
    expect(second.data).toEqual(first.data)
    expect((await ask({ onlyOpen: true })).page?.nodes.map(({ id }) => id)).not.toContain(mine)
    expect((await ask({ onlyOpen: false })).page?.nodes.map(({ id }) => id)).toContain(mine)
  })

  it('come in pages, the latest undoing first', async () => {
    const kept = [await keepNotices(), await keepNotices(), await keepNotices()]
    const one = await ask({ first: 2 })
    const two = await ask({ first: 2, after: one.page?.endCursor })
    const ids = [...(one.page?.nodes ?? []), ...(two.page?.nodes ?? [])].map(({ id }) => id)
    expect(ids.slice(0, 3)).toEqual(kept.toReversed().map(({ mine }) => mine))
  })

  it.each([{ first: 0 }, { first: 201 }, { after: 'x' }])('refuses %j', async (variables) => {
    const { errors } = await ask(variables)
    expect(errors?.[0]?.extensions).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', reason: 'INVALID_ARGUMENT' },
    })
  })

  it('are another’s: it can neither be acknowledged nor told from one that is not there', async () => {
    const { theirs } = await keepNotices()
    const [other, none] = [await acknowledge(theirs), await acknowledge('0'.repeat(32))]
    expect(other.errors?.[0]?.extensions).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', reason: 'UNKNOWN_NOTICE' },
    })
    expect(other.errors).toEqual(none.errors)
    const { data } = await hub.send(
      page('trackedNotices'),
      { onlyOpen: true },
      await hub.enquire('dpo', 'AUDIT'),
    )
    const open = (data?.['trackedNotices'] as Page).nodes.map(({ id }) => id)
    expect(open).toContain(theirs)
  })
})

it.each([
  ['police.officer', 'CRIME_PREVENTION'],
  ['mash.manager', 'ADULT_SAFEGUARDING'],
  ['housing.officer', 'ADULT_SAFEGUARDING'],
])('notices of every organisation are closed to %s', async (role, purpose) => {
  const { page: told, errors } = await ask({}, { role, purpose, name: 'trackedNotices' })
  expect(told).toBeNull()
  expect(errors?.[0]?.extensions.code).toBe('WITHHELD')
})

it('asking is written down, and needs an enquiry', async () => {
  await ask()
  expect(hub.entries.at(-1)?.sources[0]?.disclosed).toContain('Query.linkNotices')
  const bearer = `Bearer ${hub.signIn('police.officer')}`
  const { errors } = await hub.send(page('linkNotices'), {}, { authorization: bearer })
  expect(errors?.[0]?.extensions.code).toBe('ENQUIRY_REQUIRED')
})

it('a store that cannot be read is said, and is no empty list', async () => {
  const failing = jest.spyOn(store, 'find').mockRejectedValue(new Error('db.internal'))
  const { errors, text } = await ask()
  failing.mockRestore()
  expect(errors?.[0]?.extensions.code).toBe('LOG_UNAVAILABLE')
  expect(text).not.toContain('db.internal')
})
