import type { Provider, ResourceServer } from 'oidc-provider'
import { errors } from 'oidc-provider'

import { demoGrantType } from './demo-names'
import { findDemoAccount, userNames } from './demo-users'

/** Lets the demo client have an access token for a demo user, or a system, by name. */
export function registerDemoGrant(provider: Provider, resourceServer: ResourceServer): void {
  const handle: Parameters<Provider['registerGrantType']>[1] = async ({ oidc, response }) => {
    const found = findDemoAccount(oidc.params?.['user'])
    if (!found) throw new errors.InvalidGrant(`no such demo user; there are: ${userNames()}`)
    if (!oidc.client) throw new errors.InvalidClient('client is required')
    const token = new provider.AccessToken({
      client: oidc.client,
      accountId: found.account.user,
      grantId: '',
      gty: demoGrantType,
      resourceServer,
      scope: resourceServer.scope,
    })
    const value = await token.save()
    response.body = {
      access_token: value,
      token_type: token.tokenType,
      expires_in: resourceServer.accessTokenTTL,
    }
  }
  provider.registerGrantType(demoGrantType, handle, ['user'])
}
