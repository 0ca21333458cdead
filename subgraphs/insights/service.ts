import { keysRoute } from '../../common/keys/keys-route'
import { openSigningKey } from '../../common/keys/keys'
import { findAtUrl } from '../../common/keys/remote-keys'
import { startDecided } from '../kit/service/decided-service'
import { startObserved } from '../kit/service/observed-service'
import { ServiceCounts } from '../kit/service/service-counts'
import type { StartService } from '../kit/service/service-start'
import { startSubgraphService } from '../kit/service/subgraph-service'
import type { InsightsContext } from './context'
import { buildInsightsSchema, insightsCode, unreadAgencies } from './schema'

/** The records of a household at every agency: 100,000 events of some 600 bytes. */
const maxBodyBytes = 64 * 1024 * 1024

/**
 * Starts the service that works out what no single agency can see. It has no database: it is given all that it
 * computes with, by the gateway, which has decided, covered and logged it.
 * @throws Error naming the file and the row when the policy or the thresholds cannot be read
 */
export const startService: StartService = (options) => {
  const { settings, register, port } = options
  const place = { folder: settings.policyFolder, kinds: [insightsCode] }
  return startObserved(insightsCode, options, (observing) =>
    startDecided(place, observing, (inForce) => {
      const ownKey = openSigningKey(settings.dataFolder, insightsCode)
      const schema = buildInsightsSchema(register)
      const unread = unreadAgencies(schema, register)
      return startSubgraphService<InsightsContext>({
        ...{ code: insightsCode, host: settings.host, port, maxBodyBytes, observing },
        schema,
        database: null,
        hubKeys: options.hubKeys ?? findAtUrl({ url: settings.hubKeysUrl }),
        ownKey,
        createContext: (claims) => ({
          ...{ claims, register, unread, policies: inForce.policies },
          thresholds: inForce.policy.thresholds,
          now: new Date(),
        }),
        readPolicy: () => inForce.state,
        routes: [keysRoute(ownKey)],
        counts: new ServiceCounts(),
        recordTypes: [],
      })
    }),
  )
}
