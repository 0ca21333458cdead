import type { LogEntry } from './entry'
import type { Leaf } from './leaf'
import type { Filing } from './question-filter'

/** A leaf with what its store finds it by; null when the export does not say. */
export interface ExportedLeaf extends Leaf {
  readonly filing: Filing | null
}

/** One line of an export, JSON: a leaf with its index, or a signed checkpoint. */
export type ExportLine = ExportedLeaf | { readonly log: string; readonly checkpoint: string }

/** What an export holds of one log, in the order of its lines. */
export interface ExportedLog {
  readonly log: string
  readonly leaves: readonly ExportedLeaf[]
  /** Signed notes. */
  readonly checkpoints: readonly string[]
}

/** An export that is not one; the message names the line. */
export class ExportError extends Error {
  constructor(line: number, problem: string) {
    super(
      `line ${line}: ${problem}; expected a leaf {"log","index","entry","filing"} or {"log","checkpoint"}`,
    )
    this.name = 'ExportError'
  }
}

/**
 * The logs of an export (JSON lines), by name.
 * @throws ExportError
 */
export function readExport(text: string): readonly ExportedLog[] {
  const logs = new Map<string, { log: string; leaves: ExportedLeaf[]; checkpoints: string[] }>()
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
  const { log, index, entry, filing, checkpoint } = value
  if (typeof log !== 'string') throw new ExportError(number, 'it names no log')
  if (typeof checkpoint === 'string') return { log, checkpoint }
  if (typeof index !== 'number' || typeof entry !== 'object' || entry === null)
    throw new ExportError(number, 'it is neither')
  return { log, index, entry: entry as LogEntry, filing: readFiling(filing) }
}

function readFiling(value: unknown): Filing | null {
  const { at, keys } = (value ?? {}) as Readonly<Record<string, unknown>>
  if (typeof at !== 'string' || !Array.isArray(keys)) return null
  return { at, keys: keys.map(String) }
}

function parse(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' ? (value as Readonly<Record<string, unknown>> | null) : null
  } catch {
    return null
  }
}
