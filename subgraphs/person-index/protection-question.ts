import { HubError } from '../../common/errors'
import type { ProtectionAnswer, ProtectionQuestion } from '../../common/registration/registration'
import { protectionBatchSize } from '../../common/registration/registration'

/** What was asked, and what had changed without asking. */
const maximumTaken = 3 * protectionBatchSize

/**
 * An agency's question whom others protect, checked.
 * @throws HubError BAD_USER_INPUT that says what is wrong
 */
export function readProtectionQuestion(body: unknown): ProtectionQuestion {
  const { ask, took } = (body ?? {}) as Readonly<Record<string, unknown>>
  if (!Array.isArray(ask) || ask.length > protectionBatchSize || !ask.every(isReference))
    throw refusal(`ask must be a list of at most ${protectionBatchSize} references`)
  if (!Array.isArray(took) || took.length > maximumTaken || !took.every(isAnswer))
    throw refusal(`took must be a list of at most ${maximumTaken} answers`)
  return { ask: [...new Set(ask)], took }
}

function isReference(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 200
}

function isAnswer(value: unknown): value is ProtectionAnswer {
  const { ref, isProtected } = (value ?? {}) as Readonly<Record<string, unknown>>
  return isReference(ref) && (isProtected === null || typeof isProtected === 'boolean')
}

function refusal(problem: string): HubError {
  return new HubError('BAD_USER_INPUT', `The question is not accepted: ${problem}.`, {
    reason: 'INVALID_PROTECTION_QUESTION',
    httpStatus: 400,
  })
}
