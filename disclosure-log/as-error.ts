/** What was thrown as an error that can be described: its name, its code and where it came from. */
export function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown
  const { name, code, message } = (thrown ?? {}) as Readonly<Record<string, unknown>>
  const error = new Error(typeof message === 'string' ? message : `Thrown: ${typeof thrown}`)
  if (typeof name === 'string') error.name = name
  return withCode(error, code)
}

/** The error with a code beside its message, as Node's own have one. */
export function withCode(error: Error, code: unknown): Error {
  return typeof code === 'string' || typeof code === 'number'
    ? Object.assign(error, { code: String(code) })
    : error
}
