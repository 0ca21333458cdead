import { setTimeout as sleep } from 'node:timers/promises'

import type { Agency } from '../../common/register'
import { openLinkKey } from '../../common/registration/link-tokens'
import { personIndexCode } from '../../common/services'
import { openDatabase } from '../../subgraphs/kit/service/database'
import { refuseForeignKeys, refuseOtherKeys } from '../../subgraphs/person-index/keys/key-state'
import { openOwnKeys } from '../../subgraphs/person-index/keys/own-keys'
import type { IndexModels } from '../../subgraphs/person-index/models'
import { createIndexModels } from '../../subgraphs/person-index/models'
import type { ReferenceSealer } from '../../subgraphs/person-index/sealed-references'
import { createTokenSealer } from '../../subgraphs/person-index/sealed-tokens'
import { prepareStaffMember } from './staff-members'
import type { ImportTarget, ReadyRecord } from './target'
import { RejectedRecord } from './files/rejected-record'
import { readRecordHeader, rejectionOf } from './target'

export interface IndexTargetOptions {
  readonly register: readonly Agency[]
  /** Folder with the keys under which staff are kept. */
  readonly dataFolder: string
  readonly mongodbUri: string
  /** How long to wait for a running index to take the links into account. */
  readonly patienceMs?: number
}

const recordTypes = ['assertedLink', 'staffMember']

/**
 * Imports links that a named member of staff asserts between two local records, and staff themselves,
 * so that the index notices when they look up somebody close to them.
 * @throws Error when the index's database does not answer.
 */
export async function openIndexTarget(options: IndexTargetOptions): Promise<ImportTarget> {
  const { register, mongodbUri, dataFolder, patienceMs = 5000 } = options
  const database = await openDatabase({ uri: mongodbUri, code: personIndexCode })
  const models = createIndexModels(database.connection)
  await database.buildIndexes()
  const agencies = new Set(register.map(({ code }) => code))
  const linkKey = openLinkKey(dataFolder)
  const keys = openOwnKeys(dataFolder)
  await refuseOtherKeys(models, keys.length)
  const sealing = { linkKey, sealer: createTokenSealer(...keys) }
  await refuseForeignKeys(models, sealing.sealer)
  return {
    prepare: async (value) => {
      const header = readRecordHeader(value, recordTypes)
      return header.recordType === 'staffMember'
        ? prepareStaffMember(header.fields, sealing)
        : prepareLink(header, models, (end) => readEnd(end, agencies, sealing.sealer))
    },
    write: (records) => writeRecords(records, models),
    finish: () => awaitSettling(models, patienceMs),
    close: () => database.close(),
  }
}

async function prepareLink(
  { recordType, id, fields }: ReturnType<typeof readRecordHeader>,
  { assertedLinks }: IndexModels,
  keyOf: (end: { readonly name: string; readonly value: unknown }) => string,
): Promise<ReadyRecord> {
  const { a, b, ...rest } = fields
  const keys = [keyOf({ name: 'a', value: a }), keyOf({ name: 'b', value: b })]
  if (keys[0] === keys[1]) throw new RejectedRecord('a and b are the same record')
  try {
    const link = new assertedLinks({ _id: id, ...rest, keys, isApplied: false })
    await link.validate()
    return { recordType, id, document: { ...link.toObject() } }
  } catch (error) {
    throw rejectionOf(error)
  }
}

/** The key of the record at an end of a link. */
function readEnd(
  { name, value: end }: { readonly name: string; readonly value: unknown },
  agencies: ReadonlySet<string>,
  sealer: Pick<ReferenceSealer, 'record'>,
): string {
  const { agency, ref } = (typeof end === 'object' && end !== null ? end : {}) as {
    agency?: unknown
    ref?: unknown
  }
  if (typeof agency !== 'string' || !agencies.has(agency))
    throw new RejectedRecord(`${name}.agency must be an agency of the register`)
  if (typeof ref !== 'string' || ref === '')
    throw new RejectedRecord(`${name}.ref must be a local reference`)
  return sealer.record(agency, ref)
}

async function writeRecords(
  records: readonly ReadyRecord[],
  { assertedLinks, staff }: IndexModels,
): Promise<void> {
  for (const [recordType, { collection }] of [
    ['assertedLink', assertedLinks],
    ['staffMember', staff],
  ] as const) {
    const own = records.filter((record) => record.recordType === recordType)
    if (own.length === 0) continue
    await collection.bulkWrite(
      own.map(({ id, document }) => ({
        replaceOne: { filter: { _id: id as never }, replacement: document, upsert: true },
      })),
      { ordered: false },
    )
  }
}

/** The index itself is the only one who links; a running one looks every second. */
async function awaitSettling(models: IndexModels, patienceMs: number): Promise<string> {
  const end = Date.now() + patienceMs
  do {
    const open = await models.assertedLinks.countDocuments({ isApplied: false })
    if (open === 0) return 'The person index has taken the links into account.'
    await sleep(200)
  } while (Date.now() < end)
  return 'The person index takes the links into account when it runs.'
}
