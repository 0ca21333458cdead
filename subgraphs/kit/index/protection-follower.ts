import type { Logger } from '../../../common/observing/logger'
import type { ProtectionAnswer } from '../../../common/registration/registration'
import { protectionsPath } from '../../../common/registration/registration'
import { protectedElsewhereField } from '../records/protection'
import type { RecordCollections } from '../records/record-collection'
import { getCollection } from '../records/record-collection'
import { personRecordType } from '../records/record-loaders'
import type { Repeating } from '../../../common/repeating'
import { repeat } from '../../../common/repeating'
import { reportWaiting } from '../service/service-observer'
import type { IndexConnection } from './index-client'
import { postToIndex } from './index-client'
import { findBeside, writeAndTell } from './due-people'
import type { Outbox } from './outbox'
import { markField } from './outbox'

export interface ProtectionFollowerOptions extends IndexConnection {
  readonly collections: RecordCollections
  readonly outbox: Outbox
  readonly logger: Logger
}

const everyMs = 2000
/** Every two seconds: 900 a minute, fewer than the index tells. */
const askAtOnce = 30
/** How long to wait with somebody of whom the index does not know yet. */
const askAgainMs = 20_000
/** Everybody is asked about again slowly: an old copy of this database may have come back. */
const reviewEveryMs = 60_000

/**
 * Marks the people of this agency whose whereabouts another agency protects, so that nothing here leads
 * to them either: not their view, and not the record of somebody who lives with them. Somebody of whom
 * it is not known yet has no mark, and counts as protected in the records of others.
 */
export function followProtections(options: ProtectionFollowerOptions): Repeating {
  const follower = new ProtectionFollower(options)
  return repeat(() => follower.step(), {
    pauseMs: everyMs,
    // What other agencies protect stays as it was last known.
    onFailure: reportWaiting(options.logger, 'protections waiting'),
  })
}

/** Asks a little at a time; the index says by itself what has changed of what it told. */
export class ProtectionFollower {
  readonly #options: ProtectionFollowerOptions
  readonly #now: () => number
  /** What was stored here, to be told to the index with the next question. */
  #took: readonly ProtectionAnswer[] = []
  /** When to ask again about somebody whom the index did not know: milliseconds. */
  readonly #later = new Map<string, number>()
  #reviewed: { readonly atMs: number; readonly upTo: string }

  constructor(options: ProtectionFollowerOptions, now: () => number = () => performance.now()) {
    this.#options = options
    this.#now = now
    this.#reviewed = { atMs: now(), upTo: '' }
  }

  /** One question. @throws Error as `postToIndex`, or when the answer is none */
  async step(): Promise<void> {
    const ask = await this.#findToAsk()
    const took = this.#took
    const answers = readAnswers(await postToIndex(protectionsPath, { ask, took }, this.#options))
    const known = answers.filter(({ isProtected }) => isProtected !== null)
    await this.#store(known)
    this.#took = known
    for (const { ref } of known) this.#later.delete(ref)
    const again = this.#now() + askAgainMs
    for (const { ref, isProtected } of answers)
      if (isProtected === null) this.#later.set(ref, again)
  }

  #people() {
    return getCollection(this.#options.collections, personRecordType)
  }

  /** Who is registered and not known yet; when there is nobody, now and then some who are. */
  async #findToAsk(): Promise<readonly string[]> {
    const now = this.#now()
    for (const [ref, until] of this.#later) if (until <= now) this.#later.delete(ref)
    const unknown = {
      [protectedElsewhereField]: null,
      [markField]: null,
      isSealed: { $in: [null, false] },
      ...(this.#later.size > 0 ? { _id: { $nin: [...this.#later.keys()] } } : {}),
    }
    const found = await this.#people().find(unknown).limit(askAtOnce).toArray()
    if (found.length > 0 || now - this.#reviewed.atMs < reviewEveryMs)
      return found.map(({ _id }) => _id)
    const { upTo } = this.#reviewed
    const next = await this.#people()
      .find({ _id: { $gt: upTo }, isSealed: { $in: [null, false] } })
      .sort({ _id: 1 })
      .limit(askAtOnce)
      .toArray()
    this.#reviewed = { atMs: now, upTo: next.at(-1)?._id ?? '' }
    return next.map(({ _id }) => _id)
  }

  /** In a few writes, whatever the answers. */
  async #store(known: readonly ProtectionAnswer[]): Promise<void> {
    for (const mark of [true, false]) {
      const refs = known.filter(({ isProtected }) => isProtected === mark).map(({ ref }) => ref)
      if (refs.length > 0) await this.#mark(refs, mark)
    }
  }

  /** Whoever may live with somebody whose protection begins or ends is told to the index anew. */
  async #mark(refs: readonly string[], mark: boolean): Promise<void> {
    const { collections, outbox } = this.#options
    const people = this.#people()
    const isOther = mark ? { $ne: true } : true
    const others = await people
      .find({ _id: { $in: refs }, [protectedElsewhereField]: isOther })
      .toArray()
    const beside = await findBeside(
      collections,
      others.map(({ _id }) => _id),
    )
    await writeAndTell({ outbox, people }, beside, () =>
      people.updateMany(
        { _id: { $in: refs }, [protectedElsewhereField]: { $ne: mark } },
        { $set: { [protectedElsewhereField]: mark } },
      ),
    )
  }
}

/** An answer that is none must unmark nobody. */
function readAnswers(answer: Awaited<ReturnType<typeof postToIndex>>): readonly ProtectionAnswer[] {
  const { answers } = (answer.isPutOff ? {} : (answer.body ?? {})) as { readonly answers?: unknown }
  if (Array.isArray(answers) && answers.every(isAnswer)) return answers
  throw new Error('the person index gave no answers')
}

function isAnswer(value: unknown): value is ProtectionAnswer {
  const { ref, isProtected } = (value ?? {}) as Readonly<Record<string, unknown>>
  return typeof ref === 'string' && (isProtected === null || typeof isProtected === 'boolean')
}
