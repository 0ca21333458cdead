import { toCanonicalJson } from './canonical-json'
import type { LogEntry } from './entry'
import type { Hash } from './merkle'
import { hashLeaf } from './merkle'

/** An entry at its index. */
export interface Leaf {
  /** Name of the log: the gateway instance that writes it. */
  readonly log: string
  /** Counted from 0, without gaps. */
  readonly index: number
  readonly entry: LogEntry
}

/** Written once for each entry: it is both stored and hashed. */
const texts = new WeakMap<LogEntry, string>()

/** Canonical JSON of an entry; an entry is never changed. */
export function textOfEntry(entry: LogEntry): string {
  const text = texts.get(entry) ?? toCanonicalJson(entry)
  texts.set(entry, text)
  return text
}

/** The hash that stands for a leaf in its tree: over the canonical JSON of log, index and entry. */
export function hashOfLeaf({ log, index, entry }: Leaf): Hash {
  const parts = [textOfEntry(entry), toCanonicalJson(index), toCanonicalJson(log)]
  return hashLeaf(`{"entry":${parts[0]},"index":${parts[1]},"log":${parts[2]}}`)
}
