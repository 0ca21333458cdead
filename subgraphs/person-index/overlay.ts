import type { ConnectedStore, IndexedRecord } from './linking'
import type { Agree } from './matching/misfiled-numbers'

/**
 * A store as it will be once these records are written.
 * @param compareNumbers as they will be
 */
export function overlay(
  store: Omit<ConnectedStore, 'compareNumbers'>,
  records: readonly IndexedRecord[],
  compareNumbers: (keys: readonly string[]) => Promise<Agree>,
): ConnectedStore {
  const byKey = new Map(records.map((record) => [record.key, record]))
  return {
    compareNumbers,
    findPairs: (keys) => store.findPairs(keys),
    findDisputed: (keys) => store.findDisputed(keys),
    async findRecords(search) {
      const stored = await store.findRecords(search)
      const [keys, tokens] = [new Set(search.keys), new Set(search.tokens)]
      const own = records.filter(
        (record) => keys.has(record.key) || record.tokens.some((token) => tokens.has(token)),
      )
      const found = [...stored, ...own].map((record) => byKey.get(record.key) ?? record)
      return [...new Map(found.map((record) => [record.key, record])).values()]
    },
  }
}
