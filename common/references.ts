/** The agency's own references that a representation of a person carries to it. */
export function referencesIn(representation: unknown): readonly string[] {
  if (typeof representation !== 'object' || representation === null) return []
  return Object.entries(representation).flatMap(([name, value]) => {
    const values: readonly unknown[] = name.endsWith('Refs') && Array.isArray(value) ? value : []
    return values.filter((reference) => typeof reference === 'string')
  })
}
