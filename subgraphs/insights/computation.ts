import type { AsAtArguments } from './arguments'
import { readAsAt } from './arguments'
import type { InsightsContext } from './context'
import type { Missing } from './core/evidence'
import type { InsightInput } from './core/input'
import { eventFieldCategories } from './event-categories'
import type { ReadInputs, Representation } from './inputs'
import { readInputs } from './inputs'

/** Over whose events a field is computed. */
export type Over = 'PERSON' | 'HOUSEHOLD' | 'ADDRESS'

/** Names of the required fields that lead to them, as in schema/subgraphs/insights.graphql. */
const fieldsOf: Readonly<
  Record<Over, { readonly of: string | null; readonly more: string | null }>
> = {
  PERSON: { of: null, more: null },
  HOUSEHOLD: { of: 'household', more: 'hasMoreHousehold' },
  ADDRESS: { of: 'people', more: 'hasMorePeople' },
}

/** What a computed field is worked out of. */
export interface Computation {
  /** Hub id of the person, or id of the address, that is asked about. */
  readonly subject: string
  readonly read: ReadInputs
  readonly input: InsightInput
}

/** What every result says of itself beside its own. */
export interface Computed {
  /** ISO 8601, UTC. */
  readonly asAt: string
  readonly missing: readonly Missing[]
}

/** Works a field out of its inputs. */
export type Compute<Args, Result extends object> = (computation: Computation, args: Args) => Result

/**
 * The resolver of a computed field: reads what the gateway has brought, once for all fields of an object.
 * @throws HubError BAD_USER_INPUT for arguments that cannot be
 */
export function computedOver<Args extends AsAtArguments, Result extends object>(
  over: Over,
  compute: Compute<Args, Result>,
) {
  return (representation: Representation, args: Args, context: InsightsContext) => {
    const { thresholds, now } = context
    const asAt = readAsAt(args, now)
    const read = readOnce(representation, over, context)
    const { events, missing } = read
    const subject = String(representation['id'])
    const result = compute({ subject, read, input: { events, missing, asAt, thresholds } }, args)
    return { ...result, asAt: asAt.toISOString(), missing } satisfies Computed
  }
}

const known = new WeakMap<Representation, Map<Over, ReadInputs>>()

/** A representation belongs to one request. */
function readOnce(
  representation: Representation,
  over: Over,
  { register, unread }: InsightsContext,
): ReadInputs {
  const reads = known.get(representation) ?? new Map<Over, ReadInputs>()
  known.set(representation, reads)
  const before = reads.get(over)
  if (before) return before
  const terms = { register, unread, categories: eventFieldCategories, ...fieldsOf[over] }
  const read = readInputs(representation, terms)
  reads.set(over, read)
  return read
}
