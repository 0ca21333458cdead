// First of all imports: it switches telemetry off, which @apollo/gateway reads when it is loaded.
import '../telemetry/config'

import type { SourceFinder } from '../calls/sources'
import { readExecutor } from './config'
import type { PlannedGateway } from './operation-fetcher'
import { OwnGateway } from './own-gateway'
import { StockGateway } from './stock-gateway'

export type { OperationFetcher } from './operation-fetcher'

/**
 * @apollo/gateway over our own sources, with our own executor of its plans unless
 * SIGHTLINE_EXECUTOR says otherwise.
 */
export function createPlannedGateway(
  supergraphSdl: string,
  sourceFor: SourceFinder,
  executor = readExecutor(),
): PlannedGateway {
  return executor === 'stock'
    ? new StockGateway(supergraphSdl, sourceFor)
    : new OwnGateway(supergraphSdl, sourceFor)
}
