/** A kind of source as a sentence begins with it: `adult-social-care` is "Adult social care". */
export function sourceName(source: string): string {
  const words = source.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A role inside a sentence: `police.officer` is "the police officer". */
export function roleName(role: string): string {
  return `the ${role.replaceAll('.', ' ')}`
}

/** A purpose inside a sentence; null: whatever the purpose. */
export function purposeName(purpose: string | null): string {
  return purpose === null ? 'for any purpose' : `for ${purpose}`
}
