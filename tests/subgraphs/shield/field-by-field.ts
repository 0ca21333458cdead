import type { GraphQLSchema } from 'graphql'
import { applyMiddleware } from 'graphql-middleware'

import { decide } from '../../../policies/decide'
import type { AgencyShieldOptions } from '../../../policies/shield/agency-shield'
import type { FieldCategories } from '../../../policies/shield/rules'
import { ruledTypes } from '../../../policies/shield/rules'
import { withheld } from '../../../policies/shield/withheld'

const entryPoints = ['Query._service', 'Query._entities', '_Service.sdl']

type Middleware<Context> = (
  resolve: () => unknown,
  object: unknown,
  args: unknown,
  context: Context,
) => unknown

/**
 * An agency's schema whose every field of every object is decided about when it is resolved, and nothing
 * is remembered. Slow, and plainly right.
 */
export function applyFieldByField<Context extends object>(
  schema: GraphQLSchema,
  categories: FieldCategories,
  options: AgencyShieldOptions<Context>,
): GraphQLSchema {
  const types = ruledTypes(schema).map((type): [string, Record<string, Middleware<Context>>] => {
    const guards = Object.keys(type.getFields()).map((field): [string, Middleware<Context>] => [
      field,
      guardOf(`${type.name}.${field}`, categories, options),
    ])
    return [type.name, Object.fromEntries(guards)]
  })
  return applyMiddleware<unknown, Context>(schema, Object.fromEntries(types))
}

function guardOf<Context extends object>(
  coordinate: string,
  categories: FieldCategories,
  { agency, ...options }: AgencyShieldOptions<Context>,
): Middleware<Context> {
  return async (resolve, object, _args, context) => {
    const isOpen = entryPoints.includes(coordinate)
    const found = categories.get(coordinate) ?? null
    const reason = isOpen ? null : reasonOf(coordinate, found, { ...options, object, context })
    if (reason !== null) throw withheld(reason, agency)
    return await resolve()
  }
}

type Question<Context> = Omit<AgencyShieldOptions<Context>, 'agency'> & {
  readonly object: unknown
  readonly context: Context
}

function reasonOf<Context>(
  coordinate: string,
  categories: readonly string[] | null,
  question: Question<Context>,
): string | null {
  const { sourceKind, factsOf, policiesOf, restrictions, object, context } = question
  const facts = { ...factsOf(context), sourceKind, coordinate, categories }
  for (const policy of policiesOf(context)) {
    const decision = decide(facts, policy)
    if (decision.effect !== 'permit') return decision.reason
  }
  const ofCall = restrictions?.ofCall(context) ?? null
  if (ofCall !== null) return ofCall
  return restrictions?.dependsOnObject(categories) ? restrictions.ofObject(object) : null
}
