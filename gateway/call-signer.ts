import { randomUUID } from 'node:crypto'

import { deriveSealKey, sealCall } from '../common/call-seal'
import type { HubCall } from '../common/hub-token'
import { signHubToken } from '../common/hub-token'
import { toSeconds } from '../common/hub-token-terms'
import type { SigningKey } from '../common/keys'
import type { HubEnquiryCall } from '../common/sealed-hub-token'
import { sealedTokenUseSeconds, sealHeader, signSealedToken } from '../common/sealed-hub-token'
import type { AgencyKey, AgencyKeys } from './agency-keys'
import type { CallSignature } from './execution/execution-context'
import type { CallToSign } from './execution/hub-services'

export interface CallSignerOptions {
  readonly key: SigningKey
  readonly agencyKeys: Pick<AgencyKeys, 'find'>
  readonly now: () => Date
}

/** A token that speaks for several calls, and the key of their seals. */
interface SealedToken {
  readonly token: string
  readonly sealKey: Buffer
  /** Seconds since 1970. */
  readonly madeAt: number
  /** How many it has been put on: each has a number of its own. */
  calls: number
}

/** How many tokens are kept; the oldest go first. */
const maxTokens = 10_000

/**
 * Signs calls to agencies. One signature serves all calls of an enquiry to an agency for 30 seconds,
 * and each call is bound to its body by a seal; an agency whose key is not known gets a signature of
 * its own on each call.
 */
export class CallSigner {
  readonly #options: CallSignerOptions
  readonly #tokens = new Map<string, SealedToken>()

  constructor(options: CallSignerOptions) {
    this.#options = options
  }

  /**
   * Headers that make a service answer this one call.
   * @throws Error for a call without an enquiry: nobody is asked about people without one
   */
  sign(toSign: CallToSign): CallSignature {
    const call = describeCall(toSign)
    const { key, agencyKeys, now } = this.#options
    const at = now()
    const agencyKey = agencyKeys.find(toSign.service)
    if (!agencyKey) return bearer(signHubToken(call, { body: toSign.body, key, now: at }))
    const { requestId, legalPower, ...lasting } = call
    const sealed = this.#sealedToken(lasting, agencyKey, at)
    sealed.calls += 1
    const details = { requestId, legalPower, at: toSeconds(at), nonce: String(sealed.calls) }
    const seal = sealCall(details, toSign.body, sealed.sealKey)
    return { ...bearer(sealed.token), [sealHeader]: seal }
  }

  #sealedToken(call: HubEnquiryCall, agencyKey: AgencyKey, at: Date): SealedToken {
    const name = JSON.stringify([agencyKey.kid, call])
    const known = this.#tokens.get(name)
    const age = known ? toSeconds(at) - known.madeAt : Number.POSITIVE_INFINITY
    if (known && age >= 0 && age < sealedTokenUseSeconds) return known
    const { key } = this.#options
    const id = randomUUID()
    const pair = { privateKey: key.privateKey, publicKey: agencyKey.publicKey }
    const token = signSealedToken(call, { id, key, now: at })
    const made = { token, sealKey: deriveSealKey(pair, id), madeAt: toSeconds(at), calls: 0 }
    this.#tokens.delete(name)
    this.#tokens.set(name, made)
    const [oldest] = this.#tokens.keys()
    if (this.#tokens.size > maxTokens && oldest !== undefined) this.#tokens.delete(oldest)
    return made
  }
}

function bearer(token: string): { readonly authorization: string } {
  return { authorization: `Bearer ${token}` }
}

function describeCall({ request, enquiry, service, legalPower }: CallToSign): HubCall {
  if (!enquiry) throw new Error(`A call to ${service} without an enquiry`)
  const { staffId, onBehalfOf, homeAgency, roles } = request.requester
  return {
    aud: service,
    sub: staffId,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    homeAgency,
    roles,
    purpose: enquiry.purpose,
    legalPower,
    enquiryId: enquiry.id,
    caseReference: enquiry.caseReference,
    requestId: request.requestId,
  }
}
