/**
 * How alike two texts are, 0 to 1: the share of letters in common, more when they begin alike.
 * @see Winkler 1990, String Comparator Metrics and Enhanced Decision Rules
 */
export function jaroWinkler(a: string, b: string): number {
  const jaro = jaroSimilarity(a, b)
  let prefix = 0
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix += 1
  return jaro + prefix * 0.1 * (1 - jaro)
}

function jaroSimilarity(a: string, b: string): number {
  if (a === b) return 1
  const reach = Math.max(0, (Math.max(a.length, b.length) >> 1) - 1)
  const taken = new Uint8Array(b.length)
  const common: number[] = []
  for (let i = 0; i < a.length; i += 1) {
    const end = Math.min(b.length, i + reach + 1)
    for (let j = Math.max(0, i - reach); j < end; j += 1) {
      if (taken[j] === 1 || a[i] !== b[j]) continue
      taken[j] = 1
      common.push(i)
      break
    }
  }
  const count = common.length
  if (count === 0) return 0
  const moved = outOfOrder(common, a, b, taken) / 2
  return (count / a.length + count / b.length + (count - moved) / count) / 3
}

function outOfOrder(common: readonly number[], a: string, b: string, taken: Uint8Array): number {
  let [moved, j] = [0, 0]
  for (const i of common) {
    while (taken[j] !== 1) j += 1
    if (a[i] !== b[j]) moved += 1
    j += 1
  }
  return moved
}

/**
 * Whether one insertion, deletion, replacement or exchange of two neighbours makes one text the other.
 * Equal texts are.
 */
export function isOneSlipApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  const [restA, restB] = [a.slice(start), b.slice(start)]
  if (restA.length === restB.length) return isReplacedOrExchanged(restA, restB)
  const [long, short] = restA.length > restB.length ? [restA, restB] : [restB, restA]
  return long.slice(1) === short
}

function isReplacedOrExchanged(a: string, b: string): boolean {
  if (a.slice(1) === b.slice(1)) return true
  const exchanged = `${a.charAt(1)}${a.charAt(0)}${a.slice(2)}`
  return exchanged === b
}
