import { parseArgs } from 'node:util'

import { UsageError } from './usage-error'

/** What of both sides is compared. */
export interface ReconcileArguments {
  /** File of an export of the hub's log; null: the store of this machine. */
  readonly hubFile: string | null
  /** File of each agency's record; empty: the databases of this machine. */
  readonly agencyFiles: ReadonlyMap<string, string>
  /** ISO 8601, UTC; what agencies wrote down from then on. */
  readonly from: string
  /** The first moment that no longer counts. */
  readonly to: string
}

const usage = `Usage: npm run --silent log -- reconcile [--from T] [--to T] [--in FILE] [--agency CODE=FILE]...
  T is a moment such as 2026-04-01T00:00:00Z. FILE of --in is what "log -- export" wrote, FILE of
  --agency what "agency -- disclosures" wrote; without them the databases of this machine are read.`

/** @throws UsageError */
export function readReconcileArguments(args: readonly string[]): ReconcileArguments {
  const { positionals, values } = parse(args)
  if (positionals.length > 0) throw new UsageError(usage)
  return {
    hubFile: values.in ?? null,
    agencyFiles: new Map((values.agency ?? []).map(readAgencyFile)),
    from: readMoment(values.from ?? '2000-01-01T00:00:00Z'),
    to: readMoment(values.to ?? '9999-01-01T00:00:00Z'),
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { in: text, from: text, to: text, agency: { type: 'string', multiple: true } },
    })
  } catch {
    throw new UsageError(usage)
  }
}

function readAgencyFile(given: string): [string, string] {
  const at = given.indexOf('=')
  if (at < 1 || at === given.length - 1) throw new UsageError(usage)
  return [given.slice(0, at), given.slice(at + 1)]
}

function readMoment(text: string): string {
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new UsageError(usage)
  return new Date(at).toISOString()
}
