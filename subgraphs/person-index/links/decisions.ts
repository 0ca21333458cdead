import { HubError } from '../../../common/errors'
import { refuseArgument } from '../../kit/service/list-arguments'
import type { PairKeys, Spoken, Word } from '../ledger/entry'
import type { Ledger } from '../ledger/ledger'
import { tieAll } from '../matching/evidence'
import { nhsTokenOf, tyingTokens } from '../matching/linkable-record'
import type { RecordDocument } from '../documents'
import type { IndexModels } from '../models'
import { weightOf } from '../weight'
import type { EarlierDecision } from './earlier-decisions'
import type { PairDecision, PairDocument } from '../ledger/pair'
import { decisionInForce, pairId, pairKeys } from '../ledger/pair'

/** What somebody decides. */
export interface Decision {
  readonly word: Word
  /** The pairs that it is about. */
  readonly pairs: readonly PairKeys[]
  /** Decisions in force that it contradicts. */
  readonly against: readonly EarlierDecision[]
  /** True: whoever decides has seen them and means it. */
  readonly overrule: boolean
}

export type DecisionState = 'IN_FORCE' | 'WAITS_FOR_SECOND'

interface Parts {
  readonly models: IndexModels
  readonly ledger: Ledger
  /** Settles anew whose these records are. */
  readonly relink: (keys: readonly string[]) => Promise<void>
}

/** Most pairs that one decision parts. */
const mostPairs = 2500

/**
 * Takes somebody's decision into the ledger, and settles people by it. Called by the only writer, one at a time.
 * @throws HubError BAD_USER_INPUT when it contradicts an earlier one unseen, when two NHS numbers would be one
 *   person's, and when it parts too many records
 */
export async function takeDecision(parts: Parts, decision: Decision): Promise<DecisionState> {
  const { models, ledger } = parts
  const { word, pairs, against, overrule } = decision
  if (pairs.length > mostPairs)
    throw refuseArgument('records', `part more than ${mostPairs} pairs; part fewer at a time`)
  if (against.length > 0 && !overrule) throw contradicts()
  await refuseUnseen(models, decision)
  if (word.outcome === 'SAME') await refuseTwoNumbers(models, pairs)
  if (isParting(word) && (await needsSecond(models, pairs, word))) {
    await ledger.append({ type: 'PROPOSED', pairs, word })
    return 'WAITS_FOR_SECOND'
  }
  await ledger.append({ type: typeOf(word), pairs: withOverruled(decision), word })
  await settle(parts, pairs)
  return 'IN_FORCE'
}

function isParting({ outcome }: Pick<Word, 'outcome'>): boolean {
  return outcome === 'DIFFERENT' || outcome === 'FAMILY_MEMBER'
}

function typeOf(word: Pick<Word, 'outcome'>): Spoken['type'] {
  if (word.outcome === 'SAME') return 'MUST_LINK'
  return isParting(word) ? 'CANNOT_LINK' : 'REVIEWED'
}

/** Who are one person are so by all their records: what parted others of them falls with it. */
function withOverruled({ word, pairs, against }: Decision): readonly PairKeys[] {
  if (word.outcome !== 'SAME') return pairs
  const others = against.map(
    ({
      pair: {
        keys: [a = '', b = ''],
      },
    }) => pairKeys(a, b),
  )
  return [...new Map([...pairs, ...others].map((keys) => [pairId(keys), keys])).values()]
}

async function settle({ models, relink }: Parts, pairs: readonly PairKeys[]): Promise<void> {
  const keys = [...new Set(pairs.flat())]
  // Others may be alike these: whether they still can be linked is asked anew.
  await models.records.updateMany({ _id: { $in: keys } }, { $set: { isCompared: false } })
  await relink(keys)
  await models.pairs.updateMany({ _id: { $in: pairs.map(pairId) } }, { $set: { isApplied: true } })
}

/** What somebody else decided meanwhile contradicts nobody unseen. */
async function refuseUnseen(
  { pairs: known }: IndexModels,
  { word, pairs, against }: Decision,
): Promise<void> {
  const stored = await known.find({ _id: { $in: pairs.map(pairId) } }).lean()
  const seen = new Set(against.map(({ seq }) => seq))
  const isUnseen = (pair: PairDocument) => {
    const decision = decisionInForce(pair)
    return decision !== null && !seen.has(decision.seq) && isContrary(decision, word)
  }
  if (stored.some(isUnseen)) throw contradicts()
}

function isContrary(earlier: Pick<Word, 'outcome'>, word: Pick<Word, 'outcome'>): boolean {
  return earlier.outcome !== 'CANNOT_TELL' && typeOf(earlier) !== typeOf(word)
}

/** Of the people whose records they are: a word about two records makes one person of all of them. */
async function refuseTwoNumbers(models: IndexModels, pairs: readonly PairKeys[]): Promise<void> {
  const own = new Set(pairs.flat())
  const all = await readPeopleOf(models, pairs)
  const found = all.filter((record) => own.has(record._id) || weightOf(record) === 'FULL')
  const numbers = new Set(found.flatMap((record) => nhsTokenOf(record) ?? []))
  if (numbers.size <= 1) return
  const message =
    'These records have two different NHS numbers. Ask the agency whose number is wrong to correct it.'
  throw new HubError('BAD_USER_INPUT', message, { reason: 'TWO_NHS_NUMBERS' })
}

/** These records, and all others of their people. */
async function readPeopleOf(
  { records }: IndexModels,
  pairs: readonly PairKeys[],
): Promise<readonly RecordDocument[]> {
  const wanted = { _id: { $in: pairs.flat() } }
  const ids = await records.distinct('personId', wanted)
  const people = ids.filter((id) => typeof id === 'string')
  return records.find({ $or: [wanted, { personId: { $in: people } }] }).lean()
}

/** What verified identifiers link, be it through others, is parted only when a second person says so too. */
async function needsSecond(
  models: IndexModels,
  pairs: readonly PairKeys[],
  word: Word,
): Promise<boolean> {
  const rootOf = await tieByTokens(models, pairs)
  const verified = pairs.filter(([a, b]) => rootOf(a) === rootOf(b))
  if (verified.length === 0) return false
  const stored = await models.pairs.find({ _id: { $in: verified.map(pairId) } }).lean()
  const seconded = stored.filter((pair) => isProposedByAnother(pair, word))
  return seconded.length < verified.length
}

/** Which records verified identifiers tie together: those of a pair, and what counts in full of their people. */
async function tieByTokens(
  models: IndexModels,
  pairs: readonly PairKeys[],
): Promise<(key: string) => string> {
  const own = new Set(pairs.flat())
  const all = await readPeopleOf(models, pairs)
  const byToken = new Map<string, string[]>()
  for (const { _id, tokens, ...record } of all)
    if (own.has(_id) || weightOf(record) === 'FULL')
      for (const token of tyingTokens(tokens))
        byToken.set(token, [...(byToken.get(token) ?? []), _id])
  const ties = tieAll([...byToken].map(([type, keys]) => ({ type, keys })))
  return (key) => ties.rootOf(key)
}

/** Whether two records carry one verified identifier. */
export function shareToken(one: readonly string[], other: readonly string[]): boolean {
  return tyingTokens(one).some((token) => other.includes(token))
}

function isProposedByAnother({ decisions }: PairDocument, word: Word): boolean {
  const last = decisions.findLastIndex(({ isInForce }) => isInForce)
  return decisions.slice(last + 1).some((one) => isParting(one) && isAnother(one, word))
}

/** A system vouches for whom it names: through one of them nobody is two. */
function isAnother(one: PairDecision, { staffId, homeAgency, system }: Word): boolean {
  if (one.homeAgency !== homeAgency) return true
  const isOneSystem = system !== undefined && one.system === system
  return !isSame(one.staffId, staffId) && !isOneSystem
}

/** A sign-in may write one id in more than one way. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function contradicts(): HubError {
  const message =
    'This contradicts an earlier decision. Look at what was decided and why; to decide otherwise all the same, say overrule: true.'
  return new HubError('BAD_USER_INPUT', message, { reason: 'CONTRADICTS_DECISION' })
}
