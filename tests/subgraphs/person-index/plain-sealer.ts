import type { TokenSealer } from '../../../subgraphs/person-index/sealed-tokens'

/** Words for tokens, and references as they are. */
export const plainSealer: TokenSealer = {
  identifier: (type, token) => `${type}:${token}`,
  address: (token) => `UPRN:${token}`,
  postcode: (token) => `POSTCODE:${token}`,
  household: (kind, token) => `${kind}:${token}`,
  staff: (token) => `STAFF:${token}`,
  ground: (token) => `GROUND:${token}`,
  record: (agency, ref) => `${agency}/${ref}`,
  sealReference: (_key, ref) => ref,
  openReference: (_key, sealed) => sealed,
  digest: (text) => text,
}
