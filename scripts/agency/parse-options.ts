import type { ParseArgsConfig } from 'node:util'
import { parseArgs } from 'node:util'

import { asCalled } from './as-called'

/** An option that has a text. */
export const text = { type: 'string' } as const
/** An option that is there or not. */
export const flag = { type: 'boolean', default: false } as const

/** What a command line says, read by `parseArgs`; what it does not know is refused with how it is written. */
export function parseOptions<const Config extends ParseArgsConfig>(
  config: Config,
  usage: string,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config)
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error), usage)
  }
}

/** A command line that cannot be carried out. */
export class UsageError extends Error {
  readonly usage: string

  constructor(problem: string, usage: string) {
    super(`${problem === '' ? '' : `${problem}\n`}${asCalled(usage)}`)
    this.usage = asCalled(usage)
  }
}

/** What is wrong with a command line, and how it is written. */
export function usageError(problem: string, usage: string): UsageError {
  return new UsageError(problem, usage)
}
