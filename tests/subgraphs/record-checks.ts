import mongoose from 'mongoose'

import type { Agency } from '../../common/register'
import type { AgencyKindDefinition } from '../../subgraphs/kit/agency/agency-kind'
import type { RecordModel } from '../../subgraphs/kit/records/record-collection'

/** Fields as they stand in an import file. */
export type Fields = Readonly<Record<string, unknown>>

/** The envelope of a record about one person, as an import file has it. */
export const envelope: Fields = {
  personRefs: ['P-1'],
  subjectRole: 'OTHER',
  sourceSystem: 'records',
  occurredAt: '2024-05-04T10:30:00Z',
  occurredPrecision: 'EXACT',
  recordedAt: '2024-05-04T11:00:00Z',
  recordedByRole: 'officer',
  basis: 'FACT',
  verification: 'VERIFIED',
  handling: 'MASH_ONLY',
}

/** A person's description, as an import file has it. */
export const person: Fields = {
  sourceSystem: 'records',
  recordedAt: '2024-05-04T11:00:00Z',
  names: [{ forenames: 'Ada', surname: 'Quillfeather' }],
  dateOfBirth: '1970-02-28',
  identifiers: { nhsNumber: '999 000 0018' },
}

export function makeAgency(changes: Partial<Agency> = {}): Agency {
  return {
    code: 'made-up-agency',
    displayName: 'Made-up Agency',
    kind: 'police',
    field: 'madeUpAgency',
    existenceProtected: false,
    position: 0,
    ...changes,
  }
}

/** An agency's models without a database: they can check, not store. */
export function modelsOf(
  createModels: AgencyKindDefinition['createModels'],
  agency = makeAgency(),
): Readonly<Record<string, RecordModel>> {
  return createModels(mongoose.createConnection(), agency)
}

/** The record as it would be stored. */
export async function store(
  models: Readonly<Record<string, RecordModel>>,
  recordType: string,
  fields: Fields,
): Promise<Fields> {
  const Model = models[recordType]
  if (!Model) throw new Error(`no model ${recordType}`)
  const record = new Model({ _id: 'R-1', ...fields })
  await record.validate()
  return record.toObject() as Fields
}

/** Why the record is refused, or null when it is taken. */
export async function refusalOf(
  models: Readonly<Record<string, RecordModel>>,
  recordType: string,
  fields: Fields,
): Promise<string | null> {
  try {
    await store(models, recordType, fields)
    return null
  } catch (error) {
    if (error instanceof Error) return error.message
    throw error
  }
}

/** Fields without some of them. */
export function without(fields: Fields, ...names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))
}
