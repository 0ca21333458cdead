import type { GraphQLSchema } from 'graphql'

import type { Decision } from '../facts'
import type { Policy } from '../policy'
import type { Asking, FieldCategories } from './rules'
import { createShield } from './rules'

/**
 * Decides about one field before anything is fetched. The answer depends on the arguments alone, so
 * it may be kept for as long as the same policy is asked.
 */
export type FieldAuthorizer = (
  typeName: string,
  fieldName: string,
  asking: Asking,
  policy: Policy,
) => Promise<Decision>

/**
 * What the rule of one coordinate says; null when there is none, or when it could not decide. All
 * policies must permit.
 */
export type RuleAsker = (
  coordinate: string,
  asking: Asking,
  policies: readonly Policy[],
) => Promise<Decision | null>

/** What the shield's rules are given as their context: the question, and room for the answer. */
interface Question {
  readonly asking: Asking
  readonly policies: readonly Policy[]
  decision: Decision | null
}

type Guard = (
  ...call: [resolve: () => unknown, parent: object, args: object, question: Question, info: object]
) => unknown

/**
 * Asks the shield's rules about fields before anything of them is fetched. A gateway never runs a
 * resolver for an agency's field, so a shield put on its schema would never be asked; here each rule
 * guards a stand-in resolver instead, and the field is permitted only if the stand-in was reached.
 */
export function createRuleAsker(schema: GraphQLSchema, categories: FieldCategories): RuleAsker {
  const shield = createShield<Question>(schema, categories, {
    factsOf: ({ asking }) => asking,
    policiesOf: ({ policies }) => policies,
    onDecision: (question, decision) => {
      question.decision = decision
    },
  })
  const guards = readGuards(shield.generate(schema))
  const reached = Symbol('reached')
  return async (coordinate, asking, policies) => {
    const question: Question = { asking, policies, decision: null }
    const outcome = await guards.get(coordinate)?.(() => reached, {}, {}, question, {})
    const { decision } = question
    if (decision && (decision.effect !== 'permit' || outcome === reached)) return decision
    return null
  }
}

/** Asks about fields by type and name; what no rule decides about is denied. */
export function createFieldAuthorizer(
  schema: GraphQLSchema,
  categories: FieldCategories,
): FieldAuthorizer {
  const ask = createRuleAsker(schema, categories)
  return async (typeName, fieldName, asking, policy) => {
    const decision = await ask(`${typeName}.${fieldName}`, asking, [policy])
    return decision ?? { effect: 'deny', reason: 'UNCLASSIFIED' }
  }
}

/** The shield's rules as functions, by coordinate. */
function readGuards(middleware: object): ReadonlyMap<string, Guard> {
  const guards = new Map<string, Guard>()
  for (const [typeName, fields] of Object.entries(middleware))
    for (const [fieldName, guard] of Object.entries(fields as Readonly<Record<string, Guard>>))
      guards.set(`${typeName}.${fieldName}`, guard)
  return guards
}
