import type { HttpServer } from '../../../common/http/server'
import { observePolicy } from '../../../common/observing/observe-policy'
import type { Observing } from '../../../common/observing/observing'
import type { PolicyPlace } from '../../../policies/in-force/policy-in-force'
import { PolicyInForce } from '../../../policies/in-force/policy-in-force'

/**
 * Starts a service with the policy it decides by, which is looked after until the service stops or
 * cannot start.
 * @throws Error naming the file and the row that is wrong, or the agreement that is missing
 */
export async function startDecided(
  place: PolicyPlace,
  observing: Observing,
  start: (inForce: PolicyInForce) => Promise<HttpServer>,
): Promise<HttpServer> {
  const inForce = await PolicyInForce.open(place, { tell: observePolicy(observing) })
  try {
    const service = await start(inForce)
    return {
      ...service,
      async stop() {
        await service.stop()
        await inForce.stop()
      },
    }
  } catch (error) {
    await inForce.stop()
    throw error
  }
}
