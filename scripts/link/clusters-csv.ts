import { csvText } from '../../common/csv'
import type { LoadedRecords } from './load-records'

/** `clusters.csv`: for each row the number of its person, its file and its id; people of many rows first. */
export function clustersCsv(
  { agencies, ids }: Pick<LoadedRecords, 'agencies' | 'ids'>,
  clusters: readonly (readonly number[])[],
  files: readonly string[],
): string {
  const rows = clusters
    .toSorted((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0))
    .flatMap((records, index) =>
      records.map((record) => [
        String(index + 1),
        files[agencies[record] ?? 0] ?? '',
        ids[record] ?? '',
      ]),
    )
  return csvText([['cluster', 'file', 'id'], ...rows])
}
