import { randomUUID } from 'node:crypto'

import { likenessVersion } from '../../../common/likeness/likeness'
import type { Logger } from '../../../common/observing/logger'
import type { LinkKey } from '../../../common/registration/link-tokens'
import { linkKeyId } from '../../../common/registration/link-tokens'
import { registrationBatchSize, registrationsPath } from '../../../common/registration/registration'
import type { RecordCollection, StoredRecord } from '../records/record-collection'
import { getCollection } from '../records/record-collection'
import { personRecordType } from '../records/record-loaders'
import type { Repeating } from '../service/repeating'
import { repeat } from '../service/repeating'
import { reportWaiting } from '../service/service-observer'
import type { PeopleSource } from './describe-people'
import { describePeople } from './describe-people'
import type { IndexConnection } from './index-client'
import { postToIndex } from './index-client'

export interface RegistrarOptions extends IndexConnection, PeopleSource {
  readonly logger: Logger
}

/** A person whose registration is due carries a mark, new with every change; see `newMark`. */
export const markField = 'pendingRegistration'

/** With which version of tokens, and under which link key, a person was registered last. */
const versionField = 'registeredVersion'

/** A mark that makes a person due; an older registration under way does not take it away. */
export function newMark(): string {
  return randomUUID()
}

const retryMs = 2000

/** Tells the person index about every person of this agency that it does not know yet. */
export class Registrar {
  readonly #options: RegistrarOptions
  readonly #version: string
  #repeating: Repeating | null = null
  #isStopped = false
  #isCaughtUp = false
  /** References that the index has put off, and until when: milliseconds since 1970. */
  readonly #putOff = new Map<string, number>()

  constructor(options: RegistrarOptions) {
    this.#options = options
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
      const answer = await postToIndex(
        registrationsPath,
        await describePeople(due, this.#options),
        this.#options,
      )
      const waiting = new Set(answer.isPutOff ? answer.refs : [])
      if (answer.isPutOff) this.#wait(answer.refs, answer.retryAfterSeconds)
      const taken = due.filter(({ _id }) => !waiting.has(_id))
      await this.#clearMarks(taken)
      registered += taken.length
    }
    return registered
  }

  async #catchUp(): Promise<void> {
    if (!this.#isCaughtUp)
      await this.#people().updateMany(
        { [versionField]: { $ne: this.#version }, [markField]: null },
        { $set: { [markField]: newMark() } },
      )
    this.#isCaughtUp = true
    await this.registerDue()
  }

  #wait(refs: readonly string[], retryAfterSeconds: number): void {
    const until = Date.now() + retryAfterSeconds * 1000
    for (const ref of refs) this.#putOff.set(ref, until)
    const { logger } = this.#options
    logger.warn('registrations put off for review', { count: refs.length })
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
  return `${likenessVersion} ${linkKeyId(linkKey)}`
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
