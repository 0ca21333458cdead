import type { HttpServer } from '../../../common/http/server'
import { observePolicy } from '../../../common/observing/observe-policy'
import type { Observing } from '../../../common/observing/observing'
import type { PolicyPlace } from '../../../policies/in-force/policy-in-force'
import { PolicyInForce } from '../../../policies/in-force/policy-in-force'
import { startOver } from './start-over'

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
  return startOver(inForce, start)
}
