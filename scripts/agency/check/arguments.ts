import { isDay } from '../../../common/days'
import { flag, parseOptions, text, usageError } from '../parse-options'

/** What is to be checked, as the command line says it. */
export interface CheckCommand {
  readonly code: string
  /** What is to be published. */
  readonly sdlFile: string
  /** What an agency that is not in the register yet is; null: as the register says. */
  readonly kind: string | null
  readonly field: string | null
  /** Counts of what was asked; null: nobody has counted. */
  readonly usageFile: string | null
  readonly approvedFile: string | null
  /** A day such as 2026-04-01. */
  readonly on: string
  readonly isJson: boolean
}

export const checkUsage = `Usage: npm run --silent agency -- check --agency <code> --sdl FILE [--kind KIND --field NAME]
         [--usage FILE] [--approved FILE] [--on DAY] [--json]
  --agency    its code; of an agency in agencies.json the kind and field are known
  --sdl       what is to be published
  --kind, --field   of an agency that is not in agencies.json yet
  --usage     what "agency -- usage <code>" wrote; without it every field counts as asked for
  --approved  exceptions that somebody has approved, a JSON list (docs/schema-changes.md)
  --on        the day to decide for; default: today (UTC)
Exit status 0: it may be published; 1: it may not; 2: it could not be checked.`

/**
 * @param today default of `--on`
 * @throws Error with the usage
 */
export function readCheckCommand(args: readonly string[], today: string): CheckCommand {
  const { agency, sdl, kind = null, field = null, on = today, ...rest } = parse(args)
  if (agency === undefined) throw refusal('--agency is missing')
  if (sdl === undefined) throw refusal('--sdl is missing')
  if ((kind === null) !== (field === null)) throw refusal('give both of --kind and --field')
  if (!isDay(on)) throw refusal('--on must be a day such as 2026-04-01')
  return {
    ...{ code: agency, sdlFile: sdl, kind, field, on, isJson: rest.json },
    ...{ usageFile: rest.usage ?? null, approvedFile: rest.approved ?? null },
  }
}

function parse(args: readonly string[]) {
  const options = {
    ...{ agency: text, sdl: text, kind: text, field: text, usage: text, approved: text, on: text },
    json: flag,
  } as const
  const config = { args: [...args], options } as const
  return parseOptions(config, checkUsage).values
}

function refusal(problem: string): Error {
  return usageError(problem, checkUsage)
}
