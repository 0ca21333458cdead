import type { AgencyKind } from '../common/register'
import { createModels as createHospitalModels } from './hospital/models'
import { hospitalResolvers } from './hospital/resolvers'
import { createModels as createHousingModels } from './housing/models'
import { housingResolvers } from './housing/resolvers'
import type { AgencyKindDefinition } from './kit/agency/agency-kind'
import { createModels as createPoliceModels } from './police/models'
import { policeResolvers } from './police/resolvers'
import { createModels as createProbationModels } from './probation/models'
import { probationResolvers } from './probation/resolvers'

/** What each kind of agency adds to the kit. */
export const agencyKindDefinitions: Readonly<Record<AgencyKind, AgencyKindDefinition>> = {
  police: {
    createModels: createPoliceModels,
    limitedAccessTypes: ['person'],
    resolvers: policeResolvers,
  },
  probation: {
    createModels: createProbationModels,
    limitedAccessTypes: ['person', 'case'],
    resolvers: probationResolvers,
  },
  hospital: {
    createModels: createHospitalModels,
    limitedAccessTypes: ['person'],
    resolvers: hospitalResolvers,
  },
  housing: {
    createModels: createHousingModels,
    limitedAccessTypes: ['person'],
    resolvers: housingResolvers,
  },
}
