/** The record type behind each list of a landlord's view. */
export const housingLists = {
  tenancies: 'tenancy',
  householdMembers: 'householdMember',
  antiSocialBehaviourCases: 'antiSocialBehaviourCase',
} as const
