import { parseArgs } from 'node:util'

/** Which of an agency's own record of disclosures is wanted. */
export interface DisclosuresCommand {
  readonly code: string
  /** ISO 8601, UTC; `from` counts, `to` no longer does. */
  readonly bounds: { readonly from: string; readonly to: string }
  /** A file; null: standard output. */
  readonly output: string | null
}

const usage = `Usage: npm run --silent agency -- disclosures <agency> [--from T] [--to T] [--out FILE]
  <agency> is a code of agencies.json; T is a moment such as 2026-04-01T00:00:00Z.`

/** @throws Error with the usage */
export function readDisclosuresCommand(args: readonly string[]): DisclosuresCommand {
  const { positionals, values } = parse(args)
  const [code, ...rest] = positionals
  if (code === undefined || rest.length > 0) throw new Error(usage)
  const from = readMoment(values.from ?? '2000-01-01T00:00:00Z')
  const to = readMoment(values.to ?? '9999-01-01T00:00:00Z')
  return { code, bounds: { from, to }, output: values.out ?? null }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    const options = { from: text, to: text, out: text }
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch {
    throw new Error(usage)
  }
}

function readMoment(text: string): string {
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new Error(usage)
  return new Date(at).toISOString()
}
