import { sign } from 'jsonwebtoken'

import { openSigningKey } from '../../common/keys/keys'
import { openEnquiry } from '../hub/open-enquiry'

export const issuer = 'https://sign-in.invalid'

/** Name of the key by which the hubs believe who asks, in their folder. */
export const signInKeyName = 'bench-sign-in'

/** Headers of a made-up analyst who has opened an enquiry at this hub. */
export async function signIn(
  dataFolder: string,
  url: string,
): Promise<Readonly<Record<string, string>>> {
  const { kid, privateKey } = openSigningKey(dataFolder, signInKeyName)
  const claims = { sub: 'bench', home_agency: 'bench', roles: ['mash.analyst'] }
  const token = sign(claims, privateKey, {
    algorithm: 'ES256',
    keyid: kid,
    issuer,
    audience: 'sightline',
    expiresIn: '12h',
  })
  const headers = { authorization: `Bearer ${token}` }
  return { ...headers, ...(await openEnquiry(url, headers)) }
}
