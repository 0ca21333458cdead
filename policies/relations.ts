import { asList, asObject, oneOf } from './reading'
import { purposes } from './vocabulary'

/** What a member of staff can be to the person they ask about. */
export const relations = ['SELF', 'SAME_HOUSEHOLD', 'SAME_SURNAME'] as const

export type Relation = (typeof relations)[number]

/** What follows for a look-up, beside that it is always reviewed. */
export interface RelationTerms {
  readonly isRefused: boolean
  /** Purposes for which the opposite holds. */
  readonly exceptFor: ReadonlySet<string>
}

/**
 * What follows from each relation, as the file states it.
 * @throws Error naming the file and the row (from 1) for anything unknown, missing or doubled.
 */
export function readRelationTerms(
  file: string,
  content: unknown,
): ReadonlyMap<string, RelationTerms> {
  const terms = new Map<string, RelationTerms>()
  for (const [index, entry] of asList(content, file).entries()) {
    const where = `${file}, row ${index + 1}`
    const { relation, meaning, refused, exceptFor } = asObject(entry, where)
    const known = oneOf(relations, relation, `${where}: relation`)
    if (terms.has(known)) throw new Error(`${where}: ${known} stands there twice`)
    if (typeof meaning !== 'string' || !/\S/.test(meaning))
      throw new Error(`${where}: meaning must say what the relation is`)
    if (typeof refused !== 'boolean') throw new Error(`${where}: refused is true or false`)
    const exceptions = asList(exceptFor, `${where}: exceptFor`).map((purpose) =>
      oneOf(purposes, purpose, `${where}: exceptFor`),
    )
    terms.set(known, { isRefused: refused, exceptFor: new Set(exceptions) })
  }
  const missing = relations.find((relation) => !terms.has(relation))
  if (missing) throw new Error(`${file}: ${missing} is missing`)
  return terms
}
