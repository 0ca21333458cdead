import { GraphQLError } from 'graphql'

/** Deeper causes say nothing more, and a cause may lead back to itself. */
const maxCauses = 4
const maxFrames = 8

/**
 * An error as a process writes it down for its operators: whose process, what kind of error and where
 * it came from. Its message stays out, because it may quote a record.
 */
export function describeError(service: string, error: unknown): string {
  return `${service}: ${describe(error, maxCauses)}`
}

function describe(error: unknown, causesLeft: number): string {
  if (!(error instanceof Error)) return 'something that is no error was thrown'
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
  // A GraphQL error has the stack of the one it wraps.
  const wrapped = error instanceof GraphQLError ? error.originalError : undefined
  const cause = wrapped ?? error.cause
  const causes =
    cause === undefined || causesLeft === 0
      ? []
      : [`  caused by ${describe(cause, causesLeft - 1)}`]
  return [`${error.name}${code}`, ...(wrapped ? [] : framesOf(error)), ...causes].join('\n')
}

function framesOf({ stack = '' }: Error): readonly string[] {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return frames.slice(0, maxFrames)
}
