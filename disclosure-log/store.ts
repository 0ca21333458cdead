import type { Connection, mongo } from 'mongoose'
import { createConnection } from 'mongoose'

import type { ChainHead, ChainLink } from './chain'
import type { LinkStore, LogReceipt } from './chain-writer'
import { ChainWriter, PlaceTakenError } from './chain-writer'
import type { DisclosureEntry } from './entry'

export interface DisclosureLogOptions {
  readonly uri: string
  readonly database: string
  /** Id of this gateway instance; two instances never share one. */
  readonly chain: string
  /** How long an entry may take to be durable. Default 3 s. */
  readonly timeoutMs?: number
}

/** The log as its writer sees it. */
export interface DisclosureLog {
  /**
   * Resolves when the entry is durable.
   * @throws LogUnavailableError when it is not within the time-out: then there must be no answer.
   */
  append(entry: DisclosureEntry): Promise<LogReceipt>
  /** True when the log could be written now, as far as can be told without writing. */
  isAvailable(): Promise<boolean>
  /** The links of a chain, oldest first. */
  readLinks(chain: string): Promise<readonly ChainLink[]>
  close(): Promise<void>
}

/**
 * Opens the log. It opens even while the store is down, refuses entries until it is back, and goes on
 * from what the store then holds.
 */
export function openDisclosureLog(options: DisclosureLogOptions): DisclosureLog {
  const { chain, timeoutMs = 3000 } = options
  const store = new MongoLinkStore(options, timeoutMs)
  const writer = new ChainWriter(chain, store, timeoutMs)
  return {
    append: (entry) => writer.append(entry),
    isAvailable: () =>
      store.readHead(chain).then(
        () => true,
        () => false,
      ),
    readLinks: (name) => store.readLinks(name),
    close: () => store.close(),
  }
}

type Links = mongo.Collection<ChainLink>

/**
 * Links in a collection, without a schema: what is stored must be exactly what was hashed. It is only
 * ever inserted into and read.
 */
class MongoLinkStore implements LinkStore {
  readonly #options: DisclosureLogOptions
  readonly #timeoutMs: number
  #opening: Promise<Links> | null = null
  #connection: Connection | null = null

  constructor(options: DisclosureLogOptions, timeoutMs: number) {
    this.#options = options
    this.#timeoutMs = timeoutMs
  }

  async readHead(chain: string): Promise<ChainHead | null> {
    const links = await this.#links()
    return links.findOne<ChainHead>(
      { chain },
      { sort: { sequence: -1 }, projection: { _id: 0, sequence: 1, hash: 1 } },
    )
  }

  async insert(newLinks: readonly ChainLink[]): Promise<void> {
    const links = await this.#links()
    try {
      await links.insertMany(
        newLinks.map((link) => ({ ...link })),
        { ordered: true, writeConcern: { w: 'majority', journal: true } },
      )
    } catch (error) {
      throw isDuplicate(error) ? new PlaceTakenError() : error
    }
  }

  async readLinks(chain: string): Promise<readonly ChainLink[]> {
    const links = await this.#links()
    return links.find({ chain }, { sort: { sequence: 1 }, projection: { _id: 0 } }).toArray()
  }

  async close(): Promise<void> {
    await this.#opening?.catch(() => undefined)
    await this.#connection?.close()
  }

  /** A first connection that fails is not tried again by mongoose, so it is made anew here. */
  #links(): Promise<Links> {
    this.#opening ??= this.#open().catch(async (error: unknown) => {
      this.#opening = null
      await this.#connection?.close()
      throw error
    })
    return this.#opening
  }

  async #open(): Promise<Links> {
    const { uri, database } = this.#options
    this.#connection = createConnection(uri, {
      dbName: database,
      serverSelectionTimeoutMS: this.#timeoutMs,
      connectTimeoutMS: this.#timeoutMs,
      socketTimeoutMS: this.#timeoutMs,
      // How soon a store that is back is seen to be back.
      heartbeatFrequencyMS: 1000,
      maxPoolSize: 4,
    })
    const connection = await this.#connection.asPromise()
    const links = connection.getClient().db(database).collection<ChainLink>('links')
    // Without the unique index two writers could take the same place.
    await links.createIndex({ chain: 1, sequence: 1 }, { unique: true }, {})
    return links
  }
}

function isDuplicate(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 11_000
}
