import { flag, parseOptions, text, usageError } from '../parse-options'

/** What is to be done about an agency that joins or leaves. */
export type InviteCommand = Invite | Withdraw | Unseal | Rotate

/** `terms` null: the agency is in the register, and is given the link key again. */
interface Invite {
  readonly verb: 'invite'
  readonly code: string
  readonly terms: InviteTerms | null
  /** Where the invitation is written. */
  readonly output: string
  readonly isJson: boolean
}

/** What the register has to know of it. */
export interface InviteTerms {
  /** A JSON Web Key, a set of them, or PEM: public. */
  readonly keyFile: string
  readonly url: string
  readonly kind: string
  readonly field: string
  readonly displayName: string
  readonly sdlFile: string
  readonly existenceProtected: boolean
}

interface Withdraw {
  readonly verb: 'withdraw'
  readonly code: string
  readonly isJson: boolean
}

interface Rotate {
  readonly verb: 'rotate-link-key'
  /** Where the invitations are written. */
  readonly folder: string
  readonly isJson: boolean
}

export interface Unseal {
  readonly verb: 'unseal'
  readonly input: string
  readonly keyFile: string
  /** Where the link key is written. */
  readonly output: string
  /** Where the key of names is written; null: it is not wanted. */
  readonly names: string | null
  readonly isJson: boolean
}

export const inviteUsage = `Usage: npm run --silent agency -- invite <code> --key FILE --url URL --kind KIND --field NAME
         --name TEXT --sdl FILE [--existence-protected] [--out FILE] [--json]
       npm run --silent agency -- invite <code> [--out FILE] [--json]
       npm run --silent agency -- unseal --in FILE --key FILE --out FILE [--names FILE] [--json]
       npm run --silent agency -- withdraw <code> [--json]
       npm run --silent agency -- rotate-link-key [--dir FOLDER] [--json]
  invite    an agency outside joins: its entry in agencies.json, and the keys that agencies share, of links and
            of names, sealed to its key.
            Of one that is in the register: the link key again, as after it was changed
  --key     of invite: the agency's public key (JSON Web Key, a set, or PEM); of unseal: its private key (PEM)
  --url     of its GraphQL;  --field  its field on Person;  --name  what people call it
  --sdl     what it publishes; it is checked first
  --existence-protected   nobody may be told even that it has a record
  --out     of invite: the invitation, default <code>.invitation.json; of unseal: the link key, 64 hexadecimal digits
  --names   of unseal: the key of names, likewise; leave it out when you have it
  withdraw  it leaves: its entry and what it has published go
  rotate-link-key   another link key, and for each agency outside an invitation with it in --dir (default: this
            folder); what was made with the key before leads to nobody from then on. First stop every gateway
Exit status 0: done; 1: refused; 2: it could not be done.`

/** @throws Error with the usage */
export function readInviteCommand(args: readonly string[]): InviteCommand {
  const { positionals, values } = parse(args)
  const [verb, code = null, ...rest] = positionals
  const { json: isJson } = values
  if (rest.length > 0) throw refusal('there is more than one agency')
  if (code === null) return readWithoutAgency(verb, values)
  // It is a part of file names before the register has seen it.
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(code))
    throw refusal('the code of an agency is small letters, digits and hyphens')
  if (verb === 'withdraw') return { verb, code, isJson }
  if (verb !== 'invite') throw refusal('there is no such verb')
  const output = values.out ?? `${code}.invitation.json`
  return { verb, code, terms: readTerms(values), output, isJson }
}

function readWithoutAgency(verb: string | undefined, values: Values): Unseal | Rotate {
  if (verb === 'unseal') return readUnseal(values)
  const { dir: folder = '.', json: isJson } = values
  if (verb === 'rotate-link-key') return { verb, folder, isJson }
  throw refusal('the code of the agency is missing')
}

type Values = ReturnType<typeof parse>['values']

function readUnseal({ in: input, key, out, names, json: isJson }: Values): Unseal {
  const need = needed('unseal')
  return {
    ...{ verb: 'unseal', isJson, names: names ?? null, input: need(input, '--in') },
    ...{ keyFile: need(key, '--key'), output: need(out, '--out') },
  }
}

function readTerms(values: Values): InviteTerms | null {
  const { key, url, kind, field, name, sdl } = values
  if ([key, url, kind, field, name, sdl].every((one) => one === undefined)) return null
  const need = needed('invite')
  return {
    ...{ keyFile: need(key, '--key'), url: need(url, '--url'), kind: need(kind, '--kind') },
    ...{ field: need(field, '--field'), displayName: need(name, '--name') },
    ...{ sdlFile: need(sdl, '--sdl'), existenceProtected: values['existence-protected'] },
  }
}

function needed(verb: string) {
  return (value: string | undefined, option: string): string => {
    if (value !== undefined && value.trim() !== '') return value
    throw refusal(`${verb}: ${option} is missing`)
  }
}

function parse(args: readonly string[]) {
  const options = {
    ...{
      key: text,
      url: text,
      kind: text,
      field: text,
      name: text,
      sdl: text,
      out: text,
      dir: text,
    },
    ...{ in: text, names: text, json: flag, 'existence-protected': flag },
  } as const
  const config = { args: [...args], allowPositionals: true, options } as const
  return parseOptions(config, inviteUsage)
}

function refusal(problem: string): Error {
  return usageError(problem, inviteUsage)
}
