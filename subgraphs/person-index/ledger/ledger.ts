import type { IndexModels } from '../models'
import { applyEntry } from './apply-entry'
import type { LedgerAct, LedgerEntry } from './entry'
import type { LedgerDocument } from './models'

/**
 * What is believed, and since when: entries are only ever added, and everything else follows from them. The
 * entry is durable before what follows from it is written, and that is written before the next entry: after a
 * stop at any point only the last one may have to be applied again.
 *
 * One process writes it, one act at a time.
 */
export class Ledger {
  readonly #models: IndexModels
  readonly #now: () => Date
  #last: number | null = null

  constructor(models: IndexModels, now: () => Date) {
    this.#models = models
    this.#now = now
  }

  /** Adds an entry, and then writes what follows from it. */
  async append(act: LedgerAct): Promise<LedgerEntry> {
    const seq = (await this.#readLast()) + 1
    const entry = { seq, at: this.#now(), act }
    // Anybody's second entry of the same place is refused by the database.
    await this.#models.ledger.create({ _id: seq, at: entry.at, type: act.type, act })
    this.#last = seq
    await applyEntry(this.#models, entry)
    return entry
  }

  /** Once in the life of a process: writes again what follows from the last entry, for a stop may have come between. */
  async ready(): Promise<void> {
    await this.#readLast()
  }

  async #recover(): Promise<void> {
    const last = await this.#models.ledger.findOne().sort({ _id: -1 }).lean()
    if (last) await applyEntry(this.#models, toEntry(last))
    this.#last = last?._id ?? 0
  }

  async #readLast(): Promise<number> {
    if (this.#last === null) await this.#recover()
    return this.#last ?? 0
  }
}

/** An entry as it was kept. */
export function toEntry({ _id, at, act }: LedgerDocument): LedgerEntry {
  return { seq: _id, at, act }
}

/** Everything in the ledger, in its order. @param until its last moment; absent: now */
export async function* readLedger(
  { ledger }: Pick<IndexModels, 'ledger'>,
  until?: Date,
): AsyncGenerator<LedgerEntry> {
  const filter = until ? { at: { $lte: until } } : {}
  for await (const document of ledger.find(filter).sort({ _id: 1 }).lean().cursor())
    yield toEntry(document)
}
