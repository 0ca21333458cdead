import type { PersonDocument, RecordDocument } from '../documents'
import type { IndexModels } from '../models'
import { applyEntry } from './apply-entry'
import type { Assigned, LedgerAct, LedgerEntry } from './entry'
import type { LedgerDocument } from './models'

/** People of one entry. */
const adoptedAtOnce = 1000

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
    const last = await this.#readLast()
    const entry = { seq: last + 1, at: this.#now(), act }
    // Unknown until everything is written: what fails in between is written before the next entry.
    this.#last = null
    await this.#write(entry, last)
    await applyEntry(this.#models, entry)
    this.#last = entry.seq
    return entry
  }

  /** Once in the life of a process: writes again what follows from the last entry, for a stop may have come between. */
  async ready(): Promise<void> {
    await this.#readLast()
  }

  /** People who are older than the ledger: the first entries say who is there. */
  async adopt(): Promise<void> {
    const { ledger, people, records } = this.#models
    const last =
      (await this.#readLast()) > 0 ? await ledger.findOne().sort({ _id: -1 }).lean() : null
    let place = last === null ? '' : adoptedUntil(last)
    while (place !== null) {
      const after = { _id: { $gt: place } }
      const found = await people.find(after).sort({ _id: 1 }).limit(adoptedAtOnce).lean()
      place = found.at(-1)?._id ?? null
      if (place === null) return
      const ids = found.map(({ _id }) => _id)
      const own = await records.find({ personId: { $in: ids } }, { personId: 1 }).lean()
      await this.append({ ...adoptedOf(found, own), adoptedUntil: place })
    }
  }

  async #write({ seq, at, act }: LedgerEntry, last: number): Promise<void> {
    try {
      await this.#models.ledger.create({ _id: seq, at, type: act.type, act })
    } catch (error) {
      // Anybody's second entry of the same place is refused: another process writes, and this one no longer.
      if (isDuplicate(error)) this.#last = last
      throw error
    }
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

/** Up to whom earlier people were taken in; null: that is done. */
function adoptedUntil({ act }: LedgerDocument): string | null {
  return act.type === 'PERSONS' ? (act.adoptedUntil ?? null) : null
}

function adoptedOf(
  people: readonly PersonDocument[],
  records: readonly Pick<RecordDocument, '_id' | 'personId'>[],
): Assigned {
  const merged = people.filter(({ mergedRecords }) => mergedRecords.length > 0)
  return {
    type: 'PERSONS',
    assigned: records.map(({ _id, personId }) => ({ key: _id, personId: personId ?? '' })),
    created: people.map(({ _id, order }) => ({ id: _id, order })),
    merged: merged.map(({ _id, mergedRecords }) => ({ id: _id, records: mergedRecords })),
    because: [],
  }
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11000
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
