import type { GraphQLSchema } from 'graphql'
import { applyMiddleware } from 'graphql-middleware'
import { deny, rule, shield } from 'graphql-shield'

import { decide } from '../../../policies/decide'
import { currentPolicy } from '../../../policies/policy'
import type { AgencyShieldOptions } from '../../../policies/shield/agency-shield'
import type { FieldCategories } from '../../../policies/shield/rules'
import { ruledTypes } from '../../../policies/shield/rules'
import { withheld } from '../../../policies/shield/withheld'

const entryPoints = ['Query._service', 'Query._entities', '_Service.sdl']

/**
 * An agency's schema behind graphql-shield as it is meant to be used: each field of each object asks its
 * rule when it is resolved, and nothing is remembered. Slow, and plainly right.
 */
export function applyFieldByField<Context extends object>(
  schema: GraphQLSchema,
  categories: FieldCategories,
  options: AgencyShieldOptions<Context>,
): GraphQLSchema {
  const tree = ruledTypes(schema).map(
    (type): [string, Readonly<Record<string, ReturnType<typeof ruleOf>>>] => [
      type.name,
      Object.fromEntries(
        Object.keys(type.getFields()).map((field) => {
          const coordinate = `${type.name}.${field}`
          return [
            field,
            entryPoints.includes(coordinate) ? open : ruleOf(coordinate, categories, options),
          ]
        }),
      ),
    ],
  )
  const rules = shield<unknown, Context, object>(Object.fromEntries(tree), {
    fallbackRule: deny,
    fallbackError: () => withheld('NOT_DECIDED', options.agency),
    allowExternalErrors: true,
  })
  return applyMiddleware(schema, rules)
}

const open = rule('open')(() => true)

function ruleOf<Context extends object>(
  coordinate: string,
  allCategories: FieldCategories,
  options: AgencyShieldOptions<Context>,
) {
  const { agency, sourceKind, factsOf, restrictions, policies = [currentPolicy] } = options
  const categories = allCategories.get(coordinate) ?? null
  return rule(coordinate, { cache: 'no_cache' })(
    (object: unknown, _args: unknown, context: Context) => {
      const facts = { ...factsOf(context), sourceKind, coordinate, categories }
      for (const policy of policies) {
        const decision = decide(facts, policy)
        if (decision.effect !== 'permit') return withheld(decision.reason, agency)
      }
      const ofCall = restrictions?.ofCall(context) ?? null
      if (ofCall !== null) return withheld(ofCall, agency)
      const ofObject = restrictions?.dependsOnObject(categories)
        ? restrictions.ofObject(object)
        : null
      return ofObject === null || withheld(ofObject, agency)
    },
  )
}
