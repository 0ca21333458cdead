import { parseArgs } from 'node:util'

import { wholeUsage } from './usage'
import { UsageError } from './usage-error'

/** What is asked of the disclosure log. */
export interface LogArguments {
  readonly command: 'export' | 'verify' | 'prove' | 'checkpoint' | 'key'
  /** Name of one log; null: all of them. */
  readonly log: string | null
  /** File of an export; null: the store of this machine. */
  readonly input: string | null
  readonly output: string | null
  /** Whether an export is written as provenance instead of lines. */
  readonly isProvenance: boolean
  /** File with a verifier key; null: the key of this machine. */
  readonly keyFile: string | null
  /** Files of checkpoints that were kept elsewhere. */
  readonly checkpointFiles: readonly string[]
  /** File of a proof to check. */
  readonly proofFile: string | null
  /** What to prove; null: nothing. */
  readonly proof: Proving | null
}

export type Proving = { readonly entry: string } | { readonly from: number; readonly to: number }

const commands = ['export', 'verify', 'prove', 'checkpoint', 'key'] as const

/** @throws UsageError */
export function readLogArguments(args: readonly string[]): LogArguments {
  const { positionals, values } = parse(args)
  const command = commands.find((known) => known === positionals[0])
  if (!command || positionals.length > 1) throw new UsageError(wholeUsage)
  const proof = readProving(values)
  if ((command === 'prove') !== (proof !== null)) throw new UsageError(wholeUsage)
  return {
    command,
    log: values.log ?? null,
    input: values.in ?? null,
    ...readOutput(command, values),
    keyFile: values.key ?? null,
    checkpointFiles: values.checkpoint ?? [],
    proofFile: values.proof ?? null,
    proof,
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...{ log: text, in: text, out: text, prov: text, key: text, proof: text },
        ...{ entry: text, from: text, to: text },
        checkpoint: { type: 'string', multiple: true },
      },
    })
  } catch {
    throw new UsageError(wholeUsage)
  }
}

/** Provenance is written instead of an export, and to a file. */
function readOutput(
  command: LogArguments['command'],
  { out, prov }: { readonly out?: string; readonly prov?: string },
): Pick<LogArguments, 'output' | 'isProvenance'> {
  if (prov === undefined) return { output: out ?? null, isProvenance: false }
  if (command !== 'export' || out !== undefined) throw new UsageError(wholeUsage)
  return { output: prov, isProvenance: true }
}

function readProving(values: {
  readonly entry?: string
  readonly from?: string
  readonly to?: string
}): Proving | null {
  const { entry, from, to } = values
  if (entry !== undefined && from === undefined && to === undefined) return { entry }
  if (from === undefined && to === undefined) return null
  if (entry !== undefined || !isCount(from) || !isCount(to)) throw new UsageError(wholeUsage)
  return { from: Number(from), to: Number(to) }
}

function isCount(text: string | undefined): boolean {
  return /^\d{1,15}$/.test(text ?? '')
}
