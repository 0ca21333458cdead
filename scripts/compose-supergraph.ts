import { writeFileSync } from 'node:fs'

import { projectPath } from '../common/project-root'
import { readRegister } from '../common/register'
import { listServices } from '../common/services'
import { categories } from '../policies/vocabulary'
import { CompositionError, composeSupergraph } from '../schema/compose'

/** Writes schema/supergraph.graphql from agencies.json and the subgraphs' SDL. */
function main(): void {
  const supergraph = composeSupergraph({ services: listServices(readRegister()), categories })
  writeFileSync(projectPath('schema', 'supergraph.graphql'), supergraph)
}

try {
  main()
} catch (error) {
  if (!(error instanceof CompositionError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
