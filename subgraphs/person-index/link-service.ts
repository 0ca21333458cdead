import type { LinkageTerms } from '../../policies/linkage'
import type { Registration } from '../../common/registration/registration'
import { judgeDisputes } from './dispute-limit'
import { NumberComparer } from './compare-numbers'
import type { ReportDisputes } from './dispute-record'
import { findRecentDisputes, noteDisputes } from './dispute-record'
import { Ledger } from './ledger/ledger'
import type { IndexedRecord, LinkStore } from './linking'
import { collectConnected, relink, settleConnected, withMisfiled } from './linking'
import type { Decision, DecisionState } from './links/decisions'
import { takeDecision } from './links/decisions'
import { AlikeLinks } from './links/alike-links'
import type { KeyedRegistration, PutOff, Registered } from './message-order'
import { forgetWithdrawals, keysOf, noteWithdrawals, sortOut } from './message-order'
import type { RecordDocument } from './documents'
import type { IndexModels } from './models'
import { overlay } from './overlay'
import { findUncompared, reopenBeside, settleAll } from './pending'
import { registeredFields } from './record-fields'
import type { TokenSealer } from './sealed-tokens'
import type { LikenessSealer } from './search/likeness-sealer'
import { findChangedLikenesses, writeLikenesses } from './search/write-likenesses'
import { SerialQueue } from './serial-queue'
import { createLinkStore, createOrder, newPersonId, toIndexedRecord } from './store'
import { weightOf } from './weight'
import type { Prepared } from './write-records'
import { isCountedAnew, withdrawRecords, writeRecords } from './write-records'

export interface LinkServiceOptions {
  /** Absent: nobody is found by name. */
  readonly likenesses?: LikenessSealer
  /** Takes lines for the operators. */
  readonly report?: ReportDisputes
  readonly now?: () => Date
  /** What becomes of records that are alike; default: nobody compares them. */
  readonly linkage?: () => LinkageTerms
}

/** The only writer of the index: takes registrations and asserted links and settles who is who. */
export class LinkService {
  readonly #models: IndexModels
  readonly #sealer: TokenSealer
  readonly #likenesses: LikenessSealer | null
  readonly #report: ReportDisputes
  readonly #now: () => Date
  readonly #nextOrder = createOrder()
  readonly #store: LinkStore
  readonly #queue = new SerialQueue()
  readonly #ledger: Ledger
  readonly #alike: AlikeLinks | null
  readonly #numbers: NumberComparer

  constructor(models: IndexModels, sealer: TokenSealer, options: LinkServiceOptions = {}) {
    this.#models = models
    this.#sealer = sealer
    this.#likenesses = options.likenesses ?? null
    this.#report = options.report ?? (() => undefined)
    this.#now = options.now ?? (() => new Date())
    this.#ledger = new Ledger(models, this.#now)
    this.#numbers = new NumberComparer(models, this.#likenesses)
    const parts = { nextOrder: this.#nextOrder, numbers: this.#numbers }
    this.#store = createLinkStore(models, this.#ledger, parts)
    this.#alike = this.#compareBy(options)
  }

  /**
   * Takes an agency's registrations of its own people; the same ones twice change nothing. Those that
   * would dispute too many people are kept without linking anybody, and given back to be sent again. One that
   * comes after a newer one of the same reference changes nothing.
   */
  register(agency: string, registrations: readonly Registration[]): Promise<Registered> {
    if (registrations.length === 0) return Promise.resolve({ putOff: null, overtaken: [] })
    return this.#queue.run(agency, async () => {
      const keyed = registrations.map((one) => ({
        ...one,
        key: this.#sealer.record(agency, one.ref),
      }))
      const { newest, overtaken } = await sortOut(this.#models, keyed)
      const withdrawn = newest.filter(({ isWithdrawn }) => isWithdrawn)
      const kept = newest.filter(({ isWithdrawn }) => !isWithdrawn)
      await noteWithdrawals(this.#models, withdrawn)
      const left = await withdrawRecords(
        { models: this.#models, store: this.#store, ledger: this.#ledger },
        keysOf(withdrawn),
      )
      if (left.length > 0) await this.#relink(left)
      const putOff = kept.length > 0 ? await this.#link(agency, kept) : null
      await forgetWithdrawals(this.#models, kept)
      await this.#compare({ _id: { $in: keysOf(kept) } })
      return { putOff, overtaken }
    })
  }

  /** Takes somebody's decision about pairs of records. @throws HubError as `takeDecision` */
  decide(decision: Decision): Promise<DecisionState> {
    const relink = (keys: readonly string[]) => this.#relink(keys)
    const parts = { models: this.#models, ledger: this.#ledger, relink }
    return this.#queue.run('', () => takeDecision(parts, decision))
  }

  /** Runs a write of another piece in its turn. */
  inTurn(task: () => Promise<void>): Promise<void> {
    return this.#queue.run('', task)
  }

  /** Compares a bounded number of records that changed since they were compared. @returns whether there are others */
  comparePending(): Promise<boolean> {
    return this.#queue.run('', () => this.#compare({}))
  }

  async #compare(which: object): Promise<boolean> {
    if (!this.#alike) return false
    const keys = await findUncompared(this.#models, which)
    await this.#alike.compare(keys)
    return keys.length > 0
  }

  #compareBy({ likenesses, linkage }: LinkServiceOptions): AlikeLinks | null {
    if (!likenesses || !linkage) return null
    const relink = (keys: readonly string[]) => this.#relink(keys)
    const parts = { models: this.#models, sealer: likenesses, ledger: this.#ledger }
    return new AlikeLinks({ ...parts, terms: linkage, relink, now: this.#now })
  }

  /** Settles what a stop in the middle has left open, and links that were imported since. */
  settlePending(): Promise<void> {
    return this.#queue.run('', async () => {
      await this.#ledger.ready()
      await this.#ledger.adopt()
      await settleAll(this.#models, (keys) => this.#relink(keys))
    })
  }

  async #link(agency: string, registrations: readonly KeyedRegistration[]): Promise<PutOff | null> {
    const now = this.#now()
    const known = await this.#findKnown(keysOf(registrations))
    const prepared = registrations.map((one) => this.#prepare(one, { agency, known, now }))
    const proposed = prepared.map(toIndexedRecord)
    const compareNumbers = (some: readonly string[]) => this.#numbers.compare(some, registrations)
    const coming = overlay(this.#store, proposed, compareNumbers)
    const after = await collectConnected(coming, keysOf(proposed))
    const stored = new Map([...known].map(([key, record]) => [key, toIndexedRecord(record)]))
    const isNew = new Set(keysOf(proposed).filter((key) => !stored.has(key)))
    const before = await withMisfiled(this.#store, {
      pairs: after.pairs,
      records: after.records
        .filter(({ key }) => !isNew.has(key))
        .map((record) => stored.get(record.key) ?? record),
    })
    const changed = this.#likenesses
      ? await findChangedLikenesses(this.#models, this.#likenesses, registrations)
      : new Set<string>()
    const recent = await findRecentDisputes(this.#models, agency, now)
    const keys = keysOf(proposed)
    const { held, people } = judgeDisputes({ before, after, keys, disputed: recent.people })
    const dispute = { agency, at: now, people: [...people], held: held.length }
    await noteDisputes(this.#models, { ...dispute, before: recent.people }, this.#report)
    const recounted = prepared.filter((one) => isCountedAnew(one, known.get(one._id), held))
    await writeRecords(this.#models, prepared, {
      ...{ held: new Set(held), known },
      changed: new Set([...changed, ...recounted.map(({ _id }) => _id)]),
    })
    await reopenBeside(this.#models, keysOf(recounted.map(toIndexedRecord)))
    if (this.#likenesses) await writeLikenesses(this.#models, this.#likenesses, registrations)
    const records = after.records.map((record) => withHeld(record, held))
    const settled = held.length > 0 ? await withMisfiled(coming, { ...after, records }) : after
    await settleConnected(this.#store, settled, newPersonId)
    if (held.length === 0) return null
    const refs = registrations.filter(({ key }) => held.includes(key)).map(({ ref }) => ref)
    return { refs, retryAfterSeconds: recent.retryAfterSeconds }
  }

  async #findKnown(keys: readonly string[]): Promise<ReadonlyMap<string, RecordDocument>> {
    const found = await this.#models.records.find({ _id: { $in: [...keys] } }).lean()
    return new Map(found.map((record) => [record._id, record]))
  }

  #prepare(
    registration: KeyedRegistration,
    circumstances: {
      readonly agency: string
      readonly known: ReadonlyMap<string, RecordDocument>
      readonly now: Date
    },
  ): Prepared {
    const { agency, now } = circumstances
    const { key } = registration
    const known = circumstances.known.get(key)
    const sealer = this.#sealer
    return {
      ...registeredFields(registration, { agency, sealer, known, now }),
      _id: key,
      order: known?.order ?? this.#nextOrder(),
      personId: known?.personId ?? null,
    }
  }

  #relink(keys: readonly string[]): Promise<void> {
    return relink(this.#store, keys, newPersonId)
  }
}

function withHeld(record: IndexedRecord, held: readonly string[]): IndexedRecord {
  return held.includes(record.key) ? { ...record, weight: weightOf({ isHeld: true }) } : record
}
