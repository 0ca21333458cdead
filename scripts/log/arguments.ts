import { parseArgs } from 'node:util'

import { UsageError } from './usage-error'

/** What is asked of the disclosure log. */
export interface LogArguments {
  readonly command: 'export' | 'verify' | 'prove' | 'checkpoint' | 'key'
  /** Name of one log; null: all of them. */
  readonly log: string | null
  /** File of an export; null: the store of this machine. */
  readonly input: string | null
  readonly output: string | null
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

const usage = `Usage: npm run --silent log -- export [--log NAME] [--out FILE]
       npm run --silent log -- verify [--in FILE] [--key FILE] [--checkpoint FILE]... [--log NAME]
       npm run --silent log -- verify --proof FILE [--key FILE]
       npm run --silent log -- prove --entry REQUEST [--log NAME] [--in FILE] [--key FILE]
       npm run --silent log -- prove --from N --to M [--log NAME] [--in FILE] [--key FILE]
       npm run --silent log -- checkpoint [--log NAME]
       npm run --silent log -- key
       npm run --silent log -- reconcile [--from T] [--to T] [--in FILE] [--agency CODE=FILE]...
  REQUEST is a request id, or the entry's place, counted from 0. N and M are numbers of entries.
  Without --in the log of this machine's store is read; without --key its own key is used.`

const commands = ['export', 'verify', 'prove', 'checkpoint', 'key'] as const

/** @throws UsageError */
export function readLogArguments(args: readonly string[]): LogArguments {
  const { positionals, values } = parse(args)
  const command = commands.find((known) => known === positionals[0])
  if (!command || positionals.length > 1) throw new UsageError(usage)
  const proof = readProving(values)
  if ((command === 'prove') !== (proof !== null)) throw new UsageError(usage)
  return {
    command,
    log: values.log ?? null,
    input: values.in ?? null,
    output: values.out ?? null,
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
        ...{ log: text, in: text, out: text, key: text, proof: text },
        ...{ entry: text, from: text, to: text },
        checkpoint: { type: 'string', multiple: true },
      },
    })
  } catch {
    throw new UsageError(usage)
  }
}

function readProving(values: {
  readonly entry?: string
  readonly from?: string
  readonly to?: string
}): Proving | null {
  const { entry, from, to } = values
  if (entry !== undefined && from === undefined && to === undefined) return { entry }
  if (from === undefined && to === undefined) return null
  if (entry !== undefined || !isCount(from) || !isCount(to)) throw new UsageError(usage)
  return { from: Number(from), to: Number(to) }
}

function isCount(text: string | undefined): boolean {
  return /^\d{1,15}$/.test(text ?? '')
}
