import { inTurns } from '../matching/in-turns'
import type { ValueTokens } from '../../../common/likeness/likeness'
import { isNumberInDoubt } from '../matching/decisions/decide'
import type { Weight } from '../matching/linkable-record'
import type { IndexModels } from '../models'
import type { LikenessSealer } from '../search/likeness-sealer'
import { bytesOf } from '../search/likeness-sealer'
import type { Compared, ComparedLikeness, Comparer } from './comparer'
import type { CandidateFor } from './find-candidates'
import { findCandidates } from './find-candidates'
import type { ComparedRecord } from './read-compared'
import { readCompared } from './read-compared'

/** What comparing reads, and how it compares. */
export interface Reading {
  readonly models: IndexModels
  readonly sealer: Pick<LikenessSealer, 'open'>
  readonly comparer: Comparer
}

/** Most records that one is kept beside anew: somebody might have to look at each of them. */
const mostAlike = 50

/** Most records that one was alike before and is compared with again. */
const mostKnown = 400

/** A record that another is alike. */
export interface Alike extends Compared {
  readonly other: string
  readonly weight: Weight
  /** One of the two has a number of which it is not known whose it is. */
  readonly isNumberInDoubt: boolean
}

/** Who is alike a record, so far as somebody might have to look at both. */
export interface FoundAlike {
  readonly alike: readonly Alike[]
  /** Keys of all with whom it was compared. */
  readonly compared: ReadonlySet<string>
  /** True: there are others, with whom it was not compared. */
  readonly isCut: boolean
}

/**
 * Compares a record with all that share a key with it, and with those that it was alike before: what was found once is
 * not forgotten because others are found.
 * @param known keys of those, what matters most first
 */
export async function findAlike(
  reading: Reading,
  record: CandidateFor,
  known: readonly string[],
): Promise<FoundAlike> {
  const { models, sealer, comparer } = reading
  const candidates = await findCandidates(models, record)
  const before = new Set(known.slice(0, mostKnown))
  const others = [...new Set([...before, ...candidates.keys])]
  const values = new Map(
    [record.key, ...others].flatMap((key): [string, ValueTokens][] => {
      const sealed = candidates.values.get(key)
      return sealed ? [[key, sealer.open(bytesOf(sealed))]] : []
    }),
  )
  const mine = values.get(record.key)
  // Most who share a key are of somebody else: their entries are not read.
  const promising = others.filter((other) => {
    const theirs = values.get(other)
    return !mine || !theirs || comparer.mayMatter(mine, theirs)
  })
  const found = await readCompared(models, sealer, [record.key, ...promising], values)
  const own = found.get(record.key) ?? null
  const alike = promising.flatMap((other) =>
    compareWith(own, { other, theirs: found.get(other) }, comparer),
  )
  const kept = mostTelling(alike)
  return {
    alike: alike.filter(({ other }) => kept.has(other) || before.has(other)),
    compared: new Set(others),
    isCut: candidates.isCut,
  }
}

/** None, or how alike they are when somebody might have to look at them. */
function compareWith(
  own: ComparedRecord | null,
  { other, theirs }: { readonly other: string; readonly theirs: ComparedRecord | undefined },
  { compare, model }: Comparer,
): readonly Alike[] {
  if (!theirs || theirs.weight === 'NONE') return []
  const both = likenessesOf(own?.likeness ?? null, theirs.likeness)
  if (!both) return []
  const { levels, bits } = compare(...both)
  const isTraced = both.every(({ isNumberTraced }) => isNumberTraced)
  const isInDoubt = isNumberInDoubt(Uint8Array.from(levels), isTraced)
  if (bits < model.thresholds.review && !isInDoubt) return []
  return [{ other, levels, bits, weight: theirs.weight, isNumberInDoubt: isInDoubt }]
}

/**
 * Keys of those of full weight first: half of them who is most alike, so that no second person is overlooked, half
 * agencies in turns, so that none keeps others out.
 */
function mostTelling(alike: readonly Alike[]): ReadonlySet<string> {
  const rank = (one: Alike) => (one.isNumberInDoubt ? Infinity : one.bits)
  const ranked = alike.toSorted((one, two) => rank(two) - rank(one) || two.bits - one.bits)
  const isFull = ({ weight }: Alike) => weight === 'FULL'
  const keys = [ranked.filter(isFull), ranked.filter((one) => !isFull(one))].flatMap((some) => {
    const own = some.map(({ other }) => other)
    return [...own.slice(0, mostAlike / 2), ...inTurns(own.slice(mostAlike / 2))]
  })
  return new Set(keys.slice(0, mostAlike))
}

function likenessesOf(
  one: ComparedLikeness | null,
  other: ComparedLikeness | null,
): readonly [ComparedLikeness, ComparedLikeness] | null {
  const [own, theirs] = [one ?? onlyNumberOf(other), other ?? onlyNumberOf(one)]
  return own && theirs ? [own, theirs] : null
}

/** What is known of a record without a likeness that is a candidate: it has the other's number. */
function onlyNumberOf(other: ComparedLikeness | null): ComparedLikeness | null {
  const nhsNumber = other?.values.nhsNumber
  return nhsNumber ? { values: { nhsNumber }, isNumberTraced: true } : null
}
