import { composeServices } from '@apollo/composition'

import type { Service } from '../common/services'
import type { NamedSubgraph } from './composition-checks'
import { checkSubgraphs } from './composition-checks'
import type { SdlReader } from './instance-sdl'
import { readSdlFile, serviceSdl } from './instance-sdl'

/** The subgraphs do not make a supergraph; `problems` has one sentence for each cause. */
export class CompositionError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(['The subgraphs do not compose:', ...problems].join('\n  '))
    this.name = 'CompositionError'
    this.problems = problems
  }
}

export interface CompositionInput {
  readonly services: readonly Service[]
  /** Every category a field may be classified as. */
  readonly categories: readonly string[]
  readonly read?: SdlReader
}

/**
 * The supergraph of these services: the same text for the same input.
 * @throws CompositionError when a subgraph breaks a rule of the hub or of federation.
 */
export function composeSupergraph({ services, categories, read }: CompositionInput): string {
  return composeSubgraphs(readSubgraphs(services, read), categories)
}

/** The subgraph of each service, in the order in which they are composed. */
export function readSubgraphs(
  services: readonly Service[],
  read: SdlReader = readSdlFile,
): readonly NamedSubgraph[] {
  return services.map((service) => ({
    name: service.code,
    sdl: serviceSdl(service, services, read),
  }))
}

/**
 * Composes subgraphs that pass the hub's own checks.
 * @throws CompositionError
 */
export function composeSubgraphs(
  subgraphs: readonly NamedSubgraph[],
  categories: readonly string[],
): string {
  const problems = checkSubgraphs(subgraphs, categories)
  if (problems.length > 0) throw new CompositionError(problems)
  const composed = composeServices(
    // The real address comes from the register and the settings of each process.
    subgraphs.map(({ name, sdl }) => ({
      name,
      typeDefs: sdl,
      url: `http://${name}.invalid/graphql`,
    })),
  )
  if (composed.errors) throw new CompositionError(composed.errors.map((error) => error.message))
  return `${composed.supergraphSdl}\n`
}
