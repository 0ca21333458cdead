import { checkVersion } from './publication'
import { flag, parseOptions, text, usageError } from '../parse-options'

/** What is to be done with what agencies publish. */
export type PublishCommand = PublishNew | List | RollBack | Compose

interface PublishNew {
  readonly verb: 'publish'
  readonly code: string
  /** What is to be signed, or a file that was signed elsewhere. */
  readonly from: ToSign | { readonly publicationFile: string }
  /** Where the signed publication is written instead of being put in force; null: it is put in force. */
  readonly output: string | null
  readonly usageFile: string | null
  readonly approvedFile: string | null
  readonly isJson: boolean
}

/** What is signed here, and with which key. */
export interface ToSign {
  readonly sdlFile: string
  readonly version: string
  readonly changelog: string
  readonly keyFile: string
}

interface List {
  readonly verb: 'list'
  /** Null: every agency outside. */
  readonly code: string | null
  readonly isJson: boolean
}

interface RollBack {
  readonly verb: 'rollback'
  readonly code: string
  /** Null: the version that was in force before. */
  readonly to: string | null
  readonly reason: string
  readonly isJson: boolean
}

interface Compose {
  readonly verb: 'compose'
  readonly isJson: boolean
}

export const publishUsage = `Usage: npm run --silent agency -- publish <code> --sdl FILE --version V --changelog TEXT --key FILE
         [--usage FILE] [--approved FILE] [--out FILE] [--json]
       npm run --silent agency -- publish <code> --in FILE [--usage FILE] [--approved FILE] [--json]
       npm run --silent agency -- list [<code>] [--json]
       npm run --silent agency -- rollback <code> [--to V] --reason TEXT [--json]
       npm run --silent agency -- compose [--json]
  <code> is an agency outside in agencies.json; V is a version such as 1.2.0, higher than all before.
  --key      the agency's private key (PEM); its public half is pinned in agencies.json
  --out      only sign, and write what is signed to FILE; --in puts such a file in force
  --usage, --approved   as for "agency -- check"
  compose    composes again what is in force, after an upgrade of the hub
Exit status 0: done; 1: refused; 2: it could not be done.`

/** @throws Error with the usage */
export function readPublishCommand(args: readonly string[]): PublishCommand {
  const { positionals, values } = parse(args)
  const [verb, code = null, ...rest] = positionals
  const { json: isJson } = values
  if (rest.length > 0) throw refusal('there is more than one agency')
  if (verb === 'compose' && code === null) return { verb, isJson }
  if (verb === 'list') return { verb, code, isJson }
  if (code === null) throw refusal('the code of the agency is missing')
  if (verb === 'rollback') return readRollBack(code, values)
  if (verb === 'publish') return readPublish(code, values)
  throw refusal('there is no such verb')
}

function readPublish(code: string, values: Values): PublishNew {
  const { out: output = null, usage: usageFile = null, approved: approvedFile = null } = values
  const from = readFrom(values)
  if ('publicationFile' in from && output !== null) throw refusal('give one of --in and --out')
  return { verb: 'publish', code, from, output, usageFile, approvedFile, isJson: values.json }
}

type Values = ReturnType<typeof parse>['values']

function readRollBack(code: string, { reason = '', json, ...values }: Values): RollBack {
  const to = values.to ?? null
  if (reason.trim() === '') throw refusal('say why with --reason')
  if (to !== null) checkVersion(to)
  return { verb: 'rollback', code, to, reason: reason.trim(), isJson: json }
}

function readFrom(values: Values): PublishNew['from'] {
  const { sdl, version, changelog, key } = values
  if (values.in !== undefined) {
    if ([sdl, version, changelog, key].some((one) => one !== undefined))
      throw refusal(
        'what --in names is signed already: leave out --sdl, --version, --changelog and --key',
      )
    return { publicationFile: values.in }
  }
  if (sdl === undefined) throw refusal('--sdl is missing')
  if (version === undefined) throw refusal('--version is missing')
  if (key === undefined) throw refusal('--key is missing')
  if (changelog === undefined || changelog.trim() === '')
    throw refusal('say what is new with --changelog')
  checkVersion(version)
  return { sdlFile: sdl, version, changelog: changelog.trim(), keyFile: key }
}

function parse(args: readonly string[]) {
  const options = {
    ...{ sdl: text, version: text, changelog: text, key: text, out: text, in: text },
    ...{ usage: text, approved: text, to: text, reason: text },
    json: flag,
  } as const
  const config = { args: [...args], allowPositionals: true, options } as const
  return parseOptions(config, publishUsage)
}

function refusal(problem: string): Error {
  return usageError(problem, publishUsage)
}
