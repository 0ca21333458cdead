import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'

import type { Thresholds } from '../../policies/thresholds'
import { readThresholds } from '../../policies/thresholds'

const name = 'thresholds.json'

/**
 * The thresholds of a policy's folder: what the file says when it is asked for, so that a change is in force with
 * the next question. A file that cannot be read changes nothing.
 * @throws Error naming the file and the row, when it cannot be read to begin with
 */
export function openThresholds(folder: string): () => Thresholds {
  const file = path.join(folder, name)
  const read = () => readThresholds(`policies/${name}`, JSON.parse(readFileSync(file, 'utf8')))
  let known = { at: changedAt(file), thresholds: read() }
  return () => {
    try {
      const at = changedAt(file)
      if (at !== known.at) known = { at, thresholds: read() }
    } catch {
      // Told by `npm run policy -- check`; what was in force stays so.
    }
    return known.thresholds
  }
}

function changedAt(file: string): number {
  return statSync(file).mtimeMs
}
