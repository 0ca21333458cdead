import type { AgencyKindDefinition } from '../kit/agency-kind'
import { createModels } from './models'
import { policeResolvers } from './resolvers'

/** Police forces. */
export const policeKind: AgencyKindDefinition = { createModels, resolvers: policeResolvers }
