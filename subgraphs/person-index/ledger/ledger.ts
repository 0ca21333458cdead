import type { IndexModels, PersonDocument, RecordDocument } from '../models'
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
    const seq = (await this.#readLast()) + 1
    const entry = { seq, at: this.#now(), act }
    // Whatever fails now, the next entry comes only after what is there was looked at and applied.
    this.#last = null
    // Anybody's second entry of the same place is refused by the database.
    await this.#models.ledger.create({ _id: seq, at: entry.at, type: act.type, act })
    await applyEntry(this.#models, entry)
    this.#last = seq
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
