import type { KeyObject } from 'node:crypto'
import { randomUUID } from 'node:crypto'

import { BoundedCache } from '../../common/bounded-cache'
import type { SigningKey } from '../../common/keys/keys'
import { deriveSealKey, sealCall } from '../../common/tokens/call-seal'
import { signHubToken } from '../../common/tokens/hub-token'
import { toSeconds } from '../../common/tokens/hub-token-terms'
import type { HubEnquiryCall } from '../../common/tokens/sealed-hub-token'
import {
  sealedCallId,
  sealedTokenUseSeconds,
  sealHeader,
  signSealedToken,
} from '../../common/tokens/sealed-hub-token'
import { statedBy } from '../enquiries/statements'
import type { HubRequest, OpenEnquiry, Requester } from '../operation/requester'
import type { AgencyKey, AgencyKeys } from './agency-keys'
import type { CallSignature } from './execution-context'

/** One call to one subgraph, about to be signed. */
export interface CallToSign {
  readonly request: HubRequest
  readonly enquiry: OpenEnquiry | null
  readonly service: string
  /** The statutes the disclosure rests on. */
  readonly legalPower: string
  readonly body: string
}

export interface CallSignerOptions {
  readonly key: SigningKey
  readonly agencyKeys: Pick<AgencyKeys, 'find'>
  readonly now: () => Date
}

/** A token that speaks for several calls, and the key of their seals. */
interface SealedToken {
  readonly id: string
  /** Of the agency's key it was made for. */
  readonly kid: string
  /** The header that carries it. */
  readonly authorization: string
  readonly sealKey: KeyObject
  /** Seconds since 1970. */
  readonly madeAt: number
  /** How many calls carry it: the count is each call's nonce, by which an agency knows a replay. */
  calls: number
}

/** Who asks and why, as every agency is told. */
interface Asker {
  readonly call: Omit<HubEnquiryCall, 'aud'>
  /** By service. */
  readonly tokens: Map<string, SealedToken>
}

/** The asker of one request. */
interface KnownAsker {
  readonly enquiry: OpenEnquiry
  readonly asker: Asker
}

/** How many askers are kept, each with a token for every service; the least recently used go first. */
const maxAskers = 2000

/** Tokens and the keys of their seals are not kept for longer, though nobody crowds them out. */
const maxAskerAgeMs = 600_000

/**
 * Signs calls to agencies. One signature serves all calls of an enquiry to an agency for 30 seconds,
 * and each call is bound to its body by a seal; an agency whose key is not known gets a signature of
 * its own on each call.
 */
export class CallSigner {
  readonly #options: CallSignerOptions
  /** By what every agency is told of them. */
  readonly #askers: BoundedCache<Asker>
  readonly #askerOfRequest = new WeakMap<HubRequest, KnownAsker>()

  constructor(options: CallSignerOptions) {
    this.#options = options
    const nowMs = () => options.now().getTime()
    this.#askers = new BoundedCache(maxAskers, { maxAgeMs: maxAskerAgeMs, nowMs })
  }

  /**
   * What makes a service answer this one call.
   * @throws Error for a call without an enquiry: nobody is asked about people without one
   */
  sign({ request, enquiry, service, legalPower, body }: CallToSign): CallSignature {
    if (!enquiry) throw new Error(`A call to ${service} without an enquiry`)
    const { key, agencyKeys, now } = this.#options
    const at = now()
    const agencyKey = agencyKeys.find(service)
    const asker = this.#askerOf(request, enquiry)
    const { requestId } = request
    if (!agencyKey) {
      const call = { ...asker.call, aud: service, requestId, legalPower }
      const id = randomUUID()
      return { headers: bearer(signHubToken(call, { body, key, now: at, id })), id }
    }
    const sealed = this.#sealedToken(service, asker, { agencyKey, at })
    sealed.calls += 1
    const nonce = String(sealed.calls)
    const seal = sealCall({ requestId, legalPower, at: toSeconds(at), nonce }, body, sealed.sealKey)
    return {
      headers: { authorization: sealed.authorization, [sealHeader]: seal },
      id: sealedCallId(sealed.id, nonce),
    }
  }

  /** The same for all calls of a request. */
  #askerOf(request: HubRequest, enquiry: OpenEnquiry): Asker {
    const known = this.#askerOfRequest.get(request)
    if (known?.enquiry === enquiry) return known.asker
    const call = describeAsker(request.requester, enquiry)
    const asker = this.#askers.get(JSON.stringify(call), () => ({ call, tokens: new Map() }))
    this.#askerOfRequest.set(request, { enquiry, asker })
    return asker
  }

  #sealedToken(
    service: string,
    asker: Asker,
    { agencyKey, at }: { readonly agencyKey: AgencyKey; readonly at: Date },
  ): SealedToken {
    const { kid } = agencyKey
    const known = asker.tokens.get(service)
    const age = known?.kid === kid ? toSeconds(at) - known.madeAt : Number.POSITIVE_INFINITY
    if (known && age >= 0 && age < sealedTokenUseSeconds) return known
    const { key } = this.#options
    const id = randomUUID()
    const pair = { privateKey: key.privateKey, publicKey: agencyKey.publicKey }
    const token = signSealedToken({ ...asker.call, aud: service }, { id, key, now: at })
    const sealKey = deriveSealKey(pair, id)
    const made = { ...bearer(token), id, kid, sealKey, madeAt: toSeconds(at), calls: 0 }
    asker.tokens.set(service, made)
    return made
  }
}

function bearer(token: string): { readonly authorization: string } {
  return { authorization: `Bearer ${token}` }
}

function describeAsker(
  { staffId, onBehalfOf, homeAgency, roles }: Requester,
  { id, purpose, caseReference, statements }: OpenEnquiry,
): Asker['call'] {
  const stated = statedBy(statements)
  return {
    sub: staffId,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    homeAgency,
    roles,
    purpose,
    enquiryId: id,
    caseReference,
    ...(stated.length > 0 ? { stated } : {}),
  }
}
