import { HubError } from '../../../common/errors'
import { isObject } from '../../../common/json'
import type {
  AgencyRecord,
  RecordRecipient,
  UndoneQuestion,
} from '../../../common/registration/undone-links'
import { mostRecipientRecords, recipientsAtOnce } from '../../../common/registration/undone-links'

const longestText = 500

/** The hub's question what was undone, checked. @throws HubError BAD_USER_INPUT that says what is wrong */
export function readUndoneQuestion(body: unknown): UndoneQuestion {
  const after = isObject(body) ? body['after'] : null
  if (typeof after !== 'number' || !Number.isSafeInteger(after) || after < 0)
    throw refusal('after must be a place in the ledger, from 0')
  return { after }
}

/** The hub's question from whom records are kept, checked. @throws HubError BAD_USER_INPUT that says what is wrong */
export function readRecipients(body: unknown): readonly RecordRecipient[] {
  const recipients = isObject(body) ? body['recipients'] : null
  if (!Array.isArray(recipients) || recipients.length > recipientsAtOnce)
    throw refusal(`recipients must be a list of at most ${recipientsAtOnce}`)
  if (!recipients.every(isRecipient)) throw refusal('one of the recipients is not as agreed')
  return recipients
}

function isRecipient(value: unknown): value is RecordRecipient {
  if (!isObject(value)) return false
  const { homeAgency, staffId, onBehalfOf, purpose, caseReference, records } = value
  return (
    [homeAgency, staffId, purpose, caseReference].every(isText) &&
    (onBehalfOf === null || isText(onBehalfOf)) &&
    Array.isArray(records) &&
    records.length <= mostRecipientRecords &&
    records.every(isRecord)
  )
}

function isRecord(value: unknown): value is AgencyRecord {
  return isObject(value) && isText(value['agency']) && isText(value['reference'])
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestText
}

function refusal(problem: string): HubError {
  return new HubError('BAD_USER_INPUT', `The question is not accepted: ${problem}.`, {
    ...{ reason: 'INVALID_HUB_QUESTION', httpStatus: 400 },
  })
}
