import type { HttpServer } from '../../../common/http/server'
import type { KeyFinder } from '../../../common/keys/keys'
import type { Agency } from '../../../common/register'
import type { ObservedServiceOptions } from './observed-service'

/** What a service of the hub's own is given when it starts. */
export interface ServiceStart extends ObservedServiceOptions {
  readonly register: readonly Agency[]
  /** Null when the register of services says that it has no database. */
  readonly mongodbUri: string | null
  /** Default: the keys that the hub publishes. */
  readonly hubKeys?: KeyFinder
}

/** What `subgraphs/<code>/service.ts` exports as `startService`. */
export type StartService = (options: ServiceStart) => Promise<HttpServer>
