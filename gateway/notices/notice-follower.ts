import type { UndoneLink } from '../../common/registration/undone-links'
import type { NoticeStore } from '../../disclosure-log/notice-store'
import type { RecordNames } from '../../disclosure-log/record-digest'
import type { IndexQuestions } from './ask-index'
import { findThrough, longestAnswerMs } from './find-through'
import type { AccessParts } from './lost-access'
import { lostAccessOf } from './lost-access'
import { makeNotices } from './make-notices'

export interface FollowerParts extends AccessParts {
  readonly index: IndexQuestions
  readonly namesOf: RecordNames
  readonly store: Pick<NoticeStore, 'keep' | 'readProgress' | 'noteProgress'>
}

/**
 * Makes notices of what is new in the index's ledger, one part of it.
 *
 * Notices follow from the ledger and the log, and how far it came is noted after they are kept: whoever was
 * stopped in between makes the same ones again, which are there already.
 * @returns whether there may be more
 */
export async function followOnce(parts: FollowerParts): Promise<boolean> {
  const { index, store, now } = parts
  const after = await store.readProgress()
  const { undone, upTo } = await index.undoneAfter(after)
  for (const link of undone) {
    // Before that, answers that were under way may not be in the log yet, and nobody would look for them again.
    if (now().getTime() - Date.parse(link.undoneAt) < longestAnswerMs) {
      await noteFrom(store, { after, upTo: link.seq - 1 })
      return false
    }
    await keepNotices(parts, link)
  }
  return noteFrom(store, { after, upTo })
}

async function keepNotices(parts: FollowerParts, link: UndoneLink): Promise<void> {
  const told = await findThrough(parts.find, link, parts.namesOf)
  if (told.length === 0) return
  const access = await lostAccessOf(parts, told)
  const recipients = told.map(({ found }, place) => ({
    found,
    // Whoever nothing is said of is not told.
    ...(access[place] ?? { lost: 'KEPT_FROM_THEM' as const, isLimited: true }),
  }))
  for (const notice of makeNotices(link, recipients, parts.now().toISOString()))
    await parts.store.keep(notice)
}

async function noteFrom(
  store: FollowerParts['store'],
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<boolean> {
  if (upTo <= after) return false
  await store.noteProgress(upTo)
  return true
}
