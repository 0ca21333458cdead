import type { RestrictedField } from '../../../policies/shield/rules'
import { isMarked } from '../service/is-marked'
import type { AgencyContext } from './agency-context'

/** What can say where somebody is; free text is among it, because nobody checks what it says. */
const locatingCategories = ['ADDRESS', 'CONTACT', 'PRACTITIONER_NOTE']

/** Why the agency keeps a field back that the policy permits; null when it does not. */
export function findRestriction({
  parent,
  context,
  categories,
}: RestrictedField<AgencyContext>): string | null {
  if (context.isSuspended) return 'AGENCY_SUSPENDED'
  const isLocating = categories?.some((category) => locatingCategories.includes(category)) ?? true
  return isLocating && hasProtectedAddress(parent) ? 'ADDRESS_PROTECTED' : null
}

function hasProtectedAddress(parent: unknown): boolean {
  if (typeof parent !== 'object' || parent === null) return false
  return isMarked((parent as { readonly isAddressProtected?: unknown }).isAddressProtected)
}
