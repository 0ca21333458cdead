import type {
  ClientSession,
  Collection,
  LogDatabase,
  LogDatabaseOptions,
  OpenDatabase,
} from './database'
import { durable, openLazily } from './database'
import type { LogEntry } from './entry'
import { isDisclosure } from './entry'
import type { ExportedLeaf } from './export'
import type { Leaf } from './leaf'
import { textOfEntry } from './leaf'
import type { LeafStore, StoredCheckpoint } from './leaf-store'
import type { FoundDisclosure, LogQuestion } from './log-question'
import { isDuplicate, OrderedInsertion } from './ordered-insertion'
import type { StoredStretch } from './prove-stored'
import type { Filing } from './question-filter'
import { filingOf, newestFirst, toFilter } from './question-filter'

/** The log's two collections, and one that says nothing. */
interface Collections {
  /** Of leaves. */
  readonly insertion: OrderedInsertion<ClientSession>
  readonly leaves: Collection<LeafDocument>
  readonly checkpoints: Collection<CheckpointDocument>
  readonly trials: Collection<TrialDocument>
}

interface LeafDocument extends Filing {
  readonly log: string
  readonly index: number
  /** Canonical JSON. */
  readonly entry: string
}

interface CheckpointDocument extends Omit<StoredCheckpoint, 'nodes'> {
  /** Base64. */
  readonly nodes: readonly string[]
}

/** That it could be written. */
interface TrialDocument {
  readonly _id: string
  readonly at: Date
}

const leavesName = 'leaves'
const withoutId = { projection: { _id: 0 } } as const

/**
 * Leaves and checkpoints in MongoDB, without schemas: an entry is stored as the very text that was
 * hashed, with what it is found by beside it. Both are only ever inserted into and read. A third collection
 * is written to see whether there is room. It opens even while the store is down.
 */
export class MongoLeafStore implements LeafStore {
  readonly #database: LogDatabase<Collections>

  constructor(options: LogDatabaseOptions) {
    this.#database = openLazily(options, prepare)
  }

  async isEmpty(log: string): Promise<boolean> {
    const { leaves, checkpoints } = await this.#collections()
    const found = [leaves.findOne({ log }, withoutId), checkpoints.findOne({ log }, withoutId)]
    return (await Promise.all(found)).every((one) => one === null)
  }

  /** Logs with a leaf or at least a checkpoint. */
  async listLogs(): Promise<readonly string[]> {
    const { leaves, checkpoints } = await this.#collections()
    const [written, signed] = [await leaves.distinct('log'), await checkpoints.distinct('log')]
    return [...new Set([...written, ...signed])].toSorted()
  }

  async findNewestCheckpoint(log: string): Promise<StoredCheckpoint | null> {
    const { checkpoints } = await this.#collections()
    const found = await checkpoints.findOne({ log }, { sort: { size: -1 }, ...withoutId })
    return found && fromDocument(found)
  }

  /** Every checkpoint of a log, smallest first. */
  async readCheckpoints(log: string): Promise<readonly StoredCheckpoint[]> {
    const { checkpoints } = await this.#collections()
    const found = await checkpoints.find({ log }, { sort: { size: 1 }, ...withoutId }).toArray()
    return found.map(fromDocument)
  }

  async readLeaves(log: string, from: number): Promise<readonly Leaf[]> {
    return (await this.#readDocuments(log, from)).map(toLeaf)
  }

  /** Every leaf with what it is found by, which somebody may have changed. */
  async readFiledLeaves(log: string): Promise<readonly ExportedLeaf[]> {
    const documents = await this.#readDocuments(log, 0)
    return documents.map((document) => {
      const { at, keys } = document
      return { ...toLeaf(document), filing: { at, keys } }
    })
  }

  /** Disclosures of every log, newest first. */
  async findDisclosures(question: LogQuestion): Promise<readonly FoundDisclosure[]> {
    const { leaves } = await this.#collections()
    const { limit } = question
    const options = { sort: newestFirst, limit, ...withoutId }
    const found = await leaves.find(toFilter(question), options).toArray()
    return found.map(toLeaf).filter(isDisclosureLeaf)
  }

  /** What is needed to prove one entry: as much as lies between two checkpoints. */
  async readStretch(log: string, index: number): Promise<StoredStretch> {
    const { leaves, checkpoints } = await this.#collections()
    const nearest = async (size: object, order: 1 | -1) => {
      const found = await checkpoints.findOne(
        { log, size },
        { sort: { size: order }, ...withoutId },
      )
      return found && fromDocument(found)
    }
    const before = await nearest({ $lte: index }, -1)
    const after = await nearest({ $gt: index }, 1)
    const end = after ? after.size : index + 1
    const range = { $gte: after ? (before?.size ?? 0) : index, $lt: end }
    const options = { sort: { index: 1 }, ...withoutId } as const
    const found = await leaves.find({ log, index: range }, options).toArray()
    return { before, after, leaves: found.map(toLeaf) }
  }

  async insert(newLeaves: readonly Leaf[]): Promise<void> {
    const { insertion } = await this.#collections()
    await insertion.insert(newLeaves.map(toDocument))
  }

  async insertCheckpoint({ nodes, ...checkpoint }: StoredCheckpoint): Promise<void> {
    const { checkpoints } = await this.#collections()
    const document = { ...checkpoint, nodes: nodes.map((node) => node.toString('base64')) }
    // Another writer may have signed this size already: that is as good.
    await checkpoints.insertOne(document, { writeConcern: durable }).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error
    })
  }

  /** Writes something of a log's that means nothing, as durably as an entry. @throws when it cannot be */
  async tryToWrite(log: string): Promise<void> {
    const { trials } = await this.#collections()
    const change = { $set: { at: new Date() } }
    await trials.updateOne({ _id: log }, change, { upsert: true, writeConcern: durable })
  }

  async #readDocuments(log: string, from: number): Promise<readonly LeafDocument[]> {
    const { leaves } = await this.#collections()
    const options = { sort: { index: 1 }, ...withoutId } as const
    return leaves.find({ log, index: { $gte: from } }, options).toArray()
  }

  close(): Promise<void> {
    return this.#database.close()
  }

  #collections(): Promise<Collections> {
    return this.#database.opened()
  }
}

async function prepare({ db, startSession }: OpenDatabase): Promise<Collections> {
  const leaves = db.collection<LeafDocument>(leavesName)
  const checkpoints = db.collection<CheckpointDocument>('checkpoints')
  // Without the unique indexes two writers could take the same index.
  await leaves.createIndex({ log: 1, index: 1 }, { unique: true }, {})
  await checkpoints.createIndex({ log: 1, size: 1 }, { unique: true }, {})
  await leaves.createIndex({ keys: 1, at: 1 }, {}, {})
  const insertion = new OrderedInsertion({
    collection: leavesName,
    startSession,
    run: (command, session: ClientSession) => db.command(command, { session }),
  })
  const trials = db.collection<TrialDocument>('trials')
  return { insertion, leaves, checkpoints, trials }
}

function toDocument({ log, index, entry }: Leaf): LeafDocument {
  return { log, index, ...filingOf(entry), entry: textOfEntry(entry) }
}

function toLeaf({ log, index, entry }: LeafDocument): Leaf {
  return { log, index, entry: JSON.parse(entry) as LogEntry }
}

function isDisclosureLeaf(leaf: Leaf): leaf is FoundDisclosure {
  return isDisclosure(leaf.entry)
}

function fromDocument({ nodes, ...checkpoint }: CheckpointDocument): StoredCheckpoint {
  return { ...checkpoint, nodes: nodes.map((node) => Buffer.from(node, 'base64')) }
}
