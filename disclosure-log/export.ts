import type { LogEntry } from './entry'
import type { Leaf } from './leaf'

/** One line of an export, JSON: a leaf with its index, or a signed checkpoint. */
export type ExportLine = Leaf | { readonly log: string; readonly checkpoint: string }

/** What an export holds of one log, in the order of its lines. */
export interface ExportedLog {
  readonly log: string
  readonly leaves: readonly Leaf[]
  /** Signed notes. */
  readonly checkpoints: readonly string[]
  /** Indexes that the store would not find by what they hold; absent in an export. */
  readonly misfiled?: readonly number[]
}

/** An export that is not one; the message names the line. */
export class ExportError extends Error {
  constructor(line: number, problem: string) {
    super(
      `line ${line}: ${problem}; expected a leaf {"log","index","entry"} or {"log","checkpoint"}`,
    )
    this.name = 'ExportError'
  }
}

/**
 * The logs of an export (JSON lines), by name.
 * @throws ExportError
 */
export function readExport(text: string): readonly ExportedLog[] {
  const logs = new Map<string, { log: string; leaves: Leaf[]; checkpoints: string[] }>()
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const read = readLine(line, index + 1)
    const known = logs.get(read.log) ?? { log: read.log, leaves: [], checkpoints: [] }
    logs.set(read.log, known)
    if ('checkpoint' in read) known.checkpoints.push(read.checkpoint)
    else known.leaves.push(read)
  }
  return [...logs.values()].toSorted((one, other) => (one.log < other.log ? -1 : 1))
}

function readLine(line: string, number: number): ExportLine {
  const value = parse(line)
  if (value === null) throw new ExportError(number, 'it is not a JSON object')
  const { log, index, entry, checkpoint } = value
  if (typeof log !== 'string') throw new ExportError(number, 'it names no log')
  if (typeof checkpoint === 'string') return { log, checkpoint }
  if (typeof index !== 'number' || typeof entry !== 'object' || entry === null)
    throw new ExportError(number, 'it is neither')
  return { log, index, entry: entry as LogEntry }
}

function parse(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' ? (value as Readonly<Record<string, unknown>> | null) : null
  } catch {
    return null
  }
}
