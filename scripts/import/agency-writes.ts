import type { AgencyKind } from '../../subgraphs/kit/agency/agency-kind'
import { markField, newMark } from '../../subgraphs/kit/index/registrar'
import type { RecordCollections } from '../../subgraphs/kit/records/record-collection'
import { getCollection } from '../../subgraphs/kit/records/record-collection'
import { personRecordType } from '../../subgraphs/kit/records/record-loaders'
import type { ReadyRecord } from './target'

/**
 * People are stored as due for registration; so is everyone with a record that carries an address,
 * because the index finds people by it, or that may hide them from some or let them be told of.
 */
export async function writeRecords(
  records: readonly ReadyRecord[],
  collections: RecordCollections,
  { limitedAccessTypes, disclosesOnlyWith }: AgencyKind,
): Promise<void> {
  const mark = newMark()
  const closing = [...limitedAccessTypes, disclosesOnlyWith]
  const closes = (recordType: string) =>
    recordType !== personRecordType && closing.includes(recordType)
  const due: string[] = []
  for (const recordType of new Set(records.map((record) => record.recordType))) {
    const group = records.filter((record) => record.recordType === recordType)
    // Whom such a record named until now is to be told of, or hidden, without it.
    if (closes(recordType)) due.push(...(await refsStored(group, collections, recordType)))
    await replaceRecords(group, collections, mark)
  }
  const telling = records.filter(
    ({ document, recordType }) => hasPlace(document) || closes(recordType),
  )
  due.push(...telling.flatMap(({ document }) => (document['personRefs'] ?? []) as string[]))
  if (due.length === 0) return
  await getCollection(collections, personRecordType).updateMany(
    { _id: { $in: [...new Set(due)] } },
    { $set: { [markField]: mark } },
  )
}

function hasPlace(document: ReadyRecord['document']): boolean {
  return typeof document['uprn'] === 'string' || typeof document['postcode'] === 'string'
}

/** Stores records of one type, people with the mark. */
async function replaceRecords(
  records: readonly ReadyRecord[],
  collections: RecordCollections,
  mark: string,
): Promise<void> {
  const recordType = records[0]?.recordType ?? personRecordType
  const extra = recordType === personRecordType ? { [markField]: mark } : {}
  await getCollection(collections, recordType).bulkWrite(
    records.map(({ id, document }) => {
      const replacement = { ...document, ...extra }
      return { replaceOne: { filter: { _id: id }, replacement, upsert: true } }
    }),
    { ordered: false },
  )
}

/** Whom the records of these ids name as they are stored so far. */
async function refsStored(
  records: readonly ReadyRecord[],
  collections: RecordCollections,
  recordType: string,
): Promise<readonly string[]> {
  const ids = records.map(({ id }) => id)
  const stored = await getCollection(collections, recordType)
    .find({ _id: { $in: ids } })
    .toArray()
  return stored.flatMap(({ personRefs }) => personRefs ?? [])
}
