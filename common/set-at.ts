const pathPattern = /^[a-zA-Z][a-zA-Z0-9]*(\.([a-zA-Z][a-zA-Z0-9]*|\d{1,2}))*$/

/** True for a path of a record's field, as in `names.0.surname`; never one that every object inherits. */
export function isFieldPath(path: string): boolean {
  return pathPattern.test(path) && !path.split('.').some((part) => part in Object.prototype)
}

/** Sets a value at a path of a field; a part of digits is a place in a list. */
export function setAt(record: Record<string, unknown>, path: string, value: unknown): void {
  const parts = path.split('.')
  let at: Record<string, unknown> = record
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1]
    if (next === undefined) at[part] = value
    else {
      at[part] ??= /^\d+$/.test(next) ? [] : {}
      at = at[part] as Record<string, unknown>
    }
  }
}
