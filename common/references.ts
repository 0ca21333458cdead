/** The agency's own references that a representation of a person carries to it. */
export function referencesIn(representation: unknown): readonly string[] {
  if (typeof representation !== 'object' || representation === null) return []
  const found: string[] = []
  for (const [name, value] of Object.entries(representation)) {
    if (!name.endsWith('Refs') || !Array.isArray(value)) continue
    for (const reference of value) if (typeof reference === 'string') found.push(reference)
  }
  return found
}
