import type { IdentifierToken } from '../../common/registration/registration'
import { untracedForm } from './matching/linkable-record'
import type { KeyedRegistration } from './message-order'
import type { RecordDocument } from './documents'
import type { TokenSealer } from './sealed-tokens'

/** What a registration says of a record, sealed as the index keeps it. */
export type RegisteredFields = Required<
  Pick<
    RecordDocument,
    | 'agency'
    | 'sealedRef'
    | 'tokens'
    | 'addresses'
    | 'postcodes'
    | 'households'
    | 'isAddressProtected'
    | 'isSearchable'
    | 'hiding'
    | 'sequence'
    | 'tokensSince'
    | 'protectionAskedAt'
    | 'toldProtected'
  >
>

interface Circumstances {
  readonly agency: string
  readonly sealer: TokenSealer
  /** What is stored of the record so far. */
  readonly known: RecordDocument | undefined
  readonly now: Date
}

/** The fields of a record as it is registered now. */
export function registeredFields(
  registration: KeyedRegistration,
  { agency, sealer, known, now }: Circumstances,
): RegisteredFields {
  const { ref, key, addresses, postcodes = [], isAddressProtected } = registration
  const { households = [], hiddenFrom = [] } = registration
  const tokens = [...new Set(registration.tokens.map(sealWith(sealer)))].toSorted()
  return {
    ...{ agency, sealedRef: sealer.sealReference(key, ref), tokens },
    addresses: addresses.map((token) => sealer.address(token)),
    postcodes: postcodes.map((token) => sealer.postcode(token)),
    households: households.map(({ kind, token }) => sealer.household(kind, token)),
    hiding: hiddenFrom.map(({ excludedStaff, restrictedToStaff, onlyOnGrounds }) => ({
      excludedStaff: excludedStaff.map((token) => sealer.staff(token)),
      restrictedToStaff: restrictedToStaff?.map((token) => sealer.staff(token)) ?? null,
      onlyOnGrounds: onlyOnGrounds?.map((token) => sealer.ground(token)) ?? null,
    })),
    isAddressProtected: isAddressProtected ?? false,
    isSearchable: registration.likeness !== undefined,
    sequence: registration.sequence ?? known?.sequence ?? null,
    ...toldOf(tokens, known, now),
  }
}

function sealWith(sealer: Pick<TokenSealer, 'identifier'>) {
  return ({ type, token, isTraced = true }: IdentifierToken) => {
    const sealed = sealer.identifier(type, token)
    return isTraced ? sealed : untracedForm(sealed)
  }
}

/** With other identifiers it may be another person's: nothing that was told holds for them. */
function toldOf(
  tokens: readonly string[],
  known: RecordDocument | undefined,
  now: Date,
): Pick<RegisteredFields, 'tokensSince' | 'protectionAskedAt' | 'toldProtected'> {
  if (known?.tokens.join('\n') !== tokens.join('\n'))
    return { tokensSince: now, protectionAskedAt: null, toldProtected: null }
  const { tokensSince = null, protectionAskedAt = null, toldProtected = null } = known
  return { tokensSince, protectionAskedAt, toldProtected }
}
