import type { Policy } from '../policy'
import type { RuleAsker } from './field-authorizer'
import type { Asking } from './rules'

/**
 * What was decided about each field of a schema, by coordinate: why it is withheld, null when it is
 * permitted. Nothing was decided about a field that is not there.
 */
export type DecidedFields = ReadonlyMap<string, string | null>

/** Keeps decisions by a key, as many as it likes. */
export interface DecisionMemory {
  get(key: string, make: () => Promise<DecidedFields>): Promise<DecidedFields>
}

/** Remembers nothing. */
const noMemory: DecisionMemory = { get: (_key, make) => make() }

export interface FieldDeciderOptions {
  /** Every field there is a rule for. */
  readonly coordinates: readonly string[]
  readonly ask: RuleAsker
  readonly memory?: DecisionMemory | undefined
}

/** Gives the decisions about every field of a schema for somebody who asks; all policies must permit. */
export type FieldDecider = (asking: Asking, policies: readonly Policy[]) => Promise<DecidedFields>

/**
 * Decides about every field of a schema at once. What is remembered is for the same roles, purpose,
 * day of asking and policies, and for nothing else.
 */
export function createFieldDecider(options: FieldDeciderOptions): FieldDecider {
  const { memory = noMemory } = options
  return (asking, policies) => {
    const versions = policies.map(({ version }) => version)
    // The rules are told nothing that is not part of the key.
    return memory.get(JSON.stringify([asking, versions]), () =>
      decideAll(asking, policies, options),
    )
  }
}

async function decideAll(
  asking: Asking,
  policies: readonly Policy[],
  { coordinates, ask }: FieldDeciderOptions,
): Promise<DecidedFields> {
  const decided = new Map<string, string | null>()
  for (const coordinate of coordinates) {
    const decision = await ask(coordinate, asking, policies)
    if (decision) decided.set(coordinate, decision.effect === 'permit' ? null : decision.reason)
  }
  return decided
}
