import './util-is-undefined'

import type { GraphQLObjectType, GraphQLSchema } from 'graphql'
import { isIntrospectionType, isObjectType } from 'graphql'
import type { IMiddlewareGenerator } from 'graphql-middleware'
import { deny, rule, shield } from 'graphql-shield'

import { decide } from '../decide'
import type { Decision, DisclosureFacts } from '../facts'
import type { Policy } from '../policy'
import { withheld } from './withheld'

/** Data categories by coordinate, as in `Person.id`. */
export type FieldCategories = ReadonlyMap<string, readonly string[]>

/** Everything a decision depends on but the field itself. */
export type Asking = Omit<DisclosureFacts, 'categories' | 'coordinate'>

export interface ShieldOptions<Context> {
  /** What the requester may rely on. When it throws, the field is withheld. */
  readonly factsOf: (context: Context) => Asking
  /** Told every decision, before it takes effect. */
  readonly onDecision?: (context: Context, decision: Decision) => void
  /** Code of the agency that withholds, for the error. */
  readonly agency?: string
  /** All of them must permit: those that were in force when the request began. */
  readonly policiesOf: (context: Context) => readonly Policy[]
}

/**
 * A shield with a rule for every field of every type of the schema, because an entity is reached by
 * other ways than the root fields. A field without categories is withheld, and so is whatever has no
 * rule at all.
 */
export function createShield<Context extends object>(
  schema: GraphQLSchema,
  categories: FieldCategories,
  options: ShieldOptions<Context>,
): IMiddlewareGenerator<unknown, Context, object> {
  const tree = Object.fromEntries(
    ruledTypes(schema).map((type) => [type.name, rulesForType(type, categories, options)]),
  )
  return shield<unknown, Context, object>(tree, {
    // graphql-shield's own default lets everything through that has no rule.
    fallbackRule: deny,
    fallbackError: () => withheld('NOT_DECIDED', options.agency),
  })
}

/** The types whose every field has a rule. */
export function ruledTypes(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !isIntrospectionType(type),
  )
}

function rulesForType<Context extends object>(
  type: GraphQLObjectType,
  categories: FieldCategories,
  options: ShieldOptions<Context>,
) {
  return Object.fromEntries(
    Object.keys(type.getFields()).map((field) => {
      const coordinate = `${type.name}.${field}`
      return [field, ruleForField(coordinate, categories.get(coordinate) ?? null, options)]
    }),
  )
}

function ruleForField<Context extends object>(
  coordinate: string,
  categories: readonly string[] | null,
  options: ShieldOptions<Context>,
) {
  // No cache: one context may be asked about several agencies, and graphql-shield's key does not tell.
  return rule(coordinate, { cache: 'no_cache' })(
    (_parent: unknown, _args: unknown, context: Context) => {
      const decision = decideBy(
        { ...options.factsOf(context), coordinate, categories },
        options.policiesOf(context),
      )
      options.onDecision?.(context, decision)
      return decision.effect === 'permit' || withheld(decision.reason, options.agency)
    },
  )
}

/** The first refusal, or what the first policy permits: a second one can only take away. */
function decideBy(facts: DisclosureFacts, policies: readonly Policy[]): Decision {
  const decisions = policies.map((policy) => decide(facts, policy))
  const refusal = decisions.find(({ effect }) => effect !== 'permit')
  return refusal ?? decisions[0] ?? { effect: 'deny', reason: 'UNCLASSIFIED' }
}
