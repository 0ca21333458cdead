import { inTurns } from '../matching/in-turns'
import { isNumberInDoubt } from '../matching/decisions/decide'
import type { Weight } from '../matching/linkable-record'
import type { IndexModels } from '../models'
import type { LikenessSealer } from '../search/likeness-sealer'
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

/** Most records that one is kept beside: somebody might have to look at each of them. */
const mostAlike = 50

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
  /** True: there may be others. */
  readonly isCut: boolean
}

/** Compares a record with all that share a key with it. */
export async function findAlike(reading: Reading, record: CandidateFor): Promise<FoundAlike> {
  const candidates = await findCandidates(reading.models, record)
  if (candidates.keys.length === 0) return { alike: [], isCut: candidates.isCut }
  const { models, sealer } = reading
  const compared = await readCompared(models, sealer, [record.key, ...candidates.keys])
  const own = compared.get(record.key) ?? null
  const alike = candidates.keys.flatMap((other) =>
    compareWith(own, { other, theirs: compared.get(other) }, reading.comparer),
  )
  const counting = alike.filter(({ weight }) => weight === 'FULL' || own?.weight !== 'FULL')
  const isCut = candidates.isCut || counting.length > mostAlike
  return { alike: alike.length > mostAlike ? mostTelling(alike, counting) : alike, isCut }
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

/** Those that count first, and of them whose number is in doubt, then who is most alike; agencies in turns. */
function mostTelling(alike: readonly Alike[], counting: readonly Alike[]): readonly Alike[] {
  const counts = new Set(counting)
  const ranked = alike.toSorted(
    (one, two) => Number(two.isNumberInDoubt) - Number(one.isNumberInDoubt) || two.bits - one.bits,
  )
  const turns = (some: readonly Alike[]) => inTurns(some.map(({ other }) => other))
  const kept = new Set(
    [
      ...turns(ranked.filter((one) => counts.has(one))),
      ...turns(ranked.filter((one) => !counts.has(one))),
    ].slice(0, mostAlike),
  )
  return alike.filter(({ other }) => kept.has(other))
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
