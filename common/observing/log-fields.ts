/**
 * What a line of the log, a span or a label may say. Codes, numbers and names of our own: never a
 * variable, an identifier, content, a token, or the message of an error, which may quote a record.
 */
export interface LogFields {
  /** Made by the hub for one request of a caller; the same in every service it leads to. */
  readonly requestId?: string
  /** 32 hexadecimal digits. */
  readonly traceId?: string
  readonly method?: string
  /** As it was matched, never as it was sent. */
  readonly route?: string
  /** Of HTTP. */
  readonly status?: number
  readonly durationMs?: number
  /** Code of a service, as in agencies.json. */
  readonly agency?: string
  readonly operationKind?: string
  readonly reason?: string
  readonly code?: string
  readonly errorName?: string
  /** Where an error came from, innermost first. */
  readonly frames?: readonly string[]
  /** What caused the error, and what caused that, as "name" or "name (CODE)". */
  readonly causes?: readonly string[]
  readonly port?: number
  /** How many of what the event is about. */
  readonly count?: number
  /** 16 hexadecimal digits. */
  readonly policyVersion?: string
  /** What is wrong with the files of the policy, by file and row; they hold nothing about people. */
  readonly policyProblem?: string
  /** 16 hexadecimal digits. */
  readonly supergraph?: string
  /** What is wrong with a supergraph that was published: names of types and fields. */
  readonly supergraphProblem?: string
}

export type LogFieldName = keyof LogFields

/** Gives a value as it may be written down; undefined for one that may not. */
type FieldReader = (value: unknown) => string | number | readonly string[] | undefined

const errorWord = /^[\w$]{1,60}(?: \([\w$]{1,60}\))?$/

const readers: Readonly<Record<LogFieldName, FieldReader>> = {
  requestId: text(/^[\w-]{1,64}$/),
  traceId: text(/^[0-9a-f]{32}$/),
  method: text(/^[A-Z]{1,10}$/),
  route: text(/^[\w/.-]{1,80}$/),
  status: number,
  durationMs: number,
  agency: text(/^[a-z][a-z0-9-]{0,60}$/),
  operationKind: text(/^(?:query|mutation|subscription)$/),
  reason: text(/^[A-Z][A-Z_]{0,60}$/),
  code: text(/^[A-Z0-9][A-Z0-9_]{0,60}$/),
  errorName: text(/^[\w$]{1,60}$/),
  frames: list(8, (frame) => escapeControls(frame).slice(0, 300)),
  causes: list(4, (cause) => (errorWord.test(cause) ? cause : undefined)),
  port: number,
  count: number,
  policyVersion: text(/^[0-9a-f]{16}$/),
  policyProblem: problem,
  supergraph: text(/^[0-9a-f]{16}$/),
  supergraphProblem: problem,
}

const names = Object.keys(readers) as readonly LogFieldName[]

/**
 * Those of the fields that may be written down. The type says the same to whoever compiles; this says
 * it to a caller who does not: what is not in the list, or not of its form, is left out.
 */
export function pickFields(fields: LogFields): Record<string, string | number | readonly string[]> {
  const picked: Record<string, string | number | readonly string[]> = {}
  for (const name of names) {
    const given: unknown = fields[name]
    const value = given === undefined ? undefined : readers[name](given)
    if (value !== undefined) picked[name] = value
  }
  return picked
}

/** Control and format characters as they stand in JSON: a terminal that shows a line obeys none. */
export function escapeControls(value: string): string {
  return value.replaceAll(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
}

function text(form: RegExp): FieldReader {
  return (value) => (typeof value === 'string' && form.test(value) ? value : undefined)
}

function problem(value: unknown): string | undefined {
  return typeof value === 'string' ? escapeControls(value).slice(0, 700) : undefined
}

function number(value: unknown): number | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  return Math.round(value * 1000) / 1000
}

function list(most: number, read: (item: string) => string | undefined): FieldReader {
  return (value) => {
    if (!Array.isArray(value)) return undefined
    const items = value.slice(0, most).flatMap((item: unknown) => {
      const kept = typeof item === 'string' ? read(item) : undefined
      return kept === undefined ? [] : [kept]
    })
    return items.length > 0 ? items : undefined
  }
}
