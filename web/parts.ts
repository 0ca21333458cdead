import type { Agency } from '../common/register'
import type { Policy } from '../policies/policy'
import type { Render } from './http/render'
import type { AskHub } from './hub/hub-client'

/** What the routes are made of. */
export interface WebParts {
  readonly askHub: AskHub
  readonly render: Render
  readonly agencies: readonly Agency[]
  /** The one in force; a request takes it once. */
  readonly policy: () => Policy
  readonly now: () => number
  /** How long a page waits for an agency before it is shown without it, in milliseconds. */
  readonly agencyWaitMs: number
  /** The made-up case is a click away, and developers may ask by hand. */
  readonly isDemonstration: boolean
}
