import type { SelectedField } from '../operation/selection'

/** No field of the schema has two underscores in its name: composition refuses it. */
export const askedPrefix = 'asked__'

/** Alias under which the id of every entity is fetched, to find the path an agency's error belongs to. */
export const entityIdAlias = 'hub__id'

/**
 * The name under which a field is fetched.
 *
 * The planner adds fields of its own (keys, `@requires` inputs) under their plain names and joins them
 * with whatever the caller asked for under the same name: an alias could put a forged value in their
 * place (hazard 1), and the caller's arguments could change what an agency is given (hazard 2). So
 * every field that has an alias, or may have arguments, gets a name the planner never uses.
 */
export function fetchedName(field: SelectedField): string {
  const [node] = field.nodes
  const isPlain =
    field.responseName === node.name.value && (field.definition?.args.length ?? 0) === 0
  return isPlain ? field.responseName : askedPrefix + field.responseName
}

/** The caller's name for a fetched name. */
export function restoreName(name: string): string {
  return name.startsWith(askedPrefix) ? name.slice(askedPrefix.length) : name
}

/** An error path in the caller's names. */
export function restorePath(path: readonly (string | number)[]): (string | number)[] {
  return path.map((step) => (typeof step === 'string' ? restoreName(step) : step))
}
