import { openNameKey } from '../../common/registration/name-key'
import { searchTokensCode } from '../../common/services'
import type { StartService } from '../kit/service/service-start'
import { startStoreless } from '../kit/service/storeless-service'
import type { SearchContext } from './context'
import { buildSearchTokensSchema } from './schema'

/**
 * Starts the service that makes the tokens of a search by name. It has the agencies' key and no store: it sees what
 * is asked, never whom it finds.
 * @throws Error naming the file and the row when the policy cannot be read, or the key that is malformed
 */
export const startService: StartService = (options) =>
  startStoreless<SearchContext>(searchTokensCode, options, () => {
    const nameKey = openNameKey(options.settings.dataFolder)
    return {
      schema: buildSearchTokensSchema(),
      createContext: (claims, { policies }) => ({ claims, nameKey, policies, now: new Date() }),
    }
  })
