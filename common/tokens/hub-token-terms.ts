import { HubError } from '../errors'

/** Name under which the hub signs, and the name of its key file. */
export const hubIssuer = 'sightline-hub'

/** Longest life of a call: of a hub token, or of the seal on a call under a longer token. */
export const hubTokenLifeSeconds = 30

/** How far the clocks of the hub and an agency may differ. */
export const hubTokenSkewSeconds = 5

const messages = {
  HUB_TOKEN_MISSING: 'This agency answers only the hub: the call carries no hub token.',
  HUB_TOKEN_INVALID: 'The hub token of this call is not valid.',
  HUB_TOKEN_EXPIRED: 'The hub token of this call has expired.',
  WRONG_AUDIENCE: 'The hub token of this call was made for another agency.',
  BODY_CHANGED: 'The hub token of this call was made for another request.',
  REPLAYED: 'The hub token of this call was used before.',
} as const

/** Why a call is not the hub's own. */
export type HubTokenReason = keyof typeof messages

export const hubTokenReasons = Object.keys(messages) as readonly HubTokenReason[]

/** The error for a call that is not the hub's own. */
export function refuseHubToken(reason: HubTokenReason): HubError {
  return new HubError('UNAUTHENTICATED', messages[reason], { reason, httpStatus: 401 })
}

/** Whole seconds since 1970. */
export function toSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000)
}
