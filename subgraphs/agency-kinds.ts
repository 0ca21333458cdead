import * as named from './kinds'
import type { AgencyKindDefinition } from './kit/agency/agency-kind'

/** Every kind of agency there is. */
export const agencyKinds: readonly AgencyKindDefinition[] = Object.values(named)

/**
 * The kind of agency with this name.
 * @throws Error that lists the kinds there are.
 */
export function getAgencyKind(name: string): AgencyKindDefinition {
  const kind = agencyKinds.find((candidate) => candidate.name === name)
  if (kind) return kind
  const known = agencyKinds.map((candidate) => candidate.name).join(', ')
  throw new Error(`No kind "${name}" in subgraphs/kinds.ts. Known: ${known}`)
}
