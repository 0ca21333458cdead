import { HubError } from '../../common/errors'
import type { HubTokenClaims } from '../../common/tokens/hub-token-claims'
import type { ServiceCounts } from '../kit/service/service-counts'
import type { Policy } from '../../policies/policy'
import type { Relation } from '../../policies/relations'
import { mayLookUp } from '../../policies/review'
import type { IndexedPerson } from './describe-person'
import type { StaffDocument } from './documents'
import type { IndexModels } from './models'

/** Looks at each person before whoever asks is told of them. */
export interface RelatedStaff {
  /** Begins to read who asks, beside the look-up: whoever is found is compared with them. */
  prepare(): void
  /**
   * Notes what the one who asks is to the person.
   * @throws HubError WITHHELD, reason RELATED_TO_YOU, when the policy keeps them apart
   */
  admit(person: IndexedPerson): Promise<IndexedPerson>
  /** What was noted, by the person's id. */
  readonly noted: ReadonlyMap<string, readonly Relation[]>
}

/** Key of a member of staff, or of the user for whom a system asks. */
export function staffKey(homeAgency: string, staffId: string): string {
  return `${homeAgency}/${staffId}`
}

/** Made anew for each request. */
export function createRelatedStaff(
  { staff, counts }: Pick<IndexModels, 'staff'> & { readonly counts: ServiceCounts },
  { homeAgency, sub, onBehalfOf, purpose }: HubTokenClaims,
  policies: readonly Policy[],
): RelatedStaff {
  const noted = new Map<string, readonly Relation[]>()
  let known: Promise<StaffDocument | null> | null = null
  const find = async () => {
    counts.addLoad('staff')
    return staff.findById(staffKey(homeAgency, onBehalfOf ?? sub)).lean()
  }
  const read = () => (known ??= find())
  return {
    noted,
    prepare() {
      // That it failed is told to whoever needs it: `admit` waits for the same.
      read().catch(() => undefined)
    },
    async admit(person) {
      const relations = relationsOf(person, await read())
      if (relations.length > 0) noted.set(person.id, relations)
      if (!policies.every((policy) => mayLookUp(relations, purpose, policy))) throw tooClose()
      return person
    },
  }
}

/** What a member of staff is to a person; nothing when the index does not know them as staff. Pure. */
export function relationsOf(
  { tokens, households }: Pick<IndexedPerson, 'tokens' | 'households'>,
  staff: Pick<StaffDocument, 'tokens' | 'households'> | null,
): readonly Relation[] {
  if (!staff) return []
  const shares = (kind: string) =>
    staff.households.some((token) => token.startsWith(`${kind}:`) && households.has(token))
  return [
    ...(staff.tokens.some((token) => tokens.has(token)) ? ['SELF' as const] : []),
    ...(shares('HOME') ? ['SAME_HOUSEHOLD' as const] : []),
    ...(shares('FAMILY') ? ['SAME_SURNAME' as const] : []),
  ]
}

/** One reason for all: which of them it is would say where the person lives. */
function tooClose(): HubError {
  const message =
    'You may be close to this person. Ask a colleague to look; this is noted for review.'
  return new HubError('WITHHELD', message, { reason: 'RELATED_TO_YOU' })
}
