/** What the Kolmogorov-Smirnov test says of two samples. */
export interface Comparison {
  /** Greatest distance between the two distributions, 0 to 1. */
  readonly distance: number
  /** Probability of such a distance, or a greater one, when both come from one distribution. */
  readonly pValue: number
}

/**
 * Compares two samples without assuming any shape of their distribution.
 * @see Press et al., Numerical Recipes, section 14.3 (asymptotic distribution)
 */
export function compareSamples(one: readonly number[], other: readonly number[]): Comparison {
  const [a, b] = [one, other].map((sample) => sample.toSorted((x, y) => x - y))
  const distance = greatestDistance(a ?? [], b ?? [])
  const effective = Math.sqrt((one.length * other.length) / (one.length + other.length))
  const lambda = (effective + 0.12 + 0.11 / effective) * distance
  return { distance, pValue: tailProbability(lambda) }
}

function greatestDistance(a: readonly number[], b: readonly number[]): number {
  let [i, j, distance] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] ?? Infinity, b[j] ?? Infinity)
    while ((a[i] ?? Infinity) <= value) i += 1
    while ((b[j] ?? Infinity) <= value) j += 1
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length))
  }
  return distance
}

function tailProbability(lambda: number): number {
  if (lambda < 0.2) return 1
  let sum = 0
  for (let term = 1; term <= 100; term += 1)
    sum += (term % 2 === 1 ? 2 : -2) * Math.exp(-2 * (term * lambda) ** 2)
  return Math.min(1, Math.max(0, sum))
}
