import type { Classification } from '../../schema/classification'
import type { Disclosure, DisclosureSource } from './audit-client'

/** What one agency told of one category, over several answers. */
export interface CategoryCount {
  readonly category: string
  readonly source: string
  readonly answers: number
  /** Different members of staff who were told. */
  readonly staff: number
}

/** The data categories that a source disclosed; a field that nobody knows any more is its own. */
export function categoriesOf(
  { disclosed }: DisclosureSource,
  classification: Classification,
): readonly string[] {
  const categories = disclosed.flatMap((field) => classification.get(field) ?? [field])
  return [...new Set(categories)].toSorted()
}

/** What was told over all answers: by category, then by agency. */
export function countCategories(
  disclosures: readonly Disclosure[],
  classification: Classification,
): readonly CategoryCount[] {
  const groups = new Map<string, { category: string; source: string; by: string[] }>()
  for (const { sources, staffId, onBehalfOf } of disclosures)
    for (const source of sources)
      for (const category of categoriesOf(source, classification)) {
        const key = `${category} ${source.source}`
        const group = groups.get(key) ?? { category, source: source.source, by: [] }
        groups.set(key, group)
        group.by.push(onBehalfOf ?? staffId)
      }
  return [...groups]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { category, source, by }]) => {
      return { category, source, answers: by.length, staff: new Set(by).size }
    })
}
