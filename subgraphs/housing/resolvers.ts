import { viewResolvers } from '../kit/agency/view-resolvers'
import { housingLists } from './loaders'

/** Resolvers of a social landlord: its records are shown as they are kept. */
export const housingResolvers = { HousingView: viewResolvers(housingLists) }
