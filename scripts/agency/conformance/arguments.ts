import { findUrlProblem } from '../../../common/blocked-ports'
import { flag, parseOptions, text, usageError } from '../parse-options'

/** What is to be looked at, as the command line says it. */
export interface ConformanceCommand {
  readonly code: string
  /** Null: as the register says. */
  readonly url: string | null
  readonly field: string | null
  readonly sdlFile: string | null
  readonly references: readonly string[]
  /** How it is called as the hub: with the key in a file, or one that is published at a port. */
  readonly key: { readonly file: string } | { readonly port: number }
  readonly roles: readonly string[]
  readonly purpose: string
  readonly stated: readonly string[]
  readonly isJson: boolean
}

export const conformanceUsage = `Usage: npm run --silent agency -- conformance --agency <code> --reference REF [--reference REF]...
         (--hub-key FILE | --keys-port PORT) [--url URL] [--field NAME --sdl FILE]
         [--role ROLE] [--purpose PURPOSE] [--stated STATEMENT]... [--json]
  --agency     its code; of an agency in agencies.json the URL, field and SDL are known
  --reference  a made-up person that it holds and may tell of
  --hub-key    the private key of a hub that it trusts, as in .data/keys/sightline-hub
  --keys-port  a key of this run is published at http://127.0.0.1:PORT/.well-known/jwks.json: let the
               agency take that for the hub's. Never on a system with real people.
  --role, --purpose, --stated   who may see something: mash.analyst, ADULT_SAFEGUARDING, PUBLIC_INTEREST_TEST
Exit status 0: it conforms; 1: it does not; 2: it could not be looked at.`

/** Written to by nobody; `parseArgs` takes no other lists. */
const defaults: Readonly<Record<'reference' | 'role' | 'stated', string[]>> = {
  reference: [],
  role: ['mash.analyst'],
  stated: ['PUBLIC_INTEREST_TEST'],
}
const texts = { type: 'string', multiple: true } as const

/** @throws Error with the usage */
export function readConformanceCommand(args: readonly string[]): ConformanceCommand {
  const given = parse(args)
  const { agency, reference, url = null } = given
  if (agency === undefined) throw refusal('--agency is missing')
  if (reference.length === 0) throw refusal('--reference is missing')
  const problem = url === null ? null : findUrlProblem(url)
  if (problem !== null) throw refusal(`--url ${problem}`)
  return {
    ...{ code: agency, url, field: given.field ?? null, sdlFile: given.sdl ?? null },
    ...{ references: reference, key: readKey(given['hub-key'], given['keys-port']) },
    ...{ roles: given.role, purpose: given.purpose, stated: given.stated, isJson: given.json },
  }
}

function readKey(file: string | undefined, port: string | undefined): ConformanceCommand['key'] {
  if (file !== undefined && port === undefined) return { file }
  const number = /^\d{1,5}$/.test(port ?? '') ? Number(port) : Number.NaN
  if (file === undefined && number <= 65_535) return { port: number }
  throw refusal('give one of --hub-key and --keys-port, a port from 0 to 65535')
}

function parse(args: readonly string[]) {
  const options = {
    ...{ agency: text, url: text, field: text, sdl: text, 'hub-key': text, 'keys-port': text },
    reference: { ...texts, default: defaults.reference },
    role: { ...texts, default: defaults.role },
    purpose: { ...text, default: 'ADULT_SAFEGUARDING' },
    stated: { ...texts, default: defaults.stated },
    json: flag,
  } as const
  const config = { args: [...args], options } as const
  return parseOptions(config, conformanceUsage).values
}

function refusal(problem: string): Error {
  return usageError(problem, conformanceUsage)
}
