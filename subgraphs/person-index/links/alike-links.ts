import { isDeepStrictEqual } from 'node:util'

import type { LinkageTerms } from '../../../policies/linkage'
import type { Ledger } from '../ledger/ledger'
import type { Verdict } from '../matching/decisions/decide'
import { agencyOf } from '../matching/linkable-record'
import type { IndexModels } from '../models'
import type { LikenessSealer } from '../search/likeness-sealer'
import { weightOf } from '../weight'
import type { Comparer } from './comparer'
import { createComparer } from './comparer'
import type { CandidateFor } from './find-candidates'
import { doubtKeysOf } from './doubt-room'
import { judgePair } from './judge-pair'
import type { PairDocument } from '../ledger/pair'
import { decisionInForce, isSampled } from '../ledger/pair'
import { readSurroundings } from './read-surroundings'
import { writePairs } from './write-pairs'

export interface AlikeLinkParts {
  readonly models: IndexModels
  readonly sealer: LikenessSealer
  readonly ledger: Ledger
  /** As they are in force now. */
  readonly terms: () => LinkageTerms
  /** Settles anew whose these records are. */
  readonly relink: (keys: readonly string[]) => Promise<void>
  readonly now: () => Date
}

/** What somebody must look at. */
const doubtful: ReadonlySet<Verdict> = new Set(['POSSIBLE', 'MANY_MATCH', 'NEEDS_ATTENTION'])

/** Links records that are alike, and puts those in doubt into the queue. Called by the only writer, one at a time. */
export class AlikeLinks {
  readonly #parts: AlikeLinkParts
  #comparer: (Comparer & { readonly knownPeople: number }) | null = null

  constructor(parts: AlikeLinkParts) {
    this.#parts = parts
  }

  /** Compares records whose likeness or person has changed with all that share a key with them. */
  async compare(keys: readonly string[]): Promise<void> {
    const { models } = this.#parts
    for (const key of keys) {
      // Before the comparison: a link that it makes opens the record again, and so does a stop in between.
      const opened = { $set: { isCompared: null } }
      const record = await models.records.findOneAndUpdate({ _id: key }, opened).lean()
      if (record) await this.#compareOne(key, record)
      const isDone = { _id: key, isCompared: null }
      await models.records.updateOne(isDone, { $set: { isCompared: true } })
    }
  }

  async #compareOne(
    key: string,
    record: Parameters<typeof weightOf>[0] & Omit<CandidateFor, 'key'>,
  ): Promise<void> {
    const { models, sealer } = this.#parts
    const comparer = this.#readComparer()
    const isHeld = weightOf(record) === 'NONE'
    const reading = { models, sealer, comparer }
    const { pairs, gone, isCut } = await writePairs(reading, { ...record, key, isHeld })
    for (const pair of gone) await this.#forget(pair, key)
    await this.#judge(pairs, isCut)
  }

  /** Each in turn, what speaks most first: a link changes who the others are. */
  async #judge(pairs: readonly PairDocument[], isCut: boolean): Promise<void> {
    if (pairs.length === 0) return
    const { models, sealer, terms } = this.#parts
    const comparer = this.#readComparer()
    const read = () => readSurroundings({ models, sealer, comparer }, pairs)
    const judging = { model: comparer.model, automaticLinks: terms().automaticLinks, isCut }
    let around = await read()
    for (const pair of pairs) {
      const verdict = judgePair(pair, around, judging)
      const records = pair.keys.map((key) => around.records.get(key)?.personId)
      const isTogether = records[0] !== undefined && records[0] === records[1]
      if (await this.#settle(pair, verdict, isTogether)) around = await read()
    }
  }

  /** @returns whether a link was made or broken */
  async #settle(pair: PairDocument, verdict: Verdict, isTogether: boolean): Promise<boolean> {
    const decision = decisionInForce(pair)
    if (decision && decision.outcome !== 'CANNOT_TELL') return false
    const isLinked = pair.link === 'MODEL'
    const mustLink = verdict === 'LINKED' && !isLinked && !isTogether
    const mustPart = isLinked && verdict !== 'LINKED'
    await this.#note(pair, verdict, { isNew: mustLink, isClosed: decision !== null })
    if (mustLink) await this.#change('LINK_ASSERTED', pair)
    if (mustPart) await this.#change('LINK_RETRACTED', pair)
    return mustLink || mustPart
  }

  async #note(
    pair: PairDocument,
    status: Verdict,
    { isNew, isClosed }: { readonly isNew: boolean; readonly isClosed: boolean },
  ): Promise<void> {
    const { models, terms, now } = this.#parts
    const isDoubtful = doubtful.has(status)
    const doubtKeys = isDoubtful ? await doubtKeysOf(models, pair) : []
    const isSample = pair.isSample || (isNew && isSampled(pair._id, terms().sampleShare))
    const isOpen = !isClosed && (isDoubtful || isLookedAtUnmarked(pair, status, isSample))
    const changed = {
      ...{ status, isSample, isOpen, doubtKeys },
      secondDue: dueAgencies(pair, isDoubtful && isOpen),
      since: pair.since ?? (isOpen ? now() : null),
    }
    // Most of what is compared again is as it was.
    if (isDeepStrictEqual({ ...pair, ...changed }, pair)) return
    await models.pairs.updateOne({ _id: pair._id }, { $set: changed })
  }

  async #change(
    type: 'LINK_ASSERTED' | 'LINK_RETRACTED',
    { _id, keys: [a = '', b = ''], levels, bits, modelVersion }: PairDocument,
  ): Promise<void> {
    const { ledger, models, relink } = this.#parts
    const evidence = { pair: _id, levels, bits: bits ?? 0, modelVersion: modelVersion ?? '' }
    await ledger.append({ type, pair: [a, b], evidence })
    await relink([a, b])
    await models.pairs.updateOne({ _id }, { $set: { isApplied: true } })
  }

  /** Two records that are not alike any more: what stood beside them may be in doubt no longer. */
  async #forget(pair: PairDocument, key: string): Promise<void> {
    if (pair.link === 'MODEL') await this.#change('LINK_RETRACTED', pair)
    const others = pair.keys.filter((one) => one !== key)
    await this.#parts.models.records.updateMany(
      { _id: { $in: others } },
      { $set: { isCompared: false } },
    )
    if (pair.decisions.length === 0) await this.#parts.models.pairs.deleteOne({ _id: pair._id })
    else await this.#parts.models.pairs.updateOne({ _id: pair._id }, { $set: apartOf(pair) })
  }

  #readComparer(): Comparer {
    const { knownPeople } = this.#parts.terms()
    if (this.#comparer?.knownPeople !== knownPeople)
      this.#comparer = { ...createComparer(knownPeople), knownPeople }
    return this.#comparer
  }
}

function isLookedAtUnmarked(
  { decisions }: PairDocument,
  status: Verdict,
  isSample: boolean,
): boolean {
  return isSample && status === 'LINKED' && decisions.length === 0
}

/** Who is asked to compare them once more: nobody when they have, and no agency with itself. */
function dueAgencies({ keys, second }: PairDocument, isInDoubt: boolean): string[] {
  const agencies = [...new Set(keys.map(agencyOf))]
  return isInDoubt && !second && agencies.length > 1 ? agencies : []
}

/** What is left of a pair of which only somebody's word is known. */
function apartOf({ link, isApart }: PairDocument): Partial<PairDocument> {
  const other = isApart ? ('CANNOT_LINK' as const) : ('NOT_LINKED' as const)
  return {
    ...{ levels: [], bits: null, startBits: null, modelVersion: null },
    ...{ isOpen: false, doubtKeys: [], status: link === 'PERSON' ? 'LINKED' : other },
  }
}
