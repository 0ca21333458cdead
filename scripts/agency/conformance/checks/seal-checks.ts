import type { KeyObject } from 'node:crypto'
import { randomUUID } from 'node:crypto'

import type { KeySet } from '../../../../common/keys/key-set'
import { readKeySet } from '../../../../common/keys/key-set'
import { keysPath } from '../../../../common/keys/keys-route'
import type { SealedDetails } from '../../../../common/tokens/call-seal'
import { deriveSealKey, sealCall } from '../../../../common/tokens/call-seal'
import { echoOf } from '../../../../common/tokens/echo'
import type { HubEnquiryCall } from '../../../../common/tokens/sealed-hub-token'
import {
  sealedCallId,
  sealHeader,
  signSealedToken,
} from '../../../../common/tokens/sealed-hub-token'
import type { Answer } from '../ask'
import { callTo, get, post } from '../ask'
import { makeStranger } from '../forged-tokens'
import { entitiesOf, leastQuestion, person } from '../questions'
import { refusedAs } from '../refused'
import type { Check, Subject } from '../subject'

/** One token, the key of its seals, and a body. */
interface Sealing {
  readonly subject: Subject
  readonly tokenId: string
  readonly authorization: string
  readonly sealKey: KeyObject
  readonly body: string
}

const noKey = `it publishes no EC key on P-256 at ${keysPath}`

/** The agency's key, and calls under a token for several. */
export const sealChecks: readonly Check[] = [
  {
    point: 'AC-06',
    name: 'it publishes its public key, and no private part',
    async run(subject) {
      const { status, text } = await get(subject, keysPath)
      if (status !== 200) return `${keysPath} is answered with status ${status}`
      if (/"d"\s*:/.test(text)) return 'it publishes a private key: replace it at once'
      return firstKey(keysIn(text)) ? null : noKey
    },
  },
  sealed('AC-09', 'a sealed call is answered', async (sealing) => {
    const answer = await send(sealing, sealFor(sealing))
    if (answer.status !== 200) return `it was answered with status ${answer.status}`
    const [entity] = entitiesOf(answer, 1) ?? []
    const { field, references } = sealing.subject
    const asked = { id: 'check-person-1', refs: references }
    const echo = echoOf(sealedCallId(sealing.tokenId, '1'), asked)
    const told = (entity as Readonly<Record<string, unknown>> | null)?.[`${field}Echo`]
    return told === echo ? null : 'its echo does not fit the id of a sealed call'
  }),
  sealed('AC-09', 'a token for several calls is worth nothing without a seal', async (sealing) =>
    refusedAs(await send(sealing, null), 'BODY_CHANGED'),
  ),
  sealed('AC-09', 'the seal of another body is refused', async (sealing) =>
    refusedAs(await send(sealing, sealFor(sealing, {}, { body: '{}' })), 'BODY_CHANGED'),
  ),
  sealed('AC-09', "a stranger's seal is refused", async (sealing) => {
    const stranger = makeStranger()
    const sealKey = deriveSealKey(stranger, sealing.tokenId)
    return refusedAs(await send(sealing, sealFor({ ...sealing, sealKey })), 'BODY_CHANGED')
  }),
  sealed('AC-10', 'a sealed call is answered once, and not again', async (sealing) => {
    const seal = sealFor(sealing)
    const first = await send(sealing, seal)
    if (first.status !== 200) return `the first time it was answered with status ${first.status}`
    return refusedAs(await send(sealing, seal), 'REPLAYED')
  }),
  sealed('AC-11', 'an old seal is refused', async (sealing) =>
    refusedAs(await send(sealing, sealFor(sealing, { at: seconds() - 60 })), 'HUB_TOKEN_EXPIRED'),
  ),
  sealed('AC-11', 'a seal from the future is refused', async (sealing) =>
    refusedAs(await send(sealing, sealFor(sealing, { at: seconds() + 60 })), 'HUB_TOKEN_INVALID'),
  ),
]

function sealed(
  point: string,
  name: string,
  look: (sealing: Sealing) => Promise<string | null>,
): Check {
  return {
    point,
    name,
    async run(subject) {
      const key = firstKey(keysIn((await get(subject, keysPath)).text))
      return key ? look(makeSealing(subject, key)) : noKey
    },
  }
}

function makeSealing(subject: Subject, agencyKey: KeyObject): Sealing {
  const tokenId = randomUUID()
  const { hubKey } = subject
  const token = signSealedToken(enquiryOf(subject), { id: tokenId, key: hubKey, now: new Date() })
  const pair = { privateKey: hubKey.privateKey, publicKey: agencyKey }
  return {
    ...{ subject, tokenId, authorization: `Bearer ${token}` },
    sealKey: deriveSealKey(pair, tokenId),
    body: JSON.stringify(leastQuestion(subject, [person(subject, subject.references)])),
  }
}

/** What a token for several calls says: which request and which power stands in each seal. */
function enquiryOf(subject: Subject): HubEnquiryCall {
  const { aud, sub, homeAgency, roles, purpose, enquiryId, caseReference, stated } = callTo(subject)
  return {
    ...{ aud, sub, homeAgency, roles, purpose, enquiryId, caseReference },
    ...(stated ? { stated } : {}),
  }
}

function sealFor(
  { sealKey, body, subject }: Sealing,
  changes: Partial<SealedDetails> = {},
  of: { readonly body: string } = { body },
): string {
  const { requestId, legalPower } = callTo(subject)
  return sealCall(
    { requestId, legalPower, at: seconds(), nonce: '1', ...changes },
    of.body,
    sealKey,
  )
}

function send({ subject, authorization, body }: Sealing, seal: string | null): Promise<Answer> {
  return post(subject, body, { authorization, ...(seal === null ? {} : { [sealHeader]: seal }) })
}

function keysIn(text: string): KeySet {
  try {
    return readKeySet(text)
  } catch {
    return new Map()
  }
}

function firstKey(keys: KeySet): KeyObject | null {
  return [...keys.values()].find((key) => key.asymmetricKeyType === 'ec') ?? null
}

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}
