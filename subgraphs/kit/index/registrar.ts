import { likenessVersion } from '../../../common/likeness/likeness'
import type { Logger } from '../../../common/observing/logger'
import type { LinkKey } from '../../../common/registration/link-tokens'
import { linkKeyId } from '../../../common/registration/link-tokens'
import type { Registration } from '../../../common/registration/registration'
import { registrationBatchSize } from '../../../common/registration/registration'
import type { RecordCollection, StoredRecord } from '../records/record-collection'
import { getCollection } from '../records/record-collection'
import { personRecordType } from '../records/record-loaders'
import type { Repeating } from '../../../common/repeating'
import { repeat } from '../../../common/repeating'
import { reportWaiting } from '../service/service-observer'
import type { PeopleSource } from './describe-people'
import { describePeople } from './describe-people'
import { GonePeople } from './gone-people'
import type { IndexConnection } from './index-client'
import type { Outbox } from './outbox'
import { markField, newMark } from './outbox'
import { tellIndex } from './tell-index'
import { UnfinishedChanges } from './unfinished-changes'

export interface RegistrarOptions extends IndexConnection, PeopleSource {
  readonly outbox: Outbox
  readonly logger: Logger
}

/** With which version of a registration, and under which link key, a person was registered last. */
const versionField = 'registeredVersion'

/** Of the tokens, and of what else stands in a registration: whoever was told by another is told anew. */
const registrationVersion = `${likenessVersion}/2`

const retryMs = 2000

/**
 * Tells the person index about every person of this agency who is new or has changed, and takes back who was deleted.
 * Several may run at once: the numbers of their messages say which is the newest.
 */
export class Registrar {
  readonly #options: RegistrarOptions
  readonly #unfinished: UnfinishedChanges
  readonly #gone: GonePeople
  readonly #version: string
  #repeating: Repeating | null = null
  #isStopped = false
  #isCaughtUp = false
  /** References that the index has put off, and until when: milliseconds since 1970. */
  readonly #putOff = new Map<string, number>()

  constructor(options: RegistrarOptions) {
    this.#options = options
    const people = () => this.#people()
    this.#unfinished = new UnfinishedChanges(options.outbox, people)
    this.#gone = new GonePeople(options.outbox, people)
    this.#version = versionUnder(options.linkKey)
  }

  /**
   * Registers who is due now, and again every two seconds, until it is stopped; whoever was registered by an
   * earlier version of the hub, or under another link key, is due as well.
   */
  start(): void {
    this.#repeating ??= repeat(() => this.#catchUp(), {
      pauseMs: retryMs,
      onFailure: reportWaiting(this.#options.logger, 'registration waiting'),
    })
  }

  /** Stops after the batch under way. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#repeating?.stop()
  }

  /**
   * Registers everyone who is due.
   * @throws Error when the index cannot be reached or refuses; who is left stays due.
   */
  async registerDue(): Promise<number> {
    let registered = 0
    while (!this.#isStopped) {
      const due = await this.#findDue()
      if (due.length === 0) break
      registered += await this.#register(due)
    }
    return registered
  }

  /** @returns how many were taken; who came too late, or has to wait, stays due */
  async #register(due: readonly StoredRecord[]): Promise<number> {
    const { outbox } = this.#options
    const refs = due.map(({ _id }) => _id)
    const sequence = await outbox.drawSequence()
    const people = await this.#people()
      .find({ _id: { $in: refs } })
      .toArray()
    await outbox.noteTold(refs, sequence)
    const waiting = await this.#send(await describePeople(people, this.#options), sequence)
    const taken = due.filter(({ _id }) => !waiting.has(_id))
    await this.#clearMarks(taken)
    return taken.length
  }

  /** Takes back a bounded number of people who were deleted here since the index was told of them. */
  async withdrawGone(): Promise<void> {
    const { outbox } = this.#options
    const suspected = await this.#gone.find()
    if (suspected.length === 0) return
    const sequence = await outbox.drawSequence()
    const gone = await this.#gone.among(suspected)
    const withdrawn = gone.map((ref) => ({ ref, tokens: [], addresses: [], isWithdrawn: true }))
    const waiting = await this.#send(withdrawn, sequence)
    const done = gone.filter((ref) => !waiting.has(ref))
    await outbox.forgetTold(done, sequence)
  }

  async #send(
    registrations: readonly Registration[],
    sequence: number,
  ): Promise<ReadonlySet<string>> {
    if (registrations.length === 0) return new Set()
    const { outbox, logger } = this.#options
    const told = await tellIndex(registrations, { sequence, outbox, index: this.#options })
    const until = Date.now() + told.retryAfterSeconds * 1000
    for (const ref of told.waiting) this.#putOff.set(ref, until)
    if (told.isPutOff) logger.warn('registrations put off for review', { count: told.waiting.size })
    return told.waiting
  }

  async #catchUp(): Promise<void> {
    if (!this.#isCaughtUp)
      await this.#people().updateMany(
        { [versionField]: { $ne: this.#version }, [markField]: null },
        { $set: { [markField]: newMark() } },
      )
    this.#isCaughtUp = true
    await this.#unfinished.markDue()
    await this.registerDue()
    await this.withdrawGone()
  }

  #people() {
    return getCollection(this.#options.collections, personRecordType)
  }

  /** What takes somebody out of sight goes first: every moment before it somebody may be found. */
  async #findDue(): Promise<readonly StoredRecord[]> {
    const now = Date.now()
    for (const [ref, until] of this.#putOff) if (until <= now) this.#putOff.delete(ref)
    const waiting = this.#putOff.size > 0 ? { _id: { $nin: [...this.#putOff.keys()] } } : {}
    const due = { [markField]: { $gt: '' }, ...waiting }
    const find = (filter: object) =>
      this.#people().find(filter).limit(registrationBatchSize).toArray()
    const hiding = await find({ ...due, $or: hidingMarks })
    return hiding.length > 0 ? hiding : find(due)
  }

  async #clearMarks(due: readonly StoredRecord[]): Promise<void> {
    if (due.length === 0) return
    await this.#people().bulkWrite(
      due.map(({ _id, [markField]: mark }) => ({
        updateOne: {
          filter: { _id, [markField]: mark },
          update: { $unset: { [markField]: 1 }, $set: { [versionField]: this.#version } },
        },
      })),
      { ordered: false },
    )
  }
}

function versionUnder(linkKey: LinkKey): string {
  return `${registrationVersion} ${linkKeyId(linkKey)}`
}

/** How many of these people are not registered as they are now, under this link key. */
export function countDue(people: RecordCollection, linkKey: LinkKey): Promise<number> {
  const isBehind = [
    { [markField]: { $gt: '' } },
    { [versionField]: { $ne: versionUnder(linkKey) } },
  ]
  return people.countDocuments({ $or: isBehind })
}

const yes = { $nin: [null, false] }

/** Marks on a person that hide them or where they are. */
const hidingMarks = [
  { isSealed: yes },
  { isAddressProtected: yes },
  { isRestricted: yes },
  { limitedAccess: yes },
]
