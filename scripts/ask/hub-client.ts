import type { CoverageRow, HubReply } from '../../common/http/hub-question'
import { postQuestion } from '../../common/http/hub-question'
import { parseJson } from '../../common/json'
import { safeText } from '../terminal-text'

/** An answer of the hub is megabytes at most. */
const maxBytes = 67_108_864

/** A GraphQL response as the hub sends it. */
export interface HubResponse {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly HubResponseError[]
  readonly extensions?: { readonly coverage?: readonly CoverageRow[] }
}

/** A response, and by what name the hub's own log has the request. */
export interface HubAnswer {
  readonly response: HubResponse
  /** Null when the hub gave none. */
  readonly requestId: string | null
}

export interface HubResponseError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: {
    readonly code?: string
    readonly reason?: string
    readonly agency?: string
  }
}

/** What an enquiry states beside its reason; null: nothing. */
export interface EnquiryStatements {
  readonly publicInterestTest: string | null
  readonly necessityStatement: string | null
  readonly noticeToVictim: string | null
}

export interface EnquiryInput extends Partial<EnquiryStatements> {
  readonly purpose: string
  readonly caseReference: string | null
  readonly reason: string
}

/** The hub refused or could not be reached; the message is for the person at the terminal. */
export class AskError extends Error {
  /** The hub's codes and reasons; empty when it was not reached. */
  readonly codes: readonly string[]

  constructor(message: string, { errors = [], cause }: HubResponse & { cause?: unknown } = {}) {
    super(message, { cause })
    this.codes = errors.flatMap(({ extensions }) => [
      extensions?.code ?? '',
      extensions?.reason ?? '',
    ])
  }
}

/** Talks to a running hub as one member of staff. */
export class HubClient {
  readonly url: string
  /** The one who asks is known by it. */
  readonly token: string
  readonly #agencyWaitMs: number | null

  /** @param agencyWaitMs how long its questions wait for an agency; null: as long as the hub does */
  constructor(url: string, token: string, agencyWaitMs: number | null = null) {
    this.url = url
    this.token = token
    this.#agencyWaitMs = agencyWaitMs
  }

  /**
   * Opens an enquiry and returns its token.
   * @throws AskError with the hub's code
   */
  async openEnquiry(input: EnquiryInput): Promise<string> {
    const { response, requestId } = await this.send({
      query: 'mutation Open($input: OpenEnquiryInput!) { openEnquiry(input: $input) { token } }',
      variables: { input },
    })
    const enquiry = response.data?.['openEnquiry'] as
      { readonly token?: unknown } | null | undefined
    if (typeof enquiry?.token === 'string') return enquiry.token
    const why = [describeErrors(response), ...requestLine(requestId)].join('\n')
    throw new AskError(`The enquiry was not opened. ${why}`, response)
  }

  /** Sends one operation; GraphQL errors are part of the response. */
  async send(
    body: { readonly query: string; readonly variables: Readonly<Record<string, unknown>> },
    enquiryToken?: string,
  ): Promise<HubAnswer> {
    const { body: text, status, requestId } = await this.#post(body, enquiryToken)
    const answer = parseJson(text.toString())
    if (typeof answer === 'object' && answer !== null) return { response: answer, requestId }
    const why = `${this.url} did not answer as the hub does (status ${status}).`
    throw new AskError([why, ...requestLine(requestId)].join('\n'))
  }

  async #post(body: Parameters<typeof postQuestion>[1], enquiryToken?: string): Promise<HubReply> {
    const agencyWaitMs = this.#agencyWaitMs ?? undefined
    const caller = { token: this.token, enquiryToken, agencyWaitMs, maxBytes }
    try {
      return await postQuestion(this.url, body, caller)
    } catch (cause) {
      throw new AskError(`No hub answers at ${this.url}. Start it with \`npm start\`.`, { cause })
    }
  }
}

/** The errors of a response in words, with their codes. */
export function describeErrors({ errors = [] }: HubResponse): string {
  if (errors.length === 0) return 'The hub gave no reason.'
  return errors
    .map(({ message, extensions }) => safeText(`${extensions?.code ?? ''}: ${message}`))
    .join('\n')
}

/** The line that whoever runs the hub needs to find what became of a request; none without a name. */
export function requestLine(requestId: string | null): readonly string[] {
  return requestId === null ? [] : [`Request ${requestId}`]
}
