import type { Registration } from '../../common/registration/registration'
import type { LinkStore } from './linking'
import { relink } from './linking'
import { recordKey } from './matching/linkable-record'
import type { IndexModels } from './models'
import type { TokenSealer } from './sealed-tokens'
import { SerialQueue } from './serial-queue'
import { createLinkStore, createOrder, newPersonId } from './store'

const batchSize = 200

/** The only writer of the index: takes registrations and asserted links and settles who is who. */
export class LinkService {
  readonly #models: IndexModels
  readonly #sealer: TokenSealer
  readonly #nextOrder = createOrder()
  readonly #store: LinkStore
  readonly #queue = new SerialQueue()

  constructor(models: IndexModels, sealer: TokenSealer) {
    this.#models = models
    this.#sealer = sealer
    this.#store = createLinkStore(models, this.#nextOrder)
  }

  /** Takes an agency's registrations of its own people; the same ones twice change nothing. */
  register(agency: string, registrations: readonly Registration[]): Promise<void> {
    if (registrations.length === 0) return Promise.resolve()
    return this.#queue.run(async () => {
      const withdrawn = registrations.filter(({ isWithdrawn }) => isWithdrawn)
      const kept = registrations.filter(({ isWithdrawn }) => !isWithdrawn)
      const left = await this.#withdraw(withdrawn.map(({ ref }) => recordKey(agency, ref)))
      if (kept.length > 0)
        await this.#models.records.bulkWrite(
          kept.map((registration) => this.#upsertOf(agency, registration)),
        )
      await this.#relink([...left, ...kept.map(({ ref }) => recordKey(agency, ref))])
    })
  }

  /** An agency's own references of people whose whereabouts another agency protects, sorted. */
  async findProtected(agency: string): Promise<readonly string[]> {
    const { records } = this.#models
    const people = await records.distinct('personId', {
      isAddressProtected: true,
      agency: { $ne: agency },
    })
    const own = await records.find({ agency, personId: { $in: people, $ne: null } }).lean()
    return own.map(({ ref }) => ref).toSorted()
  }

  /** Settles what a stop in the middle has left open, and links that were imported since. */
  settlePending(): Promise<void> {
    return this.#queue.run(async () => {
      await this.#settleRecords()
      await this.#settleLinks()
    })
  }

  /** Forgets records; gives the keys of those that may have been one person only through them. */
  async #withdraw(keys: readonly string[]): Promise<readonly string[]> {
    if (keys.length === 0) return []
    const gone = await this.#models.records.find({ _id: { $in: keys } }).lean()
    const personIds = gone.flatMap(({ personId }) => personId ?? [])
    const others = await this.#models.records
      .find({ personId: { $in: personIds }, _id: { $nin: keys } })
      .lean()
    const left = others.map(({ _id }) => _id)
    // Before the deletion: a stop in between leaves them open, and they are settled at the next start.
    await this.#models.records.updateMany({ _id: { $in: left } }, { $set: { isLinked: false } })
    await this.#models.records.deleteMany({ _id: { $in: keys } })
    return left
  }

  async #settleRecords(): Promise<void> {
    let settled: number
    do {
      const open = await this.#models.records.find({ isLinked: false }).limit(batchSize).lean()
      await this.#relink(open.map(({ _id }) => _id))
      settled = open.length
    } while (settled === batchSize)
  }

  async #settleLinks(): Promise<void> {
    let settled: number
    do {
      const links = await this.#models.assertedLinks
        .find({ isApplied: false })
        .limit(batchSize)
        .lean()
      settled = links.length
      if (settled === 0) return
      await this.#relink(links.flatMap(({ keys }) => keys))
      await this.#models.assertedLinks.updateMany(
        { _id: { $in: links.map(({ _id }) => _id) } },
        { $set: { isApplied: true } },
      )
    } while (settled === batchSize)
  }

  #relink(keys: readonly string[]): Promise<void> {
    return relink(this.#store, keys, newPersonId)
  }

  #upsertOf(agency: string, registration: Registration) {
    const { ref, tokens, addresses, households = [], isAddressProtected } = registration
    const sealed = tokens.map(({ type, token }) => this.#sealer.identifier(type, token))
    return {
      updateOne: {
        filter: { _id: recordKey(agency, ref) },
        update: {
          $set: {
            agency,
            ref,
            tokens: [...new Set(sealed)].toSorted(),
            addresses: addresses.map((token) => this.#sealer.address(token)),
            households: households.map(({ kind, token }) => this.#sealer.household(kind, token)),
            isAddressProtected: isAddressProtected ?? false,
            isLinked: false,
          },
          $setOnInsert: { order: this.#nextOrder(), personId: null },
        },
        upsert: true,
      },
    }
  }
}
