import { readRegister } from '../../../common/register'
import type { RecordRecipient } from '../../../common/registration/undone-links'
import type { FoundDisclosure, LogQuestion } from '../../../disclosure-log/log-question'
import type { MongoNoticeStore } from '../../../disclosure-log/notice-store'
import type { NoticeStore } from '../../../disclosure-log/notice-store'
import { filingOf } from '../../../disclosure-log/question-filter'
import { findThrough } from '../../../gateway/notices/find-through'
import { followOnce } from '../../../gateway/notices/notice-follower'
import { currentPolicy } from '../../helpers/current-policy'
import type { TestStore } from '../../helpers/store'
import { startTestStore } from '../../helpers/store'
import { answer, hospital, link, namesOf, police, telling } from './made-up-link'
import { openNoticeStore } from './notice-database'

let server: TestStore
let store: MongoNoticeStore
let answers: readonly FoundDisclosure[] = []
let keptFrom: (recipient: RecordRecipient) => boolean = () => false
let isLimited = false
let now = new Date('2025-03-05T00:00:00Z')
let register = readRegister()
let undone = [link]

beforeAll(async () => {
  server = await startTestStore()
})
beforeEach(() => {
  store = openNoticeStore(server)
  answers = []
  keptFrom = () => false
  isLimited = false
  now = new Date('2025-03-05T00:00:00Z')
  register = readRegister()
  undone = [link]
})
afterEach(() => store.close())
afterAll(() => server.stop())

/** As the log finds them: by the names of records or the agency, newest first, page by page. */
function find({ recordHashes, agency, from, to, before, limit }: LogQuestion) {
  const keys =
    agency === null ? (recordHashes ?? []).map((one) => `record ${one}`) : [`agency ${agency}`]
  const found = answers
    .filter(({ entry }) => filingOf(entry).keys.some((key) => keys.includes(key)))
    .filter(({ entry }) => entry.at >= from && entry.at < to)
    .toSorted((one, other) => (one.entry.at < other.entry.at ? 1 : -1))
  const rest = before ? found.filter(({ entry }) => entry.at < before.at) : found
  return Promise.resolve(rest.slice(0, limit))
}

const partsOn = (on: Pick<NoticeStore, 'keep' | 'readProgress' | 'noteProgress'> = store) => ({
  ...{ find, namesOf, register, now: () => now, policy: () => currentPolicy, store: on },
  index: {
    undoneAfter: (place: number) =>
      Promise.resolve({
        undone: undone.filter(({ seq }) => seq > place),
        upTo: Math.max(9, place),
      }),
    keptFrom: (recipients: readonly RecordRecipient[]) => {
      const kept = recipients.map(keptFrom)
      return Promise.resolve({ kept, limited: kept.map(() => isLimited) })
    },
  },
})

const all = () => store.find({ agency: null, staff: [], isOpen: false, before: null, limit: 50 })
const told = async () =>
  (await all()).map(({ agency, disclosures }) => [agency, disclosures.map(({ index }) => index)])

describe('an answer that was given through a link', () => {
  const through = async (changes: Parameters<typeof answer>[1]) => {
    answers = [answer(1, changes)]
    return (await findThrough(find, link, namesOf)).length
  }

  it.each([
    ['tells of both sides', {}, 1],
    [
      'names a record by an earlier key',
      { sources: [telling(police, { key: 1 }), telling(hospital)] },
      1,
    ],
    ['tells of one side', { sources: [telling(police)] }, 0],
    [
      'asked the other side, which told nothing',
      { sources: [telling(police), telling(hospital, { disclosed: [] })] },
      0,
    ],
    [
      'tells of others',
      { sources: [telling({ ...police, reference: 'NP-2' }), telling(hospital)] },
      0,
    ],
    [
      'was given before',
      { askedAt: '2025-03-01T12:00:00.000Z', at: '2025-03-01T12:00:00.000Z' },
      0,
    ],
    [
      'was asked for after',
      { askedAt: '2025-03-04T00:00:30.000Z', at: '2025-03-04T00:00:31.000Z' },
      0,
    ],
    ['was under way', { askedAt: '2025-03-03T23:59:59.000Z', at: '2025-03-04T00:00:08.000Z' }, 1],
  ])('that %s', async (_what, changes, count) => {
    expect(await through(changes)).toBe(count)
  })

  it('is none where a reviewer saw the records each for itself', async () => {
    const index = { ...telling(police), source: 'person-index', recordHashes: [] }
    const sources = (disclosed: readonly string[]) => ({
      sources: [{ ...index, disclosed }, telling(police), telling(hospital)],
    })
    expect(await through(sources(['Query.linkReview', 'LinkReview.left']))).toBe(0)
    expect(await through(sources(['Query.linkReview', 'Query.person']))).toBe(1)
  })

  it('is found on whatever page of the log it stands', async () => {
    answers = Array.from({ length: 450 }, (_, index) => {
      const at = new Date(Date.parse(link.since) + index * 1000).toISOString()
      return { ...answer(0, { askedAt: at, at }), index }
    })
    const found = await findThrough(find, link, namesOf)
    expect(found.map((one) => one.found.index)).toEqual(answers.map(({ index }) => index))
  })
})

describe('notices of a link that was undone', () => {
  it('go to each organisation whose staff were told, once', async () => {
    answers = [answer(1), answer(2, { homeAgency: 'harrowmere-homes' }), answer(3)]
    expect(await followOnce(partsOn())).toBe(true)
    expect(await followOnce(partsOn())).toBe(false)
    expect(await told()).toEqual(
      expect.arrayContaining([
        ['northshire-police', [1, 3]],
        ['harrowmere-homes', [2]],
      ]),
    )
    expect(await told()).toHaveLength(2)
    expect(JSON.stringify(await all())).not.toMatch(/"(NP-1|H-1)"|injuries/)
  })

  it('wait until answers under way are in the log', async () => {
    answers = [answer(1)]
    now = new Date(Date.parse(link.undoneAt) + 59_000)
    expect(await followOnce(partsOn())).toBe(false)
    expect(await told()).toEqual([])
    expect(await store.readProgress()).toBe(link.seq - 1)
    // Slow agencies, one after another, and then the log.
    const slow = { askedAt: '2025-03-03T23:59:59.000Z', at: '2025-03-04T00:00:50.000Z' }
    answers = [answer(1), answer(2, slow)]
    now = new Date(Date.parse(link.undoneAt) + 60_000)
    await followOnce(partsOn())
    expect(await told()).toEqual([['northshire-police', [1, 2]]])
  })

  it('are none where nothing was told through it', async () => {
    await followOnce(partsOn())
    expect(await told()).toEqual([])
    expect(await store.readProgress()).toBe(9)
  })

  it.each([1, 2, 3, 4])(
    'are the same after a stop at write %i, and none is doubled',
    async (nth) => {
      answers = [answer(1), answer(2, { homeAgency: 'harrowmere-homes' })]
      undone = [link, { ...link, seq: 8, person: 'b'.repeat(32) }]
      let writes = 0
      const dying = (isAfter: boolean) => ({
        readProgress: () => store.readProgress(),
        noteProgress: (upTo: number) => write(() => store.noteProgress(upTo), isAfter),
        keep: (notice: Parameters<NoticeStore['keep']>[0]) =>
          write(() => store.keep(notice), isAfter),
      })
      const write = async (act: () => Promise<void>, isAfter: boolean) => {
        writes += 1
        if (isAfter && writes === nth) await act()
        if (writes === nth) throw new Error('stopped')
        await act()
      }
      for (const isAfter of [false, true]) {
        writes = 0
        await expect(followOnce(partsOn(dying(isAfter)))).rejects.toThrow('stopped')
      }
      await followOnce(partsOn())
      expect(await told()).toHaveLength(4)
      expect(new Set((await all()).map(({ id }) => id)).size).toBe(4)
    },
  )
})

describe('who lost access meanwhile', () => {
  const reasons = async () =>
    (await all()).flatMap(({ withoutAccess }) => withoutAccess.map(({ reason }) => reason))

  it('is told nothing, and that is kept', async () => {
    answers = [answer(1)]
    keptFrom = () => true
    await followOnce(partsOn())
    expect(await told()).toEqual([['northshire-police', []]])
    expect(await reasons()).toEqual(['KEPT_FROM_THEM'])
    const reader = { agency: 'northshire-police', staff: ['staff-2'] }
    const asked = { ...reader, isOpen: false, before: null, limit: 9 }
    expect(await store.find(asked)).toEqual([])
  })

  it('does not read what their organisation is told of others’ answers', async () => {
    answers = [answer(1, { staffId: 'staff-1' }), answer(2, { staffId: 'staff-2' })]
    keptFrom = ({ staffId }) => staffId === 'staff-1'
    await followOnce(partsOn())
    expect(await told()).toEqual([['northshire-police', [2]]])
    const read = async (staff: string) => {
      const asked = { agency: 'northshire-police', staff: [staff], isOpen: true }
      const found = await store.find({ ...asked, before: null, limit: 9 })
      const one = await store.findOne((await all())[0]?.id ?? '', asked)
      return [found.length, one !== null]
    }
    expect(await read('staff-2')).toEqual([1, true])
    expect(await read('staff-1')).toEqual([0, false])
  })

  it('may be anybody who was not told where a record is kept from some', async () => {
    answers = [answer(1, { staffId: 'system', onBehalfOf: 'staff-2' })]
    isLimited = true
    await followOnce(partsOn())
    const read = async (...staff: string[]) => {
      const asked = { agency: 'northshire-police', staff, isOpen: true, before: null, limit: 9 }
      return (await store.find(asked)).length
    }
    expect(await read('staff-2')).toBe(1)
    expect(await read('staff-3')).toBe(0)
    expect(await read('system', 'staff-3')).toBe(0)
  })

  it('by the agreements of today is told nothing', async () => {
    answers = [
      answer(1, { roles: ['agency.developer'] }),
      answer(2, { roles: ['housing.officer'], purpose: 'CRIME_PREVENTION' }),
      answer(3, { roles: ['dpo'], purpose: 'AUDIT' }),
    ]
    await followOnce(partsOn())
    expect(await told()).toEqual([['northshire-police', []]])
    expect(await reasons()).toEqual(['NO_AGREEMENT', 'NO_AGREEMENT', 'NO_AGREEMENT'])
  })

  it('is told nothing when a side is of an agency that nobody is told of any more', async () => {
    answers = [answer(1)]
    register = register.filter(({ code }) => code !== hospital.agency)
    await followOnce(partsOn())
    expect(await reasons()).toEqual(['NO_AGREEMENT'])
  })

  it('is an organisation that has left, and not one that only ever asks', async () => {
    answers = [
      answer(1, { homeAgency: 'left-us' }),
      answer(2, { homeAgency: 'fire-service' }),
      answer(3, { sources: [telling({ ...police, agency: 'left-us' })] }),
    ]
    await followOnce(partsOn())
    expect(await told()).toEqual(
      expect.arrayContaining([
        ['fire-service', [2]],
        ['left-us', []],
      ]),
    )
    expect(await reasons()).toEqual(['ORGANISATION_LEFT'])
  })
})
