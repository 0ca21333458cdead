import type { GraphQLSchema } from 'graphql'
import { applyMiddleware } from 'graphql-middleware'

import type { Policy } from '../policy'
import { currentPolicy, requireAgreements } from '../policy'
import type { SourceKind } from '../vocabulary'
import type { FieldCategories, RestrictedField } from './rules'
import { createShield } from './rules'

export interface AgencyShieldOptions<Context> {
  /** Code of the agency, as it stands in errors. */
  readonly agency: string
  readonly sourceKind: SourceKind
  /** Who asks and why, from the verified hub token. */
  readonly factsOf: (context: Context) => {
    readonly roles: readonly string[]
    readonly purpose: string
    readonly askedOn: string
  }
  /** The agency's own restrictions, asked after the policy. */
  readonly restrictionOf?: (field: RestrictedField<Context>) => string | null
  /** The hub's policy and the agency's own agreement; default: the hub's alone. */
  readonly policies?: readonly Policy[]
  /** Coordinates that are for the hub itself and give nothing away. */
  readonly open?: readonly string[]
}

/** Federation's own entry points, which carry no data of their own. */
const entryPoints = ['Query._service', 'Query._entities', '_Service.sdl']

/**
 * A copy of an agency's executable schema that decides again, field by field, what the hub has decided
 * before planning. `_entities` stays open as an entry point; every field behind it has its own rule.
 * @throws Error naming the agreement of its kind that is missing.
 */
export function applyAgencyShield<Context extends object>(
  schema: GraphQLSchema,
  categories: FieldCategories,
  options: AgencyShieldOptions<Context>,
): GraphQLSchema {
  const {
    agency,
    sourceKind,
    factsOf,
    policies = [currentPolicy],
    restrictionOf,
    open = [],
  } = options
  for (const policy of policies) requireAgreements(policy, [sourceKind])
  const shield = createShield<Context>(schema, categories, {
    agency,
    open: [...entryPoints, ...open],
    policies,
    ...(restrictionOf ? { restrictionOf } : {}),
    factsOf: (context) => ({ ...factsOf(context), sourceKind }),
  })
  return applyMiddleware(schema, shield)
}
