import { parseArgs } from 'node:util'

import { readBaseSettings } from '../../common/settings'
import type { Rebuilt } from '../../subgraphs/person-index/ledger/compare-stored'
import { compareWithStored } from '../../subgraphs/person-index/ledger/compare-stored'
import { readIndex } from './index-models'

export const rebuildUsage = `npm run index -- rebuild [--json]
  Makes everybody anew from the ledger of the index on this machine and says what is stored otherwise. Writes nothing.`

/** So many are named. */
const mostNamed = 50

/** @returns what is to be printed; exit status 1: something differs @throws Error that says what is wrong */
export async function runRebuild(args: readonly string[]): Promise<string> {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false } },
  })
  const rebuilt = await readIndex(readBaseSettings(process.env), compareWithStored)
  if (rebuilt.differing.length > 0) process.exitCode = 1
  return values.json ? JSON.stringify(rebuilt) : rebuiltText(rebuilt)
}

/** What was found, in lines. */
export function rebuiltText({ entries, people, records, differing }: Rebuilt): string {
  const made = `${entries} entries of the ledger make ${people} people of ${records} records.`
  if (differing.length === 0) return `${made} Everything that is stored is the same.`
  const named = differing.slice(0, mostNamed).map((one) => `  ${one}`)
  const more = differing.length > mostNamed ? [`  and ${differing.length - mostNamed} more`] : []
  return [made, `Stored otherwise: ${differing.length}`, ...named, ...more].join('\n')
}
