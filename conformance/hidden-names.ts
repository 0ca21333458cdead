import type { GraphQLLeafType, GraphQLSchema } from 'graphql'
import { isEnumType, isObjectType } from 'graphql'

/**
 * What a supergraph has and callers do not see (`@inaccessible`): where a subgraph gives it, callers get
 * null and no error, as an error would tell them that there is something.
 */
export class HiddenNames {
  readonly #whole: GraphQLSchema

  /** @param whole the supergraph with everything in it */
  constructor(whole: GraphQLSchema) {
    this.#whole = whole
  }

  /** True for a type of the supergraph; whoever asks knows that callers do not see it. */
  hasType(name: string): boolean {
    return isObjectType(this.#whole.getType(name))
  }

  /** True for a value that an enum has, but not for callers. */
  hasValue(seen: GraphQLLeafType, value: unknown): boolean {
    const whole = this.#whole.getType(seen.name)
    if (!isEnumType(seen) || !isEnumType(whole) || typeof value !== 'string') return false
    return whole.getValue(value) !== undefined && seen.getValue(value) === undefined
  }
}
