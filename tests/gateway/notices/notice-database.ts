import { randomBytes } from 'node:crypto'

import { MongoNoticeStore } from '../../../disclosure-log/notice-store'
import type { TestStore } from '../../helpers/store'

/** Notices in a database of their own. */
export function openNoticeStore({ uri }: Pick<TestStore, 'uri'>): MongoNoticeStore {
  const database = `sightline_test_${randomBytes(8).toString('hex')}`
  return new MongoNoticeStore({ uri, database, timeoutMs: 30_000 })
}
