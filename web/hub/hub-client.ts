import type { CoverageRow } from '../../common/http/hub-question'
import { postQuestion } from '../../common/http/hub-question'
import type { JsonObject } from '../../common/json'
import { isObject, parseJson } from '../../common/json'

export interface HubProblem {
  readonly message: string
  readonly code: string
  readonly reason: string | null
  readonly agency: string | null
  readonly path: readonly (string | number)[]
  readonly retryAfterSeconds: number | null
}

/** An answer of the hub. */
export interface HubAnswer {
  readonly data: JsonObject
  readonly problems: readonly HubProblem[]
  readonly coverage: readonly CoverageRow[]
  /** By this the disclosure log has it; empty when the hub gave none. */
  readonly requestId: string
}

/** One question to the hub, in whose name and why. */
export interface HubQuestion {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
  readonly token: string
  readonly purposeToken?: string | undefined
  /** How long it waits for an agency, in milliseconds; absent: as long as the hub does. */
  readonly agencyWaitMs?: number | undefined
}

/** The hub refused the question as a whole, or did not answer it. */
export class HubRefusal extends Error {
  readonly problem: HubProblem
  readonly requestId: string

  constructor(problem: HubProblem, requestId: string, cause?: unknown) {
    super(`${problem.code} ${problem.reason ?? ''}`.trim(), { cause })
    this.name = 'HubRefusal'
    this.problem = problem
    this.requestId = requestId
  }
}

/** Asks the hub. */
export type AskHub = (question: HubQuestion) => Promise<HubAnswer>

/** An answer is megabytes at most. */
const maxBytes = 33_554_432

/** Talks to the hub at this address. */
export function createHubClient(url: string): AskHub {
  return async ({ query, variables = {}, token, purposeToken: enquiryToken, agencyWaitMs }) => {
    const caller = { token, enquiryToken, agencyWaitMs, maxBytes }
    const reply = await postQuestion(url, { query, variables }, caller).catch((cause: unknown) => {
      throw new HubRefusal(failure('HUB_UNREACHABLE'), '', cause)
    })
    return readAnswer(parseJson(reply.body.toString()), reply.requestId ?? '')
  }
}

function readAnswer(body: unknown, requestId: string): HubAnswer {
  if (!isObject(body)) throw new HubRefusal(failure('HUB_UNREACHABLE'), requestId)
  const { data, extensions } = body
  const problems = objectsIn(body['errors']).map(readProblem)
  const whole = problems.find(({ path }) => path.length <= 1)
  const isEmpty = !isObject(data) || Object.values(data).every((value) => value === null)
  if (!isObject(data) || (whole && isEmpty))
    throw new HubRefusal(whole ?? problems[0] ?? failure('HUB_UNREACHABLE'), requestId)
  return {
    data,
    problems,
    coverage: isObject(extensions) ? objectsIn(extensions['coverage']).map(readRow) : [],
    requestId,
  }
}

function objectsIn(list: unknown): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : []
}

/** A row that lacks its status is none that the page knows: it is shown as no answer. */
function readRow(row: JsonObject): CoverageRow {
  const { records, withheldFields, tookMs } = row
  return {
    agency: text(row['agency']) ?? '',
    status: text(row['status']) ?? '',
    records: typeof records === 'number' ? records : null,
    withheldFields: typeof withheldFields === 'number' ? withheldFields : 0,
    handling: text(row['handling']),
    tookMs: typeof tookMs === 'number' ? tookMs : null,
    reason: text(row['reason']),
  }
}

function readProblem({ message, path, extensions }: JsonObject): HubProblem {
  const more = isObject(extensions) ? extensions : {}
  const { code, reason, agency, retryAfterSeconds } = more
  return {
    message: text(message) ?? '',
    code: text(code) ?? 'INTERNAL_SERVER_ERROR',
    reason: text(reason),
    agency: text(agency),
    path: Array.isArray(path) ? (path as (string | number)[]) : [],
    retryAfterSeconds: typeof retryAfterSeconds === 'number' ? retryAfterSeconds : null,
  }
}

function failure(code: string): HubProblem {
  return { message: '', code, reason: null, agency: null, path: [], retryAfterSeconds: null }
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
