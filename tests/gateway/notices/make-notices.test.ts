import type { LostAccess } from '../../../disclosure-log/notice'
import type { MongoNoticeStore } from '../../../disclosure-log/notice-store'
import { makeNotices } from '../../../gateway/notices/make-notices'
import type { TestStore } from '../../helpers/store'
import { startTestStore } from '../../helpers/store'
import { answer, link } from './made-up-link'
import { openNoticeStore } from './notice-database'

let server: TestStore
let store: MongoNoticeStore

beforeAll(async () => {
  server = await startTestStore()
  store = openNoticeStore(server)
})
afterAll(async () => {
  await store.close()
  await server.stop()
})

describe('a notice of very many answers', () => {
  const many = 60_000
  const made = (lost: LostAccess | null) => {
    const recipients = Array.from({ length: many }, (_, index) => {
      // A system asks all the time, and at last somebody else once.
      const asker = index === many - 1 ? { staffId: 'staff-2' } : {}
      return {
        found: answer(index, { at: link.since, caseReference: 'x'.repeat(100), ...asker }),
        lost,
      }
    })
    return makeNotices(link, recipients, link.undoneAt)
  }

  it('is kept, counts them all, and leaves out nobody who asked', async () => {
    for (const notice of made(null)) await store.keep(notice)
    const everybody = { agency: null, staff: [], isOpen: false, before: null, limit: 50 }
    const [kept] = await store.find(everybody)
    expect(kept?.disclosureCount).toBe(many)
    expect(kept?.disclosures).toHaveLength(200)
    expect(kept?.disclosures.map(({ index }) => index).slice(-2)).toEqual([198, many - 1])
  })

  it('is read by nobody from whom a record is kept, listed or not', () => {
    const [notice] = made('KEPT_FROM_THEM')
    expect(notice?.unreadableBy).toEqual(['staff-1', 'staff-2'])
    expect(notice?.withoutAccess).toHaveLength(200)
  })
})
