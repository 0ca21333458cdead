import type { GraphQLObjectType, GraphQLSchema } from 'graphql'
import { applyMiddleware } from 'graphql-middleware'

import type { Policy } from '../policy'
import type { SourceKind } from '../vocabulary'
import { DecidedCalls } from './decided-calls'
import type { DecisionMemory } from './decided-fields'
import { createFieldDecider } from './decided-fields'
import { createRuleAsker } from './field-authorizer'
import type { Asking, FieldCategories } from './rules'
import { ruledTypes } from './rules'
import { withheld } from './withheld'

/** What a source keeps back by itself, asked after the policy; reasons as they stand in errors. */
export interface Restrictions<Context> {
  /** Why it keeps everything back from this call; null: it does not. */
  readonly ofCall: (context: Context) => string | null
  /** Whether a field with these categories may be kept back of one object and given of another. */
  readonly dependsOnObject: (categories: readonly string[] | null) => boolean
  /** Why it keeps such fields of this object back; null: it does not. */
  readonly ofObject: (object: unknown) => string | null
}

export interface AgencyShieldOptions<Context> {
  /** Code of the agency, as it stands in errors. */
  readonly agency: string
  readonly sourceKind: SourceKind
  /** Who asks and why, from the verified hub token. */
  readonly factsOf: (context: Context) => Omit<Asking, 'sourceKind'>
  /** The hub's policy and the agency's own agreement, as they were when the request began. */
  readonly policiesOf: (context: Context) => readonly Policy[]
  readonly restrictions?: Restrictions<Context>
  /** Coordinates that are for the hub itself and give nothing away. */
  readonly open?: readonly string[]
  /** Where decisions are kept; default: they are made anew for each operation. */
  readonly memory?: DecisionMemory
}

/** Federation's own entry points, which carry no data of their own. */
const entryPoints = ['Query._service', 'Query._entities', '_Service.sdl']

/**
 * A copy of an agency's executable schema that decides again what the hub has decided before planning.
 * The rules are asked about every field before the first one of an operation is resolved; what depends
 * on the object alone is decided when it is there. A field of which nothing was decided is withheld.
 * `_entities` stays open as an entry point; every field behind it has its own rule.
 */
export function applyAgencyShield<Context extends object>(
  schema: GraphQLSchema,
  categories: FieldCategories,
  options: AgencyShieldOptions<Context>,
): GraphQLSchema {
  const calls = decideCalls(schema, categories, options)
  const guards = ruledTypes(schema).map((type): [string, TypeGuards<Context>] => [
    type.name,
    guardsOf(type, categories, { options, calls, isRoot: isRootType(type, schema) }),
  ])
  return applyMiddleware<unknown, Context>(schema, Object.fromEntries(guards))
}

type TypeGuards<Context> = Readonly<Record<string, Guard<Context>>>

interface Guarding<Context extends object> {
  readonly options: AgencyShieldOptions<Context>
  readonly calls: DecidedCalls<Context>
}

function guardsOf<Context extends object>(
  type: GraphQLObjectType,
  categories: FieldCategories,
  { isRoot, ...guarding }: Guarding<Context> & { readonly isRoot: boolean },
): TypeGuards<Context> {
  const guards = Object.keys(type.getFields()).map((field): [string, Guard<Context>] => {
    const coordinate = `${type.name}.${field}`
    const guard = guardOf(coordinate, categories.get(coordinate) ?? null, guarding)
    return [field, isRoot ? afterDeciding(guard, guarding.calls) : guard]
  })
  return Object.fromEntries(guards)
}

function isRootType(type: GraphQLObjectType, schema: GraphQLSchema): boolean {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  return roots.includes(type)
}

function decideCalls<Context extends object>(
  schema: GraphQLSchema,
  categories: FieldCategories,
  { sourceKind, factsOf, policiesOf, restrictions, memory }: AgencyShieldOptions<Context>,
): DecidedCalls<Context> {
  const decide = createFieldDecider({
    coordinates: ruledTypes(schema).flatMap(coordinatesOf),
    ask: createRuleAsker(schema, categories),
    memory,
  })
  return new DecidedCalls<Context>(async (context) => {
    const { roles, purpose, stated = [], askedOn } = factsOf(context)
    const asking = { roles, purpose, stated, askedOn, sourceKind }
    const fields = await decide(asking, policiesOf(context))
    return { fields, restriction: restrictions?.ofCall(context) ?? null }
  })
}

function coordinatesOf(type: GraphQLObjectType): readonly string[] {
  return Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
}

/** Decides whether a field of an object is resolved; throws the error that stands for it otherwise. */
type Guard<Context> = (
  resolve: () => unknown,
  object: unknown,
  args: unknown,
  context: Context,
) => unknown

function guardOf<Context extends object>(
  coordinate: string,
  categories: readonly string[] | null,
  { options: { agency, restrictions, open = [] }, calls }: Guarding<Context>,
): Guard<Context> {
  if ([...entryPoints, ...open].includes(coordinate)) return (resolve) => resolve()
  const ofObject = restrictions?.dependsOnObject(categories) ? restrictions.ofObject : () => null
  return (resolve, object, _args, context) => {
    const reason = calls.refusalOf(context, coordinate) ?? ofObject(object)
    if (reason !== null) throw withheld(reason, agency)
    return resolve()
  }
}

/** Nothing of an operation is resolved before its root fields are. */
function afterDeciding<Context extends object>(
  guard: Guard<Context>,
  calls: DecidedCalls<Context>,
): Guard<Context> {
  return async (resolve, object, args, context) => {
    await calls.settle(context)
    return guard(resolve, object, args, context)
  }
}
