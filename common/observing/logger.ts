import type { Logger as PinoLogger } from 'pino'
import { destination, pino } from 'pino'

import { describeError } from './describe-error'
import type { LogFields } from './log-fields'
import { pickFields } from './log-fields'

export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const

export type LogLevel = (typeof logLevels)[number]

/** Everything a line can be about: words of ours, so that no value gets into them. */
export type LogEvent =
  | 'listening'
  | 'request'
  | 'operation'
  | 'refusal'
  | 'error'
  | 'agency call failed'
  | 'circuit opened'
  | 'circuit closed'
  | 'registration waiting'
  | 'protections waiting'
  | 'second step waiting'
  | 'second step refused'
  | 'links waiting'
  | 'disputes for review'
  | 'policy in force'
  | 'policy refused'
  | 'supergraph in force'
  | 'supergraph refused'
  | 'registrations put off for review'

/** Writes one line of JSON for each event, with fields of the list and no others. */
export type Logger = Readonly<
  Record<Exclude<LogLevel, 'silent'>, (event: LogEvent, fields?: LogFields) => void>
> & {
  /** False: a line of this level goes nowhere, and need not be put together. */
  readonly writes: (level: Exclude<LogLevel, 'silent'>) => boolean
}

/** Told the errors that callers are not told, and which request they belong to when that is known. */
export type Report = (error: unknown, about?: Pick<LogFields, 'requestId'>) => void

export interface LoggerOptions {
  /** Code of the service, or `gateway`. */
  readonly service: string
  readonly level: LogLevel
  /** Takes each line with its end; default: standard error, written in the background. */
  readonly write?: (line: string) => void
}

/** Makes the log of one process. */
export function createLogger({ service, level, write }: LoggerOptions): Logger {
  const sink = write ? { write } : destination({ dest: 2, sync: false })
  const lines = pino(
    {
      level,
      base: { service },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      messageKey: 'event',
    },
    sink,
  )
  return {
    error: writer(lines, 'error'),
    warn: writer(lines, 'warn'),
    info: writer(lines, 'info'),
    debug: writer(lines, 'debug'),
    writes: (asked) => lines.isLevelEnabled(asked),
  }
}

function writer(lines: PinoLogger, level: Exclude<LogLevel, 'silent'>) {
  const isOn = lines.isLevelEnabled(level)
  return (event: LogEvent, fields: LogFields = {}): void => {
    if (isOn) lines[level](pickFields(fields), event)
  }
}

/** Writes down errors that callers are not told, without what they say. */
export function reportTo(logger: Logger): Report {
  return (error, { requestId } = {}) => {
    const about = requestId === undefined ? {} : { requestId }
    logger.error('error', { ...about, ...describeError(error) })
  }
}
