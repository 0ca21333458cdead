import type { LogFields } from './log-fields'

/** How many frames of an error are kept. */
const maxFrames = 8
/** How many causes behind it. */
const maxCauses = 4

/**
 * An error as a process writes it down for its operators: what kind it is, where it came from and what
 * caused it. Its message stays out, because it may quote a record.
 */
export function describeError(
  error: unknown,
): Pick<LogFields, 'errorName' | 'code' | 'frames' | 'causes'> {
  if (!(error instanceof Error)) return { errorName: 'NoError' }
  const code = codeOf(error)
  return {
    errorName: error.name,
    ...(code === undefined ? {} : { code }),
    frames: framesOf(error),
    causes: causesOf(error),
  }
}

/** A frame's place: a file of ours or a package's, or a part of Node. */
const place = String.raw`(?:file:\/\/)?((?:node:|\/)[\w@./+-]+:\d+:\d+)`
const namedFrame = new RegExp(String.raw`^\s+at ([\w$.<># [\]]+) \(${place}\)$`)
const plainFrame = new RegExp(String.raw`^\s+at (?:async )?${place}$`)

/**
 * A stack begins with the message, and a message may have lines that look like frames. When the message
 * is not the one the stack was made with, nobody can tell where it ends: then there are no frames.
 */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const start = stack.indexOf(message)
  if (start < 0) return []
  return stack
    .slice(start + message.length)
    .split('\n')
    .flatMap((line) => {
      const [, name, at] = namedFrame.exec(line) ?? []
      if (name !== undefined && at !== undefined) return [`${name} ${at}`]
      const alone = plainFrame.exec(line)?.[1]
      return alone === undefined ? [] : [alone]
    })
    .slice(0, maxFrames)
}

function causesOf(error: Error): readonly string[] {
  const causes: string[] = []
  for (let cause = causeOf(error); cause && causes.length < maxCauses; cause = causeOf(cause)) {
    const code = codeOf(cause)
    causes.push(code === undefined ? cause.name : `${cause.name} (${code})`)
  }
  return causes
}

/** graphql keeps the cause under a name of its own. */
function causeOf(error: Error): Error | null {
  const { cause, originalError } = error as { cause?: unknown; originalError?: unknown }
  const next = cause ?? originalError
  return next instanceof Error ? next : null
}

/** A reason may be an agency's word: it is no part of this. */
function codeOf(error: Error): string | undefined {
  const { code } = error as { readonly code?: unknown }
  return typeof code === 'string' || typeof code === 'number' ? String(code) : undefined
}
