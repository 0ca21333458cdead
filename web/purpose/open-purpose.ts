import { isObject } from '../../common/json'
import type { AskHub } from '../hub/hub-client'
import type { OpenPurpose } from '../http/session'

const mutation = `mutation StatePurpose($input: OpenEnquiryInput!) {
  openEnquiry(input: $input) { token expiresAt purpose caseReference }
}`

/**
 * States a purpose to the hub, which records it.
 * @throws HubRefusal
 */
export async function openPurpose(
  askHub: AskHub,
  token: string,
  input: Readonly<Record<string, unknown>>,
): Promise<OpenPurpose> {
  const { data } = await askHub({ query: mutation, variables: { input }, token })
  const opened = data['openEnquiry']
  if (!isObject(opened)) throw new Error('The hub opened no enquiry')
  const read = (name: string) => {
    const value = opened[name]
    return typeof value === 'string' ? value : ''
  }
  return {
    token: read('token'),
    purpose: read('purpose'),
    caseReference: read('caseReference'),
    expiresAt: read('expiresAt'),
  }
}
