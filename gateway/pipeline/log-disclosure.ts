import { HubError } from '../../common/errors'
import { inSpan } from '../../common/observing/trace'
import type { Disclosure } from '../disclosures/disclosure'
import { hashAnswer } from '../disclosures/disclosure'
import type { HubServices } from './hub-services'

type Logging = Pick<HubServices, 'appendDisclosure' | 'report'>

/** Writes an answer down. @returns false when it may not have been written, and so may not be given */
export async function tryToLog(
  { appendDisclosure, report }: Logging,
  disclosure: Disclosure,
): Promise<boolean> {
  try {
    const { request } = disclosure
    await inSpan(request.trace, 'log append', () => appendDisclosure(disclosure))
    return true
  } catch (error) {
    report(error, disclosure.request)
    return false
  }
}

/**
 * Writes down that a request is refused before anybody was asked about anyone.
 * @returns what to say to the caller: the refusal, or that it could not be written down
 */
export async function logRefusal(
  logging: Logging,
  refusal: HubError,
  asked: Omit<Disclosure, 'people' | 'services' | 'responseHash'>,
): Promise<HubError> {
  const responseHash = hashAnswer(Buffer.from('null'))
  const isLogged = await tryToLog(logging, { ...asked, people: [], services: [], responseHash })
  return isLogged ? refusal : logError()
}

/** No log, no answer. */
export function logError(): HubError {
  const message =
    'The hub cannot write this disclosure down, so it gives no answer. Try again in a moment.'
  return new HubError('LOG_UNAVAILABLE', message, { httpStatus: 503 })
}
