import { composeServices } from '@apollo/composition'

import type { Agency } from '../common/register'
import type { NamedSubgraph } from './composition-checks'
import { checkSubgraphs } from './composition-checks'
import type { SdlReader } from './instance-sdl'
import { agencySdl, hubSubgraphSdl, readSdlFile } from './instance-sdl'

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
  readonly register: readonly Agency[]
  /** Every category a field may be classified as. */
  readonly categories: readonly string[]
  readonly read?: SdlReader
}

/**
 * The supergraph of the person index, the hub and every agency: the same text for the same input.
 * @throws CompositionError when a subgraph breaks a rule of the hub or of federation.
 */
export function composeSupergraph({ register, categories, read }: CompositionInput): string {
  return composeSubgraphs(readSubgraphs(register, read), categories)
}

/** Every subgraph of the hub, in the order in which they are composed. */
export function readSubgraphs(
  register: readonly Agency[],
  read: SdlReader = readSdlFile,
): readonly NamedSubgraph[] {
  return [
    { name: 'person-index', sdl: hubSubgraphSdl('person-index', register, read) },
    { name: 'hub', sdl: hubSubgraphSdl('hub', register, read) },
    ...register.map((agency) => ({ name: agency.code, sdl: agencySdl(agency, read) })),
  ]
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
