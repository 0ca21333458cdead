import type { DocumentNode } from 'graphql'
import { parse } from 'graphql'

import { refuseConstructs } from './refused-constructs'
import { dropUnresolvableKeys } from './resolvable-keys'

/**
 * The supergraph without what misleads the planner.
 * @throws RefusedConstructError
 */
export function prepareSupergraph(supergraphSdl: string): DocumentNode {
  const document = parse(supergraphSdl, { noLocation: true })
  refuseConstructs(document)
  return dropUnresolvableKeys(document)
}
