import { randomUUID } from 'node:crypto'

import type { CanonicalRecord } from '../../common/likeness/fields'
import { filtersOf } from '../../common/second-step/filters'
import type { NodeKeys } from '../../common/second-step/pair-keys'
import { createNodeKeys, pairKeys } from '../../common/second-step/pair-keys'
import type { LoadedRecords } from '../../scripts/link/load-records'
import type { LinkInput } from '../../subgraphs/person-index/matching/link-records'
import { filterLevels } from '../../subgraphs/person-index/matching/second-step/filter-levels'

/** The second step between agencies that are all here: each pair under a key of its own. */
export function secondLook({
  records,
  agencies,
}: Pick<LoadedRecords, 'records' | 'agencies'>): NonNullable<LinkInput['lookCloser']> {
  const keysOf = agencyKeys()
  return (pairs) => {
    const job = randomUUID()
    const between = new Map<string, ReturnType<typeof pairKeys>>()
    return pairs.map(({ a, b }, pair) => {
      const [one, other] = [agencies[a] ?? 0, agencies[b] ?? 0]
      const label = `${one} ${other}`
      const keyOf =
        between.get(label) ?? pairKeys(keysOf(one, 0).privateKey, keysOf(other, 1).publicKey)
      between.set(label, keyOf)
      const key = keyOf({ job, pair })
      return filterLevels(filtersOf(at(records, a), key), filtersOf(at(records, b), key))
    })
  }
}

/** Keys by agency; one agency that is searched for duplicates takes both sides. */
function agencyKeys(): (agency: number, side: 0 | 1) => NodeKeys {
  const known = new Map<string, NodeKeys>()
  return (agency, side) => {
    const label = `${agency} ${side}`
    const keys = known.get(label) ?? createNodeKeys()
    known.set(label, keys)
    return keys
  }
}

function at(records: readonly CanonicalRecord[], index: number): CanonicalRecord {
  const record = records[index]
  if (!record) throw new RangeError(`there is no record ${index}`)
  return record
}
