import type { Evidence } from './evidence'
import { assertedType, groupBy, tieAll } from './evidence'
import type { LinkableRecord } from './linkable-record'
import { nhsTokenOf } from './linkable-record'

/**
 * One person each of records that count in full: those that evidence ties together, but never two
 * different NHS numbers.
 *
 * Where the evidence connects two, each number keeps the records that lead to it alone; a record that
 * leads to both is left apart, because either choice could show a stranger's record.
 */
export function tieIntoPeople(
  records: readonly LinkableRecord[],
  evidence: readonly Evidence[],
): readonly (readonly string[])[] {
  const connected = tieAll(evidence)
  const numbers = knownNumbers(records, evidence)
  return [...groupBy(records, ({ key }) => connected.rootOf(key)).values()].flatMap((component) =>
    splitByNumber(
      component.map(({ key }) => key),
      { numbers, evidence },
    ),
  )
}

/** The NHS number of each record; null when it has none. */
type Numbers = ReadonlyMap<string, string | null>

/**
 * A record has the number that stands in it, or the only one to which hand-asserted links tie it:
 * no agency's registration outweighs a named member of staff's word.
 */
export function knownNumbers(
  records: readonly LinkableRecord[],
  evidence: readonly Evidence[],
): Numbers {
  const own: Numbers = new Map(records.map((record) => [record.key, nhsTokenOf(record)]))
  const asserted = tieAll(evidence.filter(({ type }) => type === assertedType))
  const reached = new Map<string, Set<string>>()
  for (const [key, number] of own) {
    if (number === null) continue
    const root = asserted.rootOf(key)
    reached.set(root, (reached.get(root) ?? new Set()).add(number))
  }
  return new Map(
    [...own].map(([key, number]) => {
      const [only = null, ...others] = reached.get(asserted.rootOf(key)) ?? []
      return [key, number ?? (others.length === 0 ? only : null)]
    }),
  )
}

function splitByNumber(
  keys: readonly string[],
  { numbers, evidence }: { readonly numbers: Numbers; readonly evidence: readonly Evidence[] },
): readonly (readonly string[])[] {
  const known = new Set(keys.map((key) => numbers.get(key) ?? null))
  known.delete(null)
  if (known.size <= 1) return [keys]
  const free = tieAll(evidence, (key) => numbers.get(key) === null)
  const reached = reachedNumbers(evidence, numbers, (key) => free.rootOf(key))
  const groupOf = (key: string): string => {
    const own = numbers.get(key)
    if (own) return own
    const [only, ...others] = reached.get(free.rootOf(key)) ?? []
    return only !== undefined && others.length === 0 ? only : free.rootOf(key)
  }
  return [...groupBy(keys, groupOf).values()]
}

/** The NHS numbers to which each set of records without one is tied by some evidence. */
function reachedNumbers(
  evidence: readonly Evidence[],
  numbers: Numbers,
  rootOf: (key: string) => string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const reached = new Map<string, Set<string>>()
  for (const { keys } of evidence) {
    const found = keys.flatMap((key) => numbers.get(key) ?? [])
    for (const key of keys) {
      if (numbers.get(key) !== null) continue
      const root = rootOf(key)
      const soFar = reached.get(root) ?? new Set()
      for (const number of found) soFar.add(number)
      reached.set(root, soFar)
    }
  }
  return reached
}
