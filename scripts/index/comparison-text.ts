import type { Comparison } from './compare-models'

/** How records are called: by their place among those compared. */
export type NameOf = (record: number) => string

/** Most pairs that are listed as text; `--json` has all. */
const mostListed = 20

/** What would change, for a person. */
export function comparisonText(
  { models, records, pairs, changes }: Comparison,
  nameOf: NameOf,
): string {
  const lines = [
    ...models.map(
      ({ version, provenance }, at) => `${at === 0 ? 'from' : 'to  '} ${version}: ${provenance}`,
    ),
    `${records} records, ${pairs} pairs compared, ${changes.length} would change hands`,
    ...countsOf(changes).map(([kind, count]) => `  ${kind}: ${count}`),
    ...changes
      .slice(0, mostListed)
      .map(
        ({ a, b, from, to, bitsFrom, bitsTo }) =>
          `${nameOf(a)} and ${nameOf(b)}: ${from} (${inBits(bitsFrom)}) to ${to} (${inBits(bitsTo)})`,
      ),
    ...(changes.length > mostListed ? [`${changes.length - mostListed} more: --json has all`] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** The same for a program. Bits are null where two NHS numbers differ or the pair was not compared. */
export function comparisonJson(
  { models, records, pairs, changes }: Comparison,
  nameOf: NameOf,
): string {
  const [from, to] = models.map(({ version, provenance }) => ({ version, provenance }))
  const named = changes.map(({ a, b, ...change }) => ({ a: nameOf(a), b: nameOf(b), ...change }))
  const counts = Object.fromEntries(countsOf(changes))
  return `${JSON.stringify({ from, to, records, pairs, counts, changes: named }, null, 2)}\n`
}

function countsOf(changes: Comparison['changes']): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const { from, to } of changes) {
    const kind = `${from} to ${to}`
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return [...counts].toSorted(([, one], [, other]) => other - one)
}

function inBits(bits: number | null): string {
  return bits === null ? 'no weight' : `${bits.toFixed(1)} bits`
}
