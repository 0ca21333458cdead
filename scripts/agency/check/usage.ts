import type { GraphQLObjectType, GraphQLSchema } from 'graphql'
import { getNamedType, isObjectType } from 'graphql'

import { isObject } from '../../../common/json'
import type { DisclosureEntry } from '../../../disclosure-log/entry'

/** How often each field of an agency was asked for, by the disclosure log: counts, and nothing else. */
export interface Usage {
  readonly agency: string
  /** First and last moment that was looked at (ISO 8601, UTC). */
  readonly from: string
  readonly to: string
  /** Answers in which the agency had a part. */
  readonly answers: number
  /** Answers by coordinate, as in `HomeVisit.uprn`: disclosed or withheld. */
  readonly asked: Readonly<Record<string, number>>
}

/**
 * Counts what was asked of an agency. Withheld fields count: somebody asked for them.
 * @param bounds ISO 8601, UTC; `from` counts, `to` does not
 */
export function countUsage(
  agency: string,
  entries: Iterable<DisclosureEntry>,
  bounds: Pick<Usage, 'from' | 'to'>,
): Usage {
  const asked = new Map<string, number>()
  let answers = 0
  for (const { at, sources } of entries) {
    if (at < bounds.from || at >= bounds.to) continue
    const own = sources.filter(({ source }) => source === agency)
    const coordinates = own.flatMap(({ disclosed, withheld }) => [
      ...disclosed,
      ...withheld.map(({ field }) => field),
    ])
    if (coordinates.length > 0) answers += 1
    for (const one of new Set(coordinates)) asked.set(one, (asked.get(one) ?? 0) + 1)
  }
  const sorted = [...asked].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { agency, ...bounds, answers, asked: Object.fromEntries(sorted) }
}

/**
 * The counts that `npm run agency -- usage` wrote.
 * @throws Error naming the file, and what is wrong with it
 */
export function readUsage(file: string, content: unknown, agency: string): Usage {
  const { from, to, answers, asked, agency: of } = isObject(content) ? content : {}
  const isWhole =
    [from, to, of].every((one) => typeof one === 'string') && isCount(answers) && isObject(asked)
  if (!isWhole || !Object.values(asked).every(isCount))
    throw new Error(`${file}: expected what "agency -- usage ${agency}" prints`)
  if (of !== agency)
    throw new Error(`${file}: it has the counts of ${String(of)}, not of ${agency}`)
  return content as Usage
}

/**
 * In how many answers something was asked for, at least; null when that cannot be told.
 * @param at as in `SchemaChange.at`
 * @param schema the one in force: what is asked for is there
 */
export function countUses(at: string, usage: Usage | null, schema: GraphQLSchema): number | null {
  if (!usage) return null
  const [, type = '', member] = /^(\w+)(?:\.(\w+))?(?:\(\w+:\))?$/.exec(at) ?? []
  const coordinates = coordinatesAbout(type, member, schema)
  return coordinates && Math.max(0, ...coordinates.map((one) => countOf(usage, one)))
}

/** The fields by which a change is met; null for what is nowhere in the schema. */
function coordinatesAbout(
  typeName: string,
  member: string | undefined,
  schema: GraphQLSchema,
): readonly string[] | null {
  const type = schema.getType(typeName)
  if (!type) return null
  if (isObjectType(type)) {
    if (member !== undefined) return [`${typeName}.${member}`]
    return Object.keys(type.getFields()).map((name) => `${typeName}.${name}`)
  }
  return coordinatesUsing(typeName, schema)
}

/** The fields that give or take a type. */
function coordinatesUsing(typeName: string, schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? usersIn(type, typeName) : [],
  )
}

function usersIn(type: GraphQLObjectType, typeName: string): readonly string[] {
  const found: string[] = []
  for (const [name, field] of Object.entries(type.getFields())) {
    const used = [getNamedType(field.type).name]
    for (const argument of field.args) used.push(getNamedType(argument.type).name)
    if (used.includes(typeName)) found.push(`${type.name}.${name}`)
  }
  return found
}

function countOf({ asked }: Usage, coordinate: string): number {
  return Object.hasOwn(asked, coordinate) ? (asked[coordinate] ?? 0) : 0
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
