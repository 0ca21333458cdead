import type { BaseContext } from '@apollo/server'

import type { HttpServer } from '../../../common/http/server'
import { keysRoute } from '../../../common/keys/keys-route'
import { openSigningKey } from '../../../common/keys/keys'
import { findAtUrl } from '../../../common/keys/remote-keys'
import type { HubTokenClaims } from '../../../common/tokens/hub-token-claims'
import type { PolicyInForce } from '../../../policies/in-force/policy-in-force'
import { startDecided } from './decided-service'
import { startObserved } from './observed-service'
import { ServiceCounts } from './service-counts'
import type { ServiceStart } from './service-start'
import type { SubgraphPlan } from './subgraph-service'
import { startSubgraphService } from './subgraph-service'

/** What a service without a database is, beside what all such services have. */
export interface StorelessPlan<Context extends BaseContext> extends Pick<
  SubgraphPlan<Context>,
  'schema' | 'maxBodyBytes'
> {
  readonly createContext: (claims: HubTokenClaims, inForce: PolicyInForce) => Context
}

/**
 * Starts a service of the hub's own that keeps nothing: it decides by the policy in force and by an agreement under
 * its own code.
 * @param makePlan called once the policy could be read
 * @throws Error naming the file and the row when the policy cannot be read
 */
export function startStoreless<Context extends BaseContext>(
  code: string,
  options: ServiceStart,
  makePlan: () => StorelessPlan<Context>,
): Promise<HttpServer> {
  const { settings, port } = options
  const place = { folder: settings.policyFolder, kinds: [code] }
  return startObserved(code, options, (observing) =>
    startDecided(place, observing, (inForce) => {
      const ownKey = openSigningKey(settings.dataFolder, code)
      const { createContext, ...plan } = makePlan()
      return startSubgraphService<Context>({
        ...{ ...plan, code, host: settings.host, port, observing, ownKey },
        database: null,
        hubKeys: options.hubKeys ?? findAtUrl({ url: settings.hubKeysUrl }),
        createContext: (claims) => createContext(claims, inForce),
        readPolicy: () => inForce.state,
        routes: [keysRoute(ownKey)],
        counts: new ServiceCounts(),
        recordTypes: [],
      })
    }),
  )
}
