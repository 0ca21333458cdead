import { HubError } from '../../common/errors'
import { findAmong } from '../../common/keys/keys'
import { verifyHubToken } from '../../common/tokens/hub-token'
import type { HubTokenClaims } from '../../common/tokens/hub-token-claims'
import { toSeconds } from '../../common/tokens/hub-token-terms'
import { ReplayGuard } from '../../common/tokens/replay-guard'
import { SealedTokenReader, sealHeader } from '../../common/tokens/sealed-hub-token'
import type { MadeUpCall } from './made-up-call'
import { agencyKey, exampleAgency, exampleMoment, hubKey } from './made-up-keys'
import { ordinaryCalls } from './ordinary-calls'
import { sealedCalls } from './sealed-calls'
import type { KeepSignature } from './signed-before'

/** A call, and what an agency makes of it. */
export interface CallVector {
  readonly name: string
  readonly point: string
  readonly after?: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Seconds since 1970. */
  readonly receivedAt: number
  readonly outcome:
    | { readonly accepted: true; readonly callId: string; readonly claims: HubTokenClaims }
    | { readonly accepted: false; readonly status: number; readonly reason: unknown }
}

/** Every call of the vectors, judged by the code that judges calls. */
export async function hubCallVectors(keep: KeepSignature): Promise<readonly CallVector[]> {
  const calls = [...ordinaryCalls(), ...sealedCalls()].map((call) =>
    call.token !== null && call.signedWith
      ? { ...call, token: keep(call.token, call.signedWith) }
      : call,
  )
  return Promise.all(
    calls.map(async (call) => {
      const before = calls.find(({ name }) => name === call.after)
      return { ...describe(call), outcome: await judge(before ? [before, call] : [call]) }
    }),
  )
}

function describe({ name, point, after, token, seal, body, receivedAfter = 0 }: MadeUpCall) {
  return {
    ...{ name, point },
    ...(after === undefined ? {} : { after }),
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(seal === undefined ? {} : { [sealHeader]: seal }),
    },
    body,
    receivedAt: toSeconds(exampleMoment) + receivedAfter,
  }
}

/** What is made of the last of these calls, shown one after the other to one agency. */
async function judge(calls: readonly MadeUpCall[]): Promise<CallVector['outcome']> {
  const check = {
    audience: exampleAgency,
    keys: findAmong([hubKey]),
    replayGuard: new ReplayGuard(0),
    sealed: new SealedTokenReader(agencyKey),
  }
  let outcome: CallVector['outcome'] | null = null
  for (const { token, seal, body, receivedAfter = 0 } of calls) {
    const now = new Date(exampleMoment.getTime() + receivedAfter * 1000)
    outcome = await verifyHubToken(token ?? undefined, { ...check, body, seal, now }).then(
      (claims) => ({ accepted: true, callId: claims.jti, claims }),
      describeRefusal,
    )
  }
  if (!outcome) throw new Error('There is no call to judge')
  return outcome
}

function describeRefusal(error: unknown): CallVector['outcome'] {
  if (!(error instanceof HubError)) throw error
  const { reason, http } = error.extensions as {
    readonly reason?: string
    readonly http?: { readonly status?: number }
  }
  return { accepted: false, status: http?.status ?? 400, reason }
}
