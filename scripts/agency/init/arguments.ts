import { flag, parseOptions, text, usageError } from '../parse-options'

export const languages = ['typescript', 'python', 'none'] as const
export type Language = (typeof languages)[number]

/** Which folder is to be made. */
export interface InitCommand {
  readonly kind: string
  readonly language: Language
  readonly code: string
  /** Its field on `Person`. */
  readonly field: string
  readonly folder: string
  readonly isJson: boolean
}

export const initUsage = `Usage: npm run --silent agency -- init --kind KIND --language typescript|python|none
         [--code CODE] [--field NAME] [--dir FOLDER] [--json]
  Makes a folder for an agency's subgraph: its SDL, an agreement and made-up records; with a language a program that
  runs and keeps the contract (docs/agency-contract.md).
  --kind   a kind that schema/subgraphs/ has
  --code   default: example-KIND;  --field  default: from the code;  --dir  default: the code
Exit status 0: made; 2: not made.`

/** @throws Error with the usage */
export function readInitCommand(args: readonly string[]): InitCommand {
  const { kind, language, json: isJson, ...given } = parse(args)
  if (kind === undefined) throw refusal('--kind is missing')
  const known = languages.find((one) => one === language)
  if (!known) throw refusal(`--language is one of ${languages.join(', ')}`)
  const { code = `example-${kind}` } = given
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(code))
    throw refusal('the code of an agency is small letters, digits and hyphens')
  const { field = fieldOf(code), dir: folder = code } = given
  if (!/^[a-z][A-Za-z0-9]*$/.test(field)) throw refusal('--field is a name such as exampleAgency')
  return { kind, language: known, code, field, folder, isJson }
}

function fieldOf(code: string): string {
  return code.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function parse(args: readonly string[]) {
  const options = {
    ...{ kind: text, language: text, code: text, field: text, dir: text },
    json: flag,
  } as const
  const config = { args: [...args], options } as const
  return parseOptions(config, initUsage).values
}

function refusal(problem: string): Error {
  return usageError(problem, initUsage)
}
