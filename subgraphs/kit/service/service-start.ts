import type { HttpServer } from '../../../common/http/server'
import type { KeyFinder } from '../../../common/keys/keys'
import type { Agency } from '../../../common/register'
import type { SubgraphSettings } from './config'
import type { Reporting } from './reporting'

/** What a service of the hub's own is given when it starts. */
export interface ServiceStart extends Reporting {
  readonly register: readonly Agency[]
  readonly settings: SubgraphSettings
  /** Null when the register of services says that it has no database. */
  readonly mongodbUri: string | null
  /** 0 takes a free one. */
  readonly port: number
  /** Default: the keys that the hub publishes. */
  readonly hubKeys?: KeyFinder
}

/** What `subgraphs/<code>/service.ts` exports as `startService`. */
export type StartService = (options: ServiceStart) => Promise<HttpServer>
