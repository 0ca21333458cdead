import type { TypeResolvers } from '../gateway/stub-subgraph'

/** What a subgraph has: its SDL without the link to federation, and resolvers. */
export interface SubgraphDefinition {
  readonly sdl: string
  readonly resolvers: TypeResolvers
  /** Federation 1: no link, `extend type`. */
  readonly isFederation1?: boolean
  /** Links beside the one to federation. */
  readonly links?: string
}

export interface ConformanceCase {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
  readonly data?: unknown
  /** Paths of the errors, sorted as text; none when absent. `anything` where no path is promised. */
  readonly errors?: readonly (readonly (string | number)[])[] | 'anything'
}

/** One feature of federation: subgraphs over made-up data and what they answer together. */
export interface ConformanceGroup {
  readonly name: string
  readonly subgraphs: Readonly<Record<string, SubgraphDefinition>>
  readonly cases: readonly ConformanceCase[]
  /** The subgraphs promise more than they can give together; composition would say so. */
  readonly isUnsatisfiable?: boolean
}

/** Finds one of some things by a field; null when there is none. */
export function findBy<T extends object>(things: readonly T[], field: keyof T) {
  return (reference: Partial<T>): T | null =>
    things.find((thing) => thing[field] === reference[field]) ?? null
}
