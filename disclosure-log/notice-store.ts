import type { Collection, LogDatabase, LogDatabaseOptions, OpenDatabase } from './database'
import { durable, openLazily } from './database'
import type { Acknowledgement, LinkNotice, TrackedNotice } from './notice'
import { isDuplicate } from './ordered-insertion'

/** Where a notice stands among all, the latest undoing first. */
export type NoticePlace = Pick<LinkNotice, 'undoneAt' | 'id'>

export interface NoticeQuestion {
  /** Code of the organisation; null: of every one, and those that went to nobody. */
  readonly agency: string | null
  /** Who asks: what they must not read is not there. */
  readonly staff: readonly string[]
  /** True: only those that nobody has acknowledged. */
  readonly isOpen: boolean
  readonly before: NoticePlace | null
  readonly limit: number
}

/** Notices of links that were undone, and how far the index's ledger was looked at for them. */
export interface NoticeStore {
  /** Keeps a notice; one that is there already stays as it is. */
  keep(notice: LinkNotice): Promise<void>
  /** Up to which place of the ledger notices are made; 0: none yet. */
  readProgress(): Promise<number>
  noteProgress(upTo: number): Promise<void>
  /** The latest undoing first. */
  find(question: NoticeQuestion): Promise<readonly TrackedNotice[]>
  /** Null: there is none of this organisation that whoever asks may read. */
  findOne(
    id: string,
    reader: { readonly agency: string; readonly staff: readonly string[] },
  ): Promise<TrackedNotice | null>
  /** The first one counts. @returns the one that counts */
  acknowledge(id: string, by: Acknowledgement): Promise<Acknowledgement>
  close(): Promise<void>
}

type NoticeDocument = Omit<LinkNotice, 'id'> & {
  readonly _id: string
  readonly isSent: boolean
}

interface Collections {
  readonly notices: Collection<NoticeDocument>
  readonly acknowledgements: Collection<Acknowledgement & { readonly _id: string }>
  readonly progress: Collection<{ readonly _id: string; readonly upTo: number }>
}

const progressId = 'ledger'
const readAtOnce = 200

/** Notices in the log's database. They and their acknowledgements are only ever inserted and read. */
export class MongoNoticeStore implements NoticeStore {
  readonly #database: LogDatabase<Collections>

  constructor(options: LogDatabaseOptions) {
    this.#database = openLazily(options, prepare)
  }

  async keep(notice: LinkNotice): Promise<void> {
    const { notices } = await this.#database.opened()
    const { id, ...rest } = notice
    await insertOnce(notices, { _id: id, ...rest, isSent: rest.disclosures.length > 0 })
  }

  async readProgress(): Promise<number> {
    const { progress } = await this.#database.opened()
    return (await progress.findOne({ _id: progressId }))?.upTo ?? 0
  }

  async noteProgress(upTo: number): Promise<void> {
    const { progress } = await this.#database.opened()
    const options = { upsert: true, writeConcern: durable }
    await progress.updateOne({ _id: progressId }, { $max: { upTo } }, options)
  }

  async find(question: NoticeQuestion): Promise<readonly TrackedNotice[]> {
    const { isOpen, limit } = question
    const found: TrackedNotice[] = []
    let place = question.before
    // However many are acknowledged: those that are not may be old.
    while (found.length < limit) {
      const read = await this.#read(question, place)
      found.push(...read.filter(({ acknowledged }) => !isOpen || acknowledged === null))
      const last = read.at(-1)
      if (!last || read.length < readAtOnce) break
      place = last
    }
    return found.slice(0, limit)
  }

  async findOne(
    id: string,
    { agency, staff }: { readonly agency: string; readonly staff: readonly string[] },
  ): Promise<TrackedNotice | null> {
    const { notices } = await this.#database.opened()
    const found = await notices.findOne({ _id: id, ...readable(agency, staff) })
    return found && ((await this.#track([found]))[0] ?? null)
  }

  async acknowledge(id: string, by: Acknowledgement): Promise<Acknowledgement> {
    const { acknowledgements } = await this.#database.opened()
    await insertOnce(acknowledgements, { _id: id, ...by })
    const counts = await acknowledgements.findOne({ _id: id }, { projection: { _id: 0 } })
    return counts ?? by
  }

  close(): Promise<void> {
    return this.#database.close()
  }

  async #read({ agency, staff }: NoticeQuestion, place: NoticePlace | null) {
    const { notices } = await this.#database.opened()
    const older = place
      ? {
          $or: [
            { undoneAt: { $lt: place.undoneAt } },
            { undoneAt: place.undoneAt, _id: { $gt: place.id } },
          ],
        }
      : {}
    const filter = { ...readable(agency, staff), ...older }
    const sort = { undoneAt: -1, _id: 1 } as const
    return this.#track(await notices.find(filter, { sort, limit: readAtOnce }).toArray())
  }

  async #track(documents: readonly NoticeDocument[]): Promise<readonly TrackedNotice[]> {
    const { acknowledgements } = await this.#database.opened()
    const ids = documents.map(({ _id }) => _id)
    const found = await acknowledgements.find({ _id: { $in: ids } }).toArray()
    const byId = new Map(found.map(({ _id, ...acknowledged }) => [_id, acknowledged]))
    return documents.map((document) => ({
      ...toNotice(document),
      acknowledged: byId.get(document._id) ?? null,
    }))
  }
}

function toNotice(document: NoticeDocument): LinkNotice {
  const { _id: id, agency, seq, person, since, undoneAt, madeAt } = document
  const { disclosureCount, disclosures, withoutAccess, unreadableBy, readers } = document
  return {
    ...{ id, agency, seq, person, since, undoneAt, madeAt },
    ...{ disclosureCount, disclosures, withoutAccess, unreadableBy, readers },
  }
}

/** Of one organisation those that were sent and that the staff behind the question may read; otherwise all. */
function readable(agency: string | null, staff: readonly string[]) {
  if (agency === null) return {}
  const sent = { agency, isSent: true, unreadableBy: { $nin: [...staff] } }
  return { ...sent, readers: { $in: [null, ...staff.slice(-1)] } }
}

async function insertOnce<Document extends { readonly _id: string }>(
  collection: Collection<Document>,
  document: Document,
): Promise<void> {
  const inserted = collection.insertOne(document as never, { writeConcern: durable })
  await inserted.catch((error: unknown) => {
    if (!isDuplicate(error)) throw error
  })
}

async function prepare({ db }: OpenDatabase): Promise<Collections> {
  const notices = db.collection<NoticeDocument>('notices')
  await notices.createIndex({ agency: 1, undoneAt: -1 }, {}, {})
  await notices.createIndex({ undoneAt: -1 }, {}, {})
  return {
    notices,
    acknowledgements: db.collection('notice_acknowledgements'),
    progress: db.collection('notice_progress'),
  }
}
