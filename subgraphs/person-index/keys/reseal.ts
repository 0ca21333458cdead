import type { ReferenceRewrite } from '../rewrite-references'
import type { ReferenceResealer } from '../sealed-references'
import type { LikenessDocument, RecordDocument, RecordLimit, StaffDocument } from '../documents'
import type { LikenessResealer } from '../search/likeness-sealer'
import { bytesOf } from '../search/likeness-sealer'

/** Seals what is sealed once more. */
export interface Resealing {
  readonly references: ReferenceResealer
  readonly token: (sealed: string) => string
  readonly likeness: LikenessResealer
}

/** What changes of whatever names a record. */
export function resealReferences({ references }: Pick<Resealing, 'references'>): ReferenceRewrite {
  const { record: keyOf, reference, digest } = references
  return {
    ...{ keyOf, digest },
    record: ({ sealedRef, ...rest }) => {
      const key = String(rest._id)
      if (keyOf(key) === key) return null
      return { ...rest, _id: keyOf(key), sealedRef: reference(key, String(sealedRef)) }
    },
    taken: ({ key, sealedRef, ...rest }) => ({
      ...{ ...rest, key: keyOf(key), sealedRef: reference(key, sealedRef) },
    }),
  }
}

/** What changes of what is known of a record. */
export function resealRecord(
  { tokens, addresses, postcodes = [], households = [], hiding = [] }: RecordDocument,
  { token }: Pick<Resealing, 'token'>,
): Pick<RecordDocument, 'tokens' | 'addresses' | 'postcodes' | 'households' | 'hiding'> {
  const all = (sealed: readonly string[]) => sealed.map(token)
  const limitOf = ({ excludedStaff, restrictedToStaff, onlyOnGrounds }: RecordLimit) => ({
    excludedStaff: all(excludedStaff),
    restrictedToStaff: restrictedToStaff && all(restrictedToStaff),
    onlyOnGrounds: onlyOnGrounds ? all(onlyOnGrounds) : null,
  })
  return {
    // In the order in which a registration leaves them.
    tokens: all(tokens).toSorted(),
    ...{ addresses: all(addresses), postcodes: all(postcodes), households: all(households) },
    hiding: hiding.map(limitOf),
  }
}

/** What changes of a member of staff. */
export function resealStaff(
  { tokens, households }: StaffDocument,
  { token }: Pick<Resealing, 'token'>,
): Pick<StaffDocument, 'tokens' | 'households'> {
  return { tokens: tokens.map(token), households: households.map(token) }
}

/** What changes of a likeness. @throws Error when it was sealed with another key */
export function resealLikeness(
  { keys, placeKeys, lookups, values }: LikenessDocument,
  { likeness }: Pick<Resealing, 'likeness'>,
): Omit<LikenessDocument, '_id'> {
  return {
    ...{ keys: likeness.keys(keys), placeKeys: likeness.keys(placeKeys) },
    ...(lookups ? { lookups: Buffer.from(likeness.lookups(bytesOf(lookups))) } : {}),
    values: Buffer.from(likeness.values(bytesOf(values))),
  }
}
