import type { KeyObject } from 'node:crypto'

/** What the hub says of a call: docs/agency-contract.md, AC-07. */
export interface HubCall {
  /** AC-09: what the echo is keyed with. */
  readonly id: string
  readonly sub: string
  readonly onBehalfOf?: string
  readonly homeAgency: string
  readonly roles: readonly string[]
  readonly purpose: string
  readonly legalPower: string
  readonly enquiryId: string
  readonly caseReference: string
  readonly stated?: readonly string[]
  readonly requestId: string
  readonly iat: number
  readonly exp: number
}

/** A call that is not the hub's. */
export class Refusal extends Error {
  constructor(reason: string, status?: number, code?: string)
  readonly reason: string
  readonly status: number
  readonly code: string
}

/** Checks calls to one agency. `findHubKey(kid)` gives a JSON Web Key or null. */
export function createCallCheck(given: {
  readonly code: string
  readonly privateKey: KeyObject
  readonly findHubKey: (kid: string) => Promise<object | null>
}): (
  authorization: string | undefined,
  seal: string | string[] | undefined,
  body: Buffer,
) => Promise<HubCall>
