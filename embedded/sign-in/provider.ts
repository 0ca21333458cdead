import type {
  ClientMetadata,
  Configuration,
  Grant,
  KoaContextWithOIDC,
  ResourceServer,
} from 'oidc-provider'
import { interactionPolicy, Provider } from 'oidc-provider'

import { registerDemoGrant } from './demo-grant'
import { demoClientId, demoGrantType } from './demo-names'
import type { DemoUser } from './demo-users'
import { findDemoAccount, findDemoUser } from './demo-users'
import type { SignInKeys } from './keys'

/** A browser on this machine that comes back to any port of 127.0.0.1 (RFC 8252 section 7.3). */
const browserClientId = 'sightline-browser'

const resource = 'urn:sightline:hub'

/** Access tokens for the hub: signed JWTs that say who somebody is, where they work and as what. */
const hub: ResourceServer = {
  audience: 'sightline',
  scope: 'hub',
  accessTokenFormat: 'jwt',
  accessTokenTTL: 3600,
  jwt: { sign: { alg: 'RS256' } },
}

const clients: ClientMetadata[] = [
  {
    client_id: demoClientId,
    token_endpoint_auth_method: 'none',
    grant_types: [demoGrantType],
    response_types: [],
    redirect_uris: [],
  },
  {
    client_id: browserClientId,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    redirect_uris: ['http://127.0.0.1/signed-in'],
  },
]

/** An OpenID provider that knows the demo users and nobody else. */
export function createProvider(issuer: string, keys: SignInKeys): Provider {
  const provider = new Provider(issuer, configurationWith(keys))
  registerDemoGrant(provider, hub)
  return provider
}

function configurationWith({ signing, cookies }: SignInKeys): Configuration {
  return {
    jwks: { keys: [{ ...signing, kty: 'RSA' }] },
    cookies: { keys: [cookies] },
    clients,
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => hub,
      },
    },
    responseTypes: ['code'],
    scopes: ['openid', 'hub'],
    // A workspace has no other way to learn who signed in: there is no userinfo here.
    claims: { openid: ['sub', 'name', 'roles', 'home_agency'] },
    conformIdTokenClaims: false,
    interactions: {
      policy: policyWithoutConsent(),
      url: (_context, { uid }) => `/interaction/${uid}`,
    },
    findAccount: (_context, id) =>
      findDemoUser(id)
        ? { accountId: id, claims: () => ({ sub: id, ...aboutUser(id) }) }
        : undefined,
    extraTokenClaims: (_context, token) => claimsOf(token),
    loadExistingGrant: grantEverything,
    ttl: { AccessToken: 3600, Grant: 3600, IdToken: 3600, Interaction: 600, Session: 3600 },
  }
}

/** The package asks people at native clients to consent every time; here is nothing to consent to. */
function policyWithoutConsent(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base()
  policy.remove('consent')
  return policy
}

/** A demo user is nobody, so everything the client may ask for is granted. */
async function grantEverything({ oidc }: KoaContextWithOIDC): Promise<Grant> {
  const grant = new oidc.provider.Grant({
    ...(oidc.client ? { clientId: oidc.client.clientId } : {}),
    ...(oidc.session?.accountId === undefined ? {} : { accountId: oidc.session.accountId }),
  })
  grant.addOIDCScope('openid')
  grant.addResourceScope(resource, hub.scope)
  await grant.save()
  return grant
}

/** Who somebody is, for the page they come back to. */
function aboutUser(id: string): Record<string, unknown> {
  const user = findDemoUser(id)
  return user ? { name: nameOf(user), ...claimsFor(user) } : {}
}

function claimsOf(token: object): Record<string, unknown> | undefined {
  const found = findDemoAccount('accountId' in token ? token.accountId : undefined)
  if (!found) return undefined
  return { ...claimsFor(found.account), ...(found.isSystem ? { client_type: 'system' } : {}) }
}

function claimsFor({ roles, homeAgency }: DemoUser) {
  return { roles, home_agency: homeAgency }
}

/** The display name says what they do, too. */
function nameOf({ displayName }: DemoUser): string {
  return displayName.split(',')[0] ?? displayName
}
