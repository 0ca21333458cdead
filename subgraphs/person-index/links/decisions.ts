import { HubError } from '../../../common/errors'
import { refuseArgument } from '../../kit/service/list-arguments'
import type { PairKeys, Spoken, Word } from '../ledger/entry'
import type { Ledger } from '../ledger/ledger'
import { nhsTokenOf } from '../matching/linkable-record'
import type { IndexModels } from '../models'
import type { EarlierDecision } from './earlier-decisions'
import type { PairDocument } from '../ledger/pair'
import { pairId, pairKeys } from '../ledger/pair'

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

function typeOf(word: Word): Spoken['type'] {
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

async function refuseTwoNumbers(
  { records }: IndexModels,
  pairs: readonly PairKeys[],
): Promise<void> {
  const found = await records.find({ _id: { $in: pairs.flat() } }).lean()
  const numbers = new Set(found.flatMap((record) => nhsTokenOf(record) ?? []))
  if (numbers.size <= 1) return
  const message =
    'These records have two different NHS numbers. Ask the agency whose number is wrong to correct it.'
  throw new HubError('BAD_USER_INPUT', message, { reason: 'TWO_NHS_NUMBERS' })
}

/** What a verified identifier links is parted only when a second person says so too. */
async function needsSecond(
  { records, pairs: known }: IndexModels,
  pairs: readonly PairKeys[],
  word: Word,
): Promise<boolean> {
  const found = await records.find({ _id: { $in: pairs.flat() } }).lean()
  const tokens = new Map(found.map((record) => [record._id, record.tokens]))
  const verified = pairs.filter(([a, b]) => shareToken(tokens.get(a) ?? [], tokens.get(b) ?? []))
  if (verified.length === 0) return false
  const stored = await known.find({ _id: { $in: verified.map(pairId) } }).lean()
  const seconded = stored.filter((pair) => isProposedByAnother(pair, word))
  return seconded.length < verified.length
}

/** Whether two records carry one verified identifier. */
export function shareToken(one: readonly string[], other: readonly string[]): boolean {
  return one.some((token) => other.includes(token))
}

function isProposedByAnother({ decisions }: PairDocument, { staffId, homeAgency }: Word): boolean {
  const last = decisions.findLastIndex(({ isInForce }) => isInForce)
  return decisions
    .slice(last + 1)
    .some((one) => isParting(one) && !(one.staffId === staffId && one.homeAgency === homeAgency))
}

function contradicts(): HubError {
  const message =
    'This contradicts an earlier decision. Look at what was decided and why; to decide otherwise all the same, say overrule: true.'
  return new HubError('BAD_USER_INPUT', message, { reason: 'CONTRADICTS_DECISION' })
}
