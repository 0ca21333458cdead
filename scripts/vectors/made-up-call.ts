import type { KeyObject } from 'node:crypto'

/** A call as it is made up, before anybody has looked at it. */
export interface MadeUpCall {
  readonly name: string
  /** The point of the contract it shows. */
  readonly point: string
  /** Null: the call carries none. */
  readonly token: string | null
  /** What the token's signature can be checked with; absent: it has none of ES256. */
  readonly signedWith?: KeyObject | undefined
  readonly seal?: string
  readonly body: string
  /** Seconds after the moment of the vectors. */
  readonly receivedAfter?: number
  /** The call that the agency was sent before. */
  readonly after?: string
}
