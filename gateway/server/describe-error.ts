/**
 * An error as the process writes it down for its operators: what kind it is and where it came from.
 * Its message stays out, because it may quote a record.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'gateway: something that is no error was thrown'
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const cause = error.cause === undefined ? [] : [`  caused by ${describeError(error.cause)}`]
  return [`gateway: ${error.name}${code}`, ...frames.slice(0, 8), ...cause].join('\n')
}
