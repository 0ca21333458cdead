import type { LinkKey } from './link-tokens'
import { addressToken, familyToken } from './link-tokens'

/** A home, or a surname at a postcode. */
export interface HouseholdToken {
  readonly kind: 'HOME' | 'FAMILY'
  readonly token: string
}

/** What a record says of where somebody lives; nothing in it is relied on to be there. */
interface Resident {
  readonly names?: readonly { readonly surname?: string | null }[] | null
  readonly uprn?: string | null
  readonly postcode?: string | null
}

/** Most of each kind. */
const most = 200

/**
 * The homes of somebody, and each of their surnames at their postcode, as tokens.
 * @param uprns where other records have them
 */
export function householdTokens(
  key: LinkKey,
  { names, uprn, postcode }: Resident,
  uprns: Iterable<string> = [],
): readonly HouseholdToken[] {
  const homes = [...new Set([...(uprn ? [uprn] : []), ...uprns])].map((one) =>
    addressToken(key, one),
  )
  const families = (names ?? []).map(({ surname }) => familyToken(key, surname, postcode))
  return [...listed('HOME', homes), ...listed('FAMILY', families)]
}

function listed(
  kind: HouseholdToken['kind'],
  tokens: readonly (string | null)[],
): readonly HouseholdToken[] {
  const known = [...new Set(tokens.filter((token) => token !== null))]
  return known.slice(0, most).map((token) => ({ kind, token }))
}
