import type { TokenSealer } from '../../../subgraphs/person-index/sealed-tokens'

/** Words for tokens; a reference is only known to whoever opens it. */
export const plainSealer: TokenSealer = {
  identifier: (type, token) => `${type}:${token}`,
  address: (token) => `UPRN:${token}`,
  postcode: (token) => `POSTCODE:${token}`,
  household: (kind, token) => `${kind}:${token}`,
  staff: (token) => `STAFF:${token}`,
  ground: (token) => `GROUND:${token}`,
  record: (agency, ref) => `${agency}/${ref}`,
  sealReference: (_key, ref) => `sealed ${ref}`,
  openReference: (_key, sealed) => sealed.replace(/^sealed /, ''),
  digest: (text) => text,
}
