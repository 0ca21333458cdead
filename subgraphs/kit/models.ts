import type { Connection, SchemaDefinition } from 'mongoose'
import { Schema } from 'mongoose'

import { envelope, personFields, recordIndexes, type RecordFields } from './record-fields'

/**
 * The model of one type of record: the envelope and the type's own fields, unknown fields refused by
 * name, indexed by person and time, and by address where the records have one.
 */
export function createRecordModel(connection: Connection, name: string, fields: RecordFields) {
  return connection.model(name, makeSchema({ ...envelope, ...fields }), `${name}Records`)
}

/** The model of the agency's own people. */
export function createPersonModel(connection: Connection) {
  return connection.model('person', makeSchema(personFields), 'people')
}

function makeSchema(fields: RecordFields) {
  const schema = new Schema(fields as SchemaDefinition, { strict: 'throw', versionKey: false })
  for (const index of recordIndexes) schema.index(index)
  if ('uprn' in fields) schema.index({ uprn: 1, occurredAt: -1 })
  return schema
}
