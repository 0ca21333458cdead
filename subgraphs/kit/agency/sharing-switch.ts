import type { Connection } from '../service/database'

/** Why an agency has stopped sharing, as its own staff put it. */
export interface Suspension {
  readonly reason: string
  readonly since: Date
}

interface SuspensionDocument extends Suspension {
  readonly _id: 'sharing'
}

/** How long an answer of the database is relied on, in milliseconds. */
const freshForMs = 250

/** Whether an agency shares at all; it is kept in the agency's own database. */
export class SharingSwitch {
  readonly #connection: Connection
  readonly #now: () => number
  #known: { readonly suspension: Promise<Suspension | null>; readonly atMs: number } | null = null

  constructor(connection: Connection, now: () => number = () => performance.now()) {
    this.#connection = connection
    this.#now = now
  }

  /**
   * The suspension in force, no older than a quarter of a second.
   * @throws Error when the database does not say: then nothing may be shared.
   */
  async findSuspension(): Promise<Suspension | null> {
    const atMs = this.#now()
    if (this.#known && atMs - this.#known.atMs < freshForMs) return this.#known.suspension
    const known = { suspension: this.#read(), atMs }
    this.#known = known
    return known.suspension.catch((error: unknown) => {
      // What failed is asked again, not remembered.
      if (this.#known === known) this.#known = null
      throw error
    })
  }

  /** Stops sharing at once, until it is resumed; a second suspension replaces the reason. */
  async suspend(reason: string, since = new Date()): Promise<void> {
    const replacement = { reason, since }
    await this.#collection().replaceOne({ _id: 'sharing' }, replacement, { upsert: true })
    this.#known = null
  }

  /** Shares again; says whether it was suspended. */
  async resume(): Promise<boolean> {
    const { deletedCount } = await this.#collection().deleteOne({ _id: 'sharing' })
    this.#known = null
    return deletedCount > 0
  }

  async #read(): Promise<Suspension | null> {
    return this.#collection().findOne({ _id: 'sharing' })
  }

  #collection() {
    return this.#connection.collection<SuspensionDocument>('suspensions')
  }
}
