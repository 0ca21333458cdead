import type { HubError } from '../../common/errors'
import { agencyWording, refuse } from '../../common/http/error-mask'
import { findCheckableKey } from '../../common/keys/checkable-key'
import type { AnsweredPerson } from '../../common/tokens/echo'
import { echoOf } from '../../common/tokens/echo'
import { hubTokenReasons, refuseHubToken } from '../../common/tokens/hub-token-terms'
import { withheld } from '../../policies/shield/withheld'
import { exampleAgency } from './made-up-keys'

const callId = '6f1c2d3e-0000-4000-8000-000000000001'
const echoes: readonly (readonly [string, string, AnsweredPerson])[] = [
  ['two references', callId, { id: 'person-1', refs: ['EX-0001', 'EX-0002'] }],
  ['in another order', callId, { id: 'person-1', refs: ['EX-0002', 'EX-0001'] }],
  ['one of them twice', callId, { id: 'person-1', refs: ['EX-0001', 'EX-0002', 'EX-0001'] }],
  ['no reference', callId, { id: 'person-1', refs: [] }],
  ['a call under a token for several', `${callId} 7`, { id: 'person-1', refs: ['EX-0001'] }],
  ['lengths are in bytes', callId, { id: 'person-1', refs: ['EX-é-0001'] }],
  ['the order is that of bytes in UTF-8', callId, { id: 'p', refs: ['\u{1f600}', '\uff5e'] }],
]

/** By what an agency shows whom an answer is about. */
export function echoVectors() {
  return echoes.map(([name, id, person]) => ({
    ...{ name, callId: id },
    ...person,
    echo: echoOf(id, person),
  }))
}

/** Refusals as they are sent: the status of the response and its body. */
export async function refusalVectors() {
  const errors = [...hubTokenReasons.map(refuseHubToken), await keysUnavailable()]
  const ofCalls = errors.map((error) => {
    const { status, headers, body } = refuse(error, agencyWording(exampleAgency), () => undefined)
    return { status, headers, body: JSON.parse(String(body)) as unknown }
  })
  const { message, extensions } = withheld('NO_AGREEMENT', exampleAgency)
  return { ofCalls, ofFields: [{ message, extensions }] }
}

async function keysUnavailable(): Promise<HubError> {
  const nowhere = () => Promise.reject(new Error('nobody answers'))
  return findCheckableKey(nowhere, 'any', 'HUB_KEYS_UNAVAILABLE').then(
    () => {
      throw new Error('Keys that cannot be had were had')
    },
    (error: unknown) => error as HubError,
  )
}
