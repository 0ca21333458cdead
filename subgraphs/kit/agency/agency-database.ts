import type { Agency } from '../../../common/register'
import { markField, Outbox } from '../index/outbox'
import { protectedElsewhereField } from '../records/protection'
import type { RecordCollections, RecordModel } from '../records/record-collection'
import { getCollection, openCollections } from '../records/record-collection'
import { personRecordType } from '../records/record-loaders'
import type { Database } from '../service/database'
import { openDatabase } from '../service/database'
import type { AgencyKind } from './agency-kind'
import { createKindModels } from './involvements'

/** An agency's own database, with every index built. */
export interface AgencyDatabase {
  readonly database: Database
  /** Models by record type, for validating. */
  readonly models: Readonly<Record<string, RecordModel>>
  readonly collections: RecordCollections
  /** What is to be told to the person index. */
  readonly outbox: Outbox
}

/**
 * Opens the database of one agency.
 * @throws Error that names the agency and the server when it does not answer.
 */
export async function openAgencyDatabase(
  agency: Agency,
  kind: AgencyKind,
  uri: string,
): Promise<AgencyDatabase> {
  const database = await openDatabase({ uri, code: agency.code })
  try {
    const models = createKindModels(kind, database.connection, agency)
    await database.buildIndexes()
    const collections = openCollections(database, models)
    const people = getCollection(collections, personRecordType)
    for (const field of [markField, protectedElsewhereField])
      await people.createIndex({ [field]: 1 }, {}, {})
    return { database, models, collections, outbox: new Outbox(database.connection) }
  } catch (error) {
    await database.close()
    throw error
  }
}
