import type { Restrictions } from '../../../policies/shield/agency-shield'
import { isMarked } from '../service/is-marked'
import type { AgencyContext } from './agency-context'

/** What can say where somebody is; free text is among it, because nobody checks what it says. */
const locatingCategories = ['ADDRESS', 'CONTACT', 'PRACTITIONER_NOTE']

/** Why the agency keeps something back that the policy permits. */
export const agencyRestrictions: Restrictions<AgencyContext> = {
  ofCall: ({ isSuspended }) => (isSuspended ? 'AGENCY_SUSPENDED' : null),
  dependsOnObject: (categories) =>
    categories?.some((category) => locatingCategories.includes(category)) ?? true,
  ofObject: (object) => (hasProtectedAddress(object) ? 'ADDRESS_PROTECTED' : null),
}

function hasProtectedAddress(object: unknown): boolean {
  if (typeof object !== 'object' || object === null) return false
  return isMarked((object as { readonly isAddressProtected?: unknown }).isAddressProtected)
}
