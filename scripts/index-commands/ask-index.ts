import type { HubClient } from '../ask/hub-client'
import { AskError, describeErrors } from '../ask/hub-client'
import { answerText } from './answer-text'
import type { IndexArguments } from './arguments'
import { operationOf } from './operations'

/**
 * Asks the hub about links between records, as a manager of the hub.
 * @returns what it found, as text
 * @throws AskError with the hub's code
 */
export async function askIndex(
  client: Pick<HubClient, 'openEnquiry' | 'send'>,
  { question, purpose, caseReference, reason }: IndexArguments,
): Promise<string> {
  const enquiry = await client.openEnquiry({ purpose, caseReference, reason })
  const { response } = await client.send(operationOf(question), enquiry)
  if ((response.errors ?? []).length > 0)
    throw new AskError(`The hub did not answer. ${describeErrors(response)}`, response)
  return answerText(question, response.data?.['found'])
}
