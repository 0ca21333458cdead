import type { Connection, SchemaDefinition } from 'mongoose'
import { Schema } from 'mongoose'

import type { RecordModel } from './record-collection'
import { envelope, personFields, recordIndexes, type RecordFields } from './record-fields'
import type { RecordRule } from './record-rules'
import {
  answerMatchesState,
  bornInThePast,
  endsAfterItStarts,
  everyoneHasAPart,
  informantIsNotNamed,
  recordedInThePast,
} from './record-rules'

const recordRules = [recordedInThePast, endsAfterItStarts, everyoneHasAPart, informantIsNotNamed]

const personRules = [
  recordedInThePast,
  bornInThePast,
  answerMatchesState('sexualOrientation'),
  answerMatchesState('ethnicity'),
]

/** A type of record: its own fields, and its rules about several fields. */
export interface RecordType {
  readonly name: string
  readonly fields: RecordFields
  readonly rules?: readonly RecordRule[]
}

/**
 * The model of one type of record: the envelope and the type's own fields, unknown fields refused by
 * name, indexed by person and time, and by address where the records have one.
 */
export function createRecordModel(connection: Connection, type: RecordType): RecordModel {
  const { name, fields, rules = [] } = type
  const schema = makeSchema({ ...envelope, ...fields }, [...recordRules, ...rules])
  return connection.model(name, schema, `${name}Records`)
}

/**
 * Makes the models of one kind's record types on one connection.
 * @param always rules that hold for every type of the kind
 */
export function recordModelsOn(connection: Connection, ...always: readonly RecordRule[]) {
  return (name: string, fields: RecordFields, rules: readonly RecordRule[] = []) =>
    createRecordModel(connection, { name, fields, rules: [...always, ...rules] })
}

/** What a kind adds to the description of its people. */
export type PersonAdditions = Pick<RecordType, 'rules'> & { readonly fields?: RecordFields }

/** The model of the agency's own people. */
export function createPersonModel(
  connection: Connection,
  { fields = {}, rules = [] }: PersonAdditions = {},
): RecordModel {
  const schema = makeSchema({ ...personFields, ...fields }, [...personRules, ...rules])
  return connection.model('person', schema, 'people')
}

function makeSchema(fields: RecordFields, rules: readonly RecordRule[]) {
  const schema = new Schema(fields as SchemaDefinition, {
    strict: 'throw',
    versionKey: false,
    id: false,
  })
  for (const index of recordIndexes) schema.index(index)
  if ('uprn' in fields) schema.index({ uprn: 1, occurredAt: -1 })
  schema.pre('validate', function () {
    const read = (field: string): unknown => this.get(field)
    for (const rule of rules)
      for (const { field, problem } of rule(read)) this.invalidate(field, problem)
  })
  return schema
}
