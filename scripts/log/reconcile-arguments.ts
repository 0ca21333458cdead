import { parseArgs } from 'node:util'

import { reconcileUsage } from './usage'
import { UsageError } from './usage-error'

/** What of both sides is compared. */
export interface ReconcileArguments {
  /** File of an export of the hub's log; null: the store of this machine. */
  readonly hubFile: string | null
  /** File with the keys that name records; null: those of this machine, for its own store. */
  readonly recordKeysFile: string | null
  /** File of each agency's record; empty: the databases of this machine. */
  readonly agencyFiles: ReadonlyMap<string, string>
  /** How soon after a sudden end a gateway is back. */
  readonly graceMs: number
  /** ISO 8601, UTC; what agencies wrote down from then on. */
  readonly from: string
  /** The first moment that no longer counts. */
  readonly to: string
}

/** @throws UsageError */
export function readReconcileArguments(args: readonly string[]): ReconcileArguments {
  const { positionals, values } = parse(args)
  if (positionals.length > 0) throw new UsageError(reconcileUsage)
  return {
    hubFile: values.in ?? null,
    recordKeysFile: values['record-keys'] ?? null,
    agencyFiles: new Map((values.agency ?? []).map(readAgencyFile)),
    graceMs: readSeconds(values.grace ?? '15') * 1000,
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
      options: {
        ...{ in: text, from: text, to: text, 'record-keys': text, grace: text },
        agency: { type: 'string', multiple: true },
      },
    })
  } catch {
    throw new UsageError(reconcileUsage)
  }
}

function readAgencyFile(given: string): [string, string] {
  const at = given.indexOf('=')
  if (at < 1 || at === given.length - 1) throw new UsageError(reconcileUsage)
  return [given.slice(0, at), given.slice(at + 1)]
}

function readSeconds(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new UsageError(reconcileUsage)
  return Number(text)
}

function readMoment(text: string): string {
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new UsageError(reconcileUsage)
  return new Date(at).toISOString()
}
