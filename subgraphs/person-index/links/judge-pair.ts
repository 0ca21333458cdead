import { nhsTokenOf } from '../matching/linkable-record'
import type { Verdict } from '../matching/decisions/decide'
import type { LinkageModel } from '../matching/scoring/model'
import type { PairDocument } from '../ledger/pair'
import { bestOther, rivals, verdictOf } from './rivals'
import type { Both, JudgedRecord, Surroundings } from './surroundings'
import { haveOtherNumbers, isTooLarge, keysOf, membersOf } from './surroundings'

export interface Terms {
  readonly model: LinkageModel
  readonly automaticLinks: boolean
  /** True: not everybody whom a record may be alike was looked at. */
  readonly isCut: boolean
}

/**
 * What becomes of two records that are alike, given everybody else whom they are alike. Others than of full
 * weight count only for those that are not either: nobody may tell by a link that they are there. Pure.
 */
export function judgePair(
  pair: Pick<PairDocument, 'keys' | 'levels' | 'bits' | 'link'>,
  around: Surroundings,
  terms: Terms,
): Verdict {
  const [one, other] = pair.keys.map((key) => around.records.get(key))
  const { bits, levels } = pair
  if (!one || !other || bits === null) return 'NOT_LINKED'
  const isTogether = one.personId !== null && one.personId === other.personId
  const bestOtherBits = isTogether ? -Infinity : bestOther([one, other], around, terms.model)
  const verdict = verdictOf({ levels, bits, bestOtherBits }, [one, other], terms.model)
  if (!isTogether) return judgeApart([one, other], verdict, { around, terms })
  if (haveOtherNumbers([one, other])) return 'NEEDS_ATTENTION'
  return pair.link === 'MODEL' ? kept(verdict, bits, terms.model) : together(verdict)
}

/** Of two people: what keeps them apart, or must be looked at before they become one. */
function judgeApart(
  both: Both,
  verdict: Verdict,
  { around, terms }: { readonly around: Surroundings; readonly terms: Terms },
): Verdict {
  const [own, theirs] = [membersOf(both[0], around), membersOf(both[1], around)]
  const [ownKeys, theirKeys] = [keysOf(own), keysOf(theirs)]
  if (hasTwoNumbers(own, theirs) || around.isApart(ownKeys, theirKeys)) return 'CANNOT_LINK'
  if (verdict !== 'LINKED') return verdict
  if (isOdd(both, [own, theirs], { around, terms })) return 'NEEDS_ATTENTION'
  return terms.automaticLinks && !terms.isCut ? 'LINKED' : 'POSSIBLE'
}

/** Whether the one person whom two would become is unlikely. */
function isOdd(
  both: Both,
  [own, theirs]: readonly [readonly JudgedRecord[], readonly JudgedRecord[]],
  { around, terms }: { readonly around: Surroundings; readonly terms: Terms },
): boolean {
  const { model } = terms
  return (
    haveOtherNumbers([...own, ...theirs]) ||
    isTorn(both, around) ||
    resembleParted(both, around) ||
    isTooLarge([...own, ...theirs], model) ||
    isBridged(both, [keysOf(own), keysOf(theirs)], { around, model })
  )
}

/** They do not agree on the whole, or only by the one record that is alike: who says two people's names makes them no one. */
function isBridged(
  [one, other]: Both,
  [own, theirs]: readonly [readonly string[], readonly string[]],
  { around, model }: { readonly around: Surroundings; readonly model: LinkageModel },
): boolean {
  const without = (keys: readonly string[], { key }: JudgedRecord) => keys.filter((k) => k !== key)
  const agree = (some: readonly string[], others: readonly string[]) =>
    some.length === 0 ||
    others.length === 0 ||
    (around.meanBits(some, others) >= model.clusters.guardMean && !around.mayBeTwins(some, others))
  return ![
    agree(own, theirs),
    agree(without(own, one), theirs),
    agree(own, without(theirs, other)),
  ].every(Boolean)
}

/** What is linked stays linked for less than it takes to link it. */
function kept(verdict: Verdict, bits: number, { thresholds }: LinkageModel): Verdict {
  if (verdict === 'NEEDS_ATTENTION' || verdict === 'CANNOT_LINK') return verdict
  return bits >= thresholds.keep ? 'LINKED' : verdict
}

/** Something else ties them: a number that contradicts everything else is looked at. */
function together(verdict: Verdict): Verdict {
  return verdict === 'NEEDS_ATTENTION' ? verdict : 'LINKED'
}

function hasTwoNumbers(own: readonly JudgedRecord[], theirs: readonly JudgedRecord[]): boolean {
  return new Set([...own, ...theirs].flatMap((record) => nhsTokenOf(record) ?? [])).size > 1
}

/** One of them is alike somebody from whom the other was parted: it joins neither. */
function isTorn(both: Both, around: Surroundings): boolean {
  return rivals(both, around).some(({ own, rival }) => {
    const other = both.find(({ key }) => key !== own.key)
    if (!other) return false
    return around.isApart(keysOf(membersOf(other, around)), keysOf(membersOf(rival, around)))
  })
}

/** One of them is alike a record that was parted from the other's, of whichever agency. */
function resembleParted([one, other]: Both, around: Surroundings): boolean {
  return (
    around.resemblesParted(one, keysOf(membersOf(other, around))) ||
    around.resemblesParted(other, keysOf(membersOf(one, around)))
  )
}
