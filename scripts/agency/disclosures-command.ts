import { flag, parseOptions, text, usageError } from './parse-options'

/** Which of an agency's own record of disclosures is wanted. */
export interface DisclosuresCommand {
  readonly code: string
  /** ISO 8601, UTC; `from` counts, `to` no longer does. */
  readonly bounds: { readonly from: string; readonly to: string }
  /** A file; null: standard output. */
  readonly output: string | null
}

const usage = `Usage: npm run --silent agency -- disclosures <agency> [--from T] [--to T] [--out FILE] [--json]
  <agency> is a code of agencies.json; T is a moment such as 2026-04-01T00:00:00Z.`

/** @throws Error with the usage */
export function readDisclosuresCommand(args: readonly string[]): DisclosuresCommand {
  const { positionals, values } = parse(args)
  const [code, ...rest] = positionals
  if (code === undefined || rest.length > 0) throw usageError('', usage)
  const from = readMoment(values.from ?? '2000-01-01T00:00:00Z')
  const to = readMoment(values.to ?? '9999-01-01T00:00:00Z')
  return { code, bounds: { from, to }, output: values.out ?? null }
}

function parse(args: readonly string[]) {
  // What is printed is a JSON object a line in any case.
  const options = { from: text, to: text, out: text, json: flag }
  return parseOptions({ args: [...args], allowPositionals: true, options }, usage)
}

function readMoment(moment: string): string {
  const at = Date.parse(moment)
  if (Number.isNaN(at)) throw usageError('', usage)
  return new Date(at).toISOString()
}
