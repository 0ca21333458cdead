import { codeResolvers } from '../kit/agency/view-resolvers'
import { antiSocialBehaviourTools } from './codes'

interface RecommendationRecord {
  readonly evidence?: string | null
}

/** What a council computes. */
export const councilResolvers = {
  AntiSocialBehaviourTool: codeResolvers({ tool: antiSocialBehaviourTools }),
  ReviewRecommendation: {
    hasEvidence: ({ evidence }: RecommendationRecord) => (evidence ?? '').trim() !== '',
  },
}
