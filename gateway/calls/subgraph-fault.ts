import type { Fault, UnavailableReason } from '../answer/request-record'

/** A subgraph call that brought no usable answer. The cause stays inside the process. */
export class SubgraphFailure extends Error {
  readonly reason: UnavailableReason

  constructor(reason: UnavailableReason, cause?: unknown) {
    super(reason, { cause })
    this.name = 'SubgraphFailure'
    this.reason = reason
  }
}

/** An error as a subgraph sent it; nothing in it is trusted. */
export interface SubgraphError {
  readonly message: string
  readonly path: readonly (string | number)[] | null
  readonly code: string | null
  readonly reason: string | null
}

const whatHappened: Readonly<Record<UnavailableReason, string>> = {
  TIMED_OUT: 'did not answer in time',
  REFUSED: 'refused the question',
  BAD_ANSWER: 'gave an answer that cannot be used',
  NOT_REACHABLE: 'cannot be reached',
  CIRCUIT_OPEN: 'has not answered lately and is asked again shortly',
  OVERLOADED: 'has too many questions to answer already',
  CANCELLED: 'was no longer waited for',
  NOT_WAITED_FOR: 'had not answered when the answer was made; ask again',
}

/** How a subgraph is spoken of to callers. */
export interface SubgraphWords {
  readonly displayName: string
  /** What its silence means for the answer: a sentence. */
  readonly silenceMeans: string
}

/** What a caller is told about a subgraph that brought no answer. */
export function unavailable(words: SubgraphWords, reason: UnavailableReason): Fault {
  const message = `${words.displayName} ${whatHappened[reason]}. ${words.silenceMeans}`
  return { code: 'AGENCY_UNAVAILABLE', message, reason }
}

/**
 * What a caller is told about an error inside an answer. A subgraph's own words leave only when they
 * are about the caller's input; everything else is said in the hub's words (hazard 15).
 */
export function faultOf(error: SubgraphError, words: SubgraphWords): Fault {
  switch (error.code) {
    case 'BAD_USER_INPUT':
      return { code: 'BAD_USER_INPUT', message: aboutInput(error.message), ...reasonOf(error) }
    case 'WITHHELD':
    case 'FORBIDDEN':
      return {
        code: 'WITHHELD',
        message: `${words.displayName} keeps this back.`,
        reason: error.reason ?? 'WITHHELD_BY_AGENCY',
      }
    default:
      return unavailable(words, isRefusal(error) ? 'REFUSED' : 'BAD_ANSWER')
  }
}

/** True when the subgraph would not answer, as opposed to could not. */
export function isRefusal({ code }: SubgraphError): boolean {
  return ['UNAUTHENTICATED', 'FORBIDDEN', 'WITHHELD', 'RATE_LIMITED'].includes(code ?? '')
}

/** The errors of an answer; what is not an error of GraphQL's shape counts as one without a path. */
export function readErrors(errors: unknown): readonly SubgraphError[] {
  if (errors === undefined || errors === null) return []
  return (Array.isArray(errors) ? errors : [errors]).map(readError)
}

/** Longer paths lead nowhere in a response that nests as deep as it may. */
const maxPathLength = 64

function readError(error: unknown): SubgraphError {
  const { message, path, extensions } = asObject(error)
  const { code, reason } = asObject(extensions)
  return {
    message: typeof message === 'string' ? message : '',
    path: Array.isArray(path) && path.length <= maxPathLength && path.every(isStep) ? path : null,
    code: typeof code === 'string' ? code : null,
    reason: typeof reason === 'string' && /^[A-Z][A-Z_]{1,60}$/.test(reason) ? reason : null,
  }
}

function aboutInput(message: string): string {
  const isHarmless = message.length > 0 && message.length <= 300 && !/:\/\/|[\n\r]/.test(message)
  return isHarmless ? message : 'A value in the query is not valid.'
}

function reasonOf({ reason }: SubgraphError): { readonly reason?: string } {
  return reason === null ? {} : { reason }
}

function isStep(step: unknown): step is string | number {
  return typeof step === 'string' || typeof step === 'number'
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
