import type { IndexedRecord, LinkStore } from './linking'

/** A store as it will be once these records are written. */
export function overlay(
  store: Pick<LinkStore, 'findRecords' | 'findPairs' | 'findDisputed'>,
  records: readonly IndexedRecord[],
): Pick<LinkStore, 'findRecords' | 'findPairs' | 'findDisputed'> {
  const byKey = new Map(records.map((record) => [record.key, record]))
  return {
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
