import { codeResolvers } from '../kit/agency/view-resolvers'
import { documents, sections } from './codes'

/** Codes with what their lists say. */
export const mentalHealthResolvers = {
  CrisisPlan: codeResolvers({ document: documents }),
  MentalHealthSection: codeResolvers({ section: sections }),
}
