import type { AgencyDatabase } from '../../subgraphs/kit/agency/agency-database'
import type { AgencyKind } from '../../subgraphs/kit/agency/agency-kind'
import { findBeside, writeAndTell } from '../../subgraphs/kit/index/due-people'
import { markField, newMark } from '../../subgraphs/kit/index/outbox'
import { protectsAddress } from '../../subgraphs/kit/records/protection'
import type { RecordCollections, StoredRecord } from '../../subgraphs/kit/records/record-collection'
import { getCollection } from '../../subgraphs/kit/records/record-collection'
import { personRecordType } from '../../subgraphs/kit/records/record-loaders'
import type { ReadyRecord } from './target'

/**
 * People are stored as due for registration; so is everyone whom a record names, or named until now, that carries an
 * address, because the index finds people by it, or that may hide them from some or let them be told of; and whoever
 * may live with somebody whose protection begins or ends.
 */
export async function writeRecords(
  records: readonly ReadyRecord[],
  { collections, outbox }: Pick<AgencyDatabase, 'collections' | 'outbox'>,
  { limitedAccessTypes, disclosesOnlyWith }: AgencyKind,
): Promise<void> {
  const closing = [...limitedAccessTypes, disclosesOnlyWith]
  const due: string[] = []
  const recordTypes = [...new Set(records.map((record) => record.recordType))]
  const groupOf = (recordType: string) => records.filter((one) => one.recordType === recordType)
  for (const recordType of recordTypes) {
    const group = groupOf(recordType)
    const stored = await findStored(group, collections, recordType)
    if (recordType === personRecordType)
      due.push(...(await findBeside(collections, otherwiseProtected(group, stored))))
    else {
      const all = [...stored, ...group.map(({ document }) => document)]
      const telling = closing.includes(recordType) ? all : all.filter(hasPlace)
      due.push(...telling.flatMap((document) => (document['personRefs'] ?? []) as string[]))
    }
  }
  const people = getCollection(collections, personRecordType)
  await writeAndTell({ outbox, people }, [...new Set(due)], async () => {
    for (const recordType of recordTypes)
      await replaceRecords(groupOf(recordType), collections, recordType)
  })
}

function hasPlace(document: ReadyRecord['document']): boolean {
  return typeof document['uprn'] === 'string' || typeof document['postcode'] === 'string'
}

/** References of people whose address this agency protects from now on, or no longer. */
function otherwiseProtected(
  people: readonly ReadyRecord[],
  stored: readonly StoredRecord[],
): readonly string[] {
  const before = new Set(stored.filter(protectsAddress).map(({ _id }) => _id))
  return people
    .filter(({ id, document }) => protectsAddress({ ...document, _id: id }) !== before.has(id))
    .map(({ id }) => id)
}

/** Stores records of one type, people with a mark. */
async function replaceRecords(
  records: readonly ReadyRecord[],
  collections: RecordCollections,
  recordType: string,
): Promise<void> {
  const extra = recordType === personRecordType ? { [markField]: newMark() } : {}
  await getCollection(collections, recordType).bulkWrite(
    records.map(({ id, document }) => {
      const replacement = { ...document, ...extra }
      return { replaceOne: { filter: { _id: id }, replacement, upsert: true } }
    }),
    { ordered: false },
  )
}

/** The records of these ids as they are stored so far. */
function findStored(
  records: readonly ReadyRecord[],
  collections: RecordCollections,
  recordType: string,
): Promise<readonly StoredRecord[]> {
  const ids = records.map(({ id }) => id)
  return getCollection(collections, recordType)
    .find({ _id: { $in: ids } })
    .toArray()
}
