import type { StartService } from '../kit/service/service-start'
import { startStoreless } from '../kit/service/storeless-service'
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
  const { register } = options
  return startStoreless<InsightsContext>(insightsCode, options, () => {
    const schema = buildInsightsSchema(register)
    const unread = unreadAgencies(schema, register)
    return {
      ...{ schema, maxBodyBytes },
      createContext: (claims, { policy, policies }) => ({
        ...{ claims, register, unread, policies, thresholds: policy.thresholds },
        now: new Date(),
      }),
    }
  })
}
