import { keysRoute } from '../../common/keys/keys-route'
import { openSigningKey } from '../../common/keys/keys'
import { findAtUrl } from '../../common/keys/remote-keys'
import { openNameKey } from '../../common/registration/name-key'
import { searchTokensCode } from '../../common/services'
import { startDecided } from '../kit/service/decided-service'
import { startObserved } from '../kit/service/observed-service'
import { ServiceCounts } from '../kit/service/service-counts'
import type { StartService } from '../kit/service/service-start'
import { startSubgraphService } from '../kit/service/subgraph-service'
import type { SearchContext } from './context'
import { buildSearchTokensSchema } from './schema'

/**
 * Starts the service that makes the tokens of a search by name. It has the agencies' key and no store: it sees what
 * is asked, never whom it finds.
 * @throws Error naming the file and the row when the policy cannot be read, or the key that is malformed
 */
export const startService: StartService = (options) => {
  const { settings, port } = options
  const place = { folder: settings.policyFolder, kinds: [searchTokensCode] }
  return startObserved(searchTokensCode, options, (observing) =>
    startDecided(place, observing, (inForce) => {
      const ownKey = openSigningKey(settings.dataFolder, searchTokensCode)
      const nameKey = openNameKey(settings.dataFolder)
      return startSubgraphService<SearchContext>({
        ...{ code: searchTokensCode, host: settings.host, port, observing },
        schema: buildSearchTokensSchema(),
        database: null,
        hubKeys: options.hubKeys ?? findAtUrl({ url: settings.hubKeysUrl }),
        ownKey,
        createContext: (claims) => ({
          ...{ claims, nameKey, policies: inForce.policies, now: new Date() },
        }),
        readPolicy: () => inForce.state,
        routes: [keysRoute(ownKey)],
        counts: new ServiceCounts(),
        recordTypes: [],
      })
    }),
  )
}
