import { level } from '../comparison/levels'

/** Counts as shares, with the model's shares counted in as if that many pairs had been seen. */
export function shares(
  counts: Float64Array | undefined,
  before: readonly number[],
  priorPairs: number,
): readonly number[] {
  const seen = counts?.slice(1).reduce((sum, count) => sum + count, 0) ?? 0
  return before.map((share, at) =>
    at === 0 ? 0 : ((counts?.[at] ?? 0) + priorPairs * share) / (seen + priorPairs),
  )
}

/**
 * Shares in which values of one person are different no more often than the model allows: else pairs that agree
 * by chance in little, and are very many, would be taken for pairs of one person.
 */
export function bounded(found: readonly number[], most = 1): readonly number[] {
  const own = found[level.different] ?? 0
  if (own <= most) return found
  return found.map((share, at) =>
    at === level.different ? most : (share * (1 - most)) / (1 - own),
  )
}

const smallestShare = 1e-7

/** Shares among strangers, when a part of the random pairs was something else after all. */
export function without(
  others: readonly { readonly share: number; readonly levels: readonly number[] }[],
  mixed: readonly number[],
): readonly number[] {
  const strangers = others.reduce((left, { share }) => left - share, 1)
  const left = mixed.map((share, at) => {
    if (at === 0) return 0
    const known = others.reduce((sum, other) => sum + other.share * (other.levels[at] ?? 0), 0)
    return Math.max(share / 50, smallestShare, (share - known) / strangers)
  })
  const sum = left.reduce((total, share) => total + share, 0)
  return left.map((share) => share / sum)
}
