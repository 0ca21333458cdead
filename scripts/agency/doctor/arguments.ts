import { findUrlProblem } from '../../../common/blocked-ports'
import { flag, parseOptions, text, usageError } from '../parse-options'

/** What is to be looked at; what is null is passed over. */
export interface DoctorCommand {
  /** Code of an agency outside. */
  readonly code: string | null
  /** Its private key. */
  readonly keyFile: string | null
  /** Where the hub publishes its keys. */
  readonly hubKeysUrl: string | null
  /** Of the agency's GraphQL; null: as the register says. */
  readonly url: string | null
  readonly isJson: boolean
}

export const doctorUsage = `Usage: npm run --silent agency -- doctor [--agency CODE] [--key FILE] [--hub-keys URL] [--url URL] [--json]
  Says what is wrong with settings, keys, clock and network, and how to mend it. Changes nothing.
  --agency    an agency outside: is its key the one that is pinned, does it answer
  --key       its private key (PEM)
  --hub-keys  where the hub publishes its keys: is it reached, and is the clock right
  --url       of the agency's GraphQL; default: as agencies.json says
Exit status 0: all is well; 1: something is not; 2: it could not be looked at.`

/** @throws Error with the usage */
export function readDoctorCommand(args: readonly string[]): DoctorCommand {
  const { agency = null, key = null, url = null, json: isJson, ...rest } = parse(args)
  const hubKeysUrl = rest['hub-keys'] ?? null
  for (const [option, value] of [
    ['--hub-keys', hubKeysUrl],
    ['--url', url],
  ] as const) {
    const problem = value === null ? null : findUrlProblem(value)
    if (problem !== null) throw refusal(`${option} ${problem}`)
  }
  return { code: agency, keyFile: key, hubKeysUrl, url, isJson }
}

function parse(args: readonly string[]) {
  const options = {
    ...{ agency: text, key: text, 'hub-keys': text, url: text },
    json: flag,
  } as const
  const config = { args: [...args], options } as const
  return parseOptions(config, doctorUsage).values
}

function refusal(problem: string): Error {
  return usageError(problem, doctorUsage)
}
