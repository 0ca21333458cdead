import { randomUUID } from 'node:crypto'

import type { Connection } from '../service/database'

/** A person whose registration is due carries a mark, new with every change; see `newMark`. */
export const markField = 'pendingRegistration'

/** A mark that makes a person due; an older registration under way does not take it away. */
export function newMark(): string {
  return randomUUID()
}

/** Somebody of whom the index was told, or is being told. */
interface ToldDocument {
  /** The agency's reference. */
  readonly _id: string
  /** Of the last registration. */
  readonly sequence: number
}

/** Records that are being written, and whom that makes due. */
interface ChangeDocument {
  readonly _id: string
  readonly refs: readonly string[]
}

interface CounterDocument {
  readonly _id: 'registrations'
  readonly sequence: number
}

/**
 * What has to be told to the index, beside the marks of people: kept in the agency's own database, so that a stop at
 * any point loses nothing of it.
 */
export class Outbox {
  readonly #told
  readonly #changes
  readonly #counter

  constructor(connection: Pick<Connection, 'collection'>) {
    this.#told = connection.collection<ToldDocument>('toldPeople')
    this.#changes = connection.collection<ChangeDocument>('changesUnderWay')
    this.#counter = connection.collection<CounterDocument>('registrationCounter')
  }

  /**
   * The number of the next message. Whoever is due is read before it is drawn, and what is said of them after it: so
   * the message with the highest number says how they are now, whichever comes last. After the highest there is, it is
   * that one again, which the index takes too: else whoever once used it would have the last word for ever.
   */
  async drawSequence(): Promise<number> {
    const drawn = await this.#counter.findOneAndUpdate(
      { _id: 'registrations' },
      { $inc: { sequence: 1 } },
      { upsert: true, returnDocument: 'after' },
    )
    if (!drawn) throw new Error('The database gives no number for a message to the index')
    return Math.min(drawn.sequence, Number.MAX_SAFE_INTEGER)
  }

  /** The index knows of a higher number: this database is an older copy of itself. */
  async raiseSequence(sequence: number): Promise<void> {
    await this.#counter.updateOne(
      { _id: 'registrations' },
      { $max: { sequence } },
      { upsert: true },
    )
  }

  /** Before it is sent: whoever is deleted here later is to be taken back there. */
  async noteTold(refs: readonly string[], sequence: number): Promise<void> {
    if (refs.length === 0) return
    await this.#told.bulkWrite(
      refs.map((ref) => ({
        updateOne: { filter: { _id: ref }, update: { $max: { sequence } }, upsert: true },
      })),
      { ordered: false },
    )
  }

  /** References that the index was told of, in their order. */
  async listTold(after: string, first: number): Promise<readonly string[]> {
    const found = await this.#told
      .find({ _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(first)
      .toArray()
    return found.map(({ _id }) => _id)
  }

  /** After they were taken back, unless they were told anew meanwhile. */
  async forgetTold(refs: readonly string[], sequence: number): Promise<void> {
    await this.#told.deleteMany({ _id: { $in: [...refs] }, sequence: { $lte: sequence } })
  }

  /** Before records are written that make these people due; ends with `endChange`, or the process. */
  async beginChange(refs: readonly string[]): Promise<string> {
    const _id = randomUUID()
    await this.#changes.insertOne({ _id, refs: [...refs] })
    return _id
  }

  /** After the records are written and everybody is marked. */
  async endChange(id: string): Promise<void> {
    await this.#changes.deleteOne({ _id: id })
  }

  /** Changes that have not ended. */
  async listChanges(): Promise<readonly ChangeDocument[]> {
    return this.#changes.find().limit(100).toArray()
  }
}
