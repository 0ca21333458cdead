import { HubError } from '../../common/errors'
import { parseJsonBody } from '../../common/http/read-body'
import { bearerToken } from '../../common/http/request'
import type { HttpResponse, Route } from '../../common/http/route'
import { json } from '../../common/http/route'
import type { KeyFinder } from '../../common/keys/keys'
import { verifyAgencyToken } from '../../common/registration/agency-token'
import type { Overtaken } from '../../common/registration/registration'
import { protectionsPath, registrationsPath } from '../../common/registration/registration'
import { mostJobs, readAnswers, secondStepPath } from '../../common/second-step/messages'
import { createAgencyGuards } from './agency-guards'
import type { LinkService } from './link-service'
import type { PutOff } from './message-order'
import { readProtectionQuestion } from './protection-question'
import type { AnswerProtections } from './protections'
import { readRegistrations } from './registration-body'
import type { JobBoard } from './second-step/job-board'

export interface AgencyRouteOptions {
  readonly links: Pick<LinkService, 'register'>
  readonly answerProtections: AnswerProtections
  readonly board: Pick<JobBoard, 'take' | 'jobsFor'>
  /** The keys that an agency publishes; null when there is no such agency. */
  readonly keysOf: (agency: string) => KeyFinder | null
}

/** 200 people with several names each, as tokens, are half a megabyte. */
const maxBodyBytes = 4 * 1024 * 1024

/** What agencies of the register ask of the index themselves. */
export function agencyRoutes(options: AgencyRouteOptions): readonly Route[] {
  const { links, answerProtections, board, keysOf } = options
  const guards = createAgencyGuards()
  const route = (
    path: string,
    answer: (agency: string, body: Buffer) => Promise<HttpResponse>,
  ): Route => ({
    method: 'POST',
    path,
    maxBodyBytes,
    async answer(request) {
      const { body } = request
      const guardOf = (agency: string) => guards(agency, body)
      return answer(await verifyAgencyToken(bearerToken(request), { body, keysOf, guardOf }), body)
    },
  })
  return [
    route(registrationsPath, async (agency, body) => {
      const registrations = readRegistrations(parseJsonBody(body))
      const { putOff, overtaken } = await links.register(agency, registrations)
      if (putOff) return describePutOff(putOff, overtaken)
      return json({ registered: registrations.length - overtaken.length, overtaken })
    }),
    route(protectionsPath, async (agency, body) => {
      const question = readProtectionQuestion(parseJsonBody(body))
      return json({ answers: await answerProtections(agency, question) })
    }),
    route(secondStepPath, async (agency, body) => {
      const answers = readAnswers(parseJsonBody(body))
      if (answers === null) throw invalidAnswers()
      await board.take(agency, answers)
      return json({ jobs: await board.jobsFor(agency) })
    }),
  ]
}

function invalidAnswers(): HubError {
  const problem = `answers must be a list of at most ${mostJobs}, each a job and its records`
  return new HubError('BAD_USER_INPUT', `The answers are not accepted: ${problem}.`, {
    reason: 'INVALID_SECOND_STEP',
    httpStatus: 400,
  })
}

/** The others of the same call are registered. */
function describePutOff(
  { refs, retryAfterSeconds }: PutOff,
  overtaken: readonly Overtaken[],
): HttpResponse {
  const message =
    'Registrations of this agency dispute who too many people are; these wait until that is reviewed.'
  const extensions = {
    ...{ code: 'RATE_LIMITED', reason: 'TOO_MANY_DISPUTES', retryAfterSeconds },
    ...{ putOff: refs, overtaken },
  }
  return {
    status: 429,
    headers: { 'retry-after': String(retryAfterSeconds) },
    body: JSON.stringify({ errors: [{ message, extensions }] }),
  }
}
