import { openSigningKey } from '../../common/keys/keys'
import { unobserved } from '../../common/observing/observing'
import type { Agency } from '../../common/register'
import { openLinkKey } from '../../common/registration/link-tokens'
import { openNameKey } from '../../common/registration/name-key'
import type { AgencyDatabase } from '../../subgraphs/kit/agency/agency-database'
import { openAgencyDatabase } from '../../subgraphs/kit/agency/agency-database'
import type { AgencyKind } from '../../subgraphs/kit/agency/agency-kind'
import { markField } from '../../subgraphs/kit/index/outbox'
import { Registrar } from '../../subgraphs/kit/index/registrar'
import { getCollection } from '../../subgraphs/kit/records/record-collection'
import { personRecordType } from '../../subgraphs/kit/records/record-loaders'
import type { SubgraphSettings } from '../../subgraphs/kit/service/config'
import { writeRecords } from './agency-writes'
import type { ImportTarget, ReadyRecord } from './target'
import { RejectedRecord } from './files/rejected-record'
import { readRecordHeader, rejectionOf } from './target'

export interface AgencyTargetOptions {
  readonly agency: Agency
  readonly kind: AgencyKind
  readonly settings: SubgraphSettings
  readonly mongodbUri: string
}

/**
 * Imports into an agency's own database, and registers its people with the person index.
 * @throws Error when the database does not answer.
 */
export async function openAgencyTarget(options: AgencyTargetOptions): Promise<ImportTarget> {
  const { agency, kind, mongodbUri } = options
  const opened = await openAgencyDatabase(agency, kind, mongodbUri)
  const recordTypes = Object.keys(opened.models)
  return {
    prepare: (value) => prepareRecord(value, opened.models, recordTypes),
    write: (records) => writeRecords(records, opened, kind),
    finish: () => registerPeople(options, opened),
    close: () => opened.database.close(),
  }
}

async function prepareRecord(
  value: unknown,
  models: AgencyDatabase['models'],
  recordTypes: readonly string[],
): Promise<ReadyRecord> {
  const { recordType, id, fields } = readRecordHeader(value, recordTypes)
  const Model = models[recordType]
  if (!Model) throw new RejectedRecord(`recordType "${recordType}" is not kept here`)
  try {
    const record = new Model({ _id: id, ...withPersonRefs(fields) })
    await record.validate()
    return { recordType, id, document: record.toObject() as ReadyRecord['document'] }
  } catch (error) {
    throw rejectionOf(error)
  }
}

/** A record about one person may say so in short. */
function withPersonRefs({ personRef, ...fields }: Readonly<Record<string, unknown>>): object {
  return personRef === undefined ? fields : { personRefs: [personRef], ...fields }
}

async function registerPeople(
  { agency, kind, settings }: AgencyTargetOptions,
  { collections, outbox }: AgencyDatabase,
): Promise<string> {
  const registrar = new Registrar({
    agency: agency.code,
    collections,
    outbox,
    signingKey: openSigningKey(settings.dataFolder, agency.code),
    linkKey: openLinkKey(settings.dataFolder),
    nameKey: openNameKey(settings.dataFolder),
    limitedAccessTypes: kind.limitedAccessTypes,
    disclosesOnlyWith: kind.disclosesOnlyWith,
    personIndexUrl: settings.personIndexUrl,
    logger: unobserved.logger,
  })
  const people = getCollection(collections, personRecordType)
  const failure = await registrar.registerDue().then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : 'unknown'),
  )
  // The agency registers too while it runs: what counts is who is left, not who did how many.
  const [known, due] = await Promise.all([
    people.countDocuments({}),
    people.countDocuments({ [markField]: { $gt: '' } }),
  ])
  return describeRegistration({ code: agency.code, known, due, failure })
}

/** How far the people of an agency are registered, and what is left to do: nothing by hand. */
export function describeRegistration(state: {
  readonly code: string
  /** People whom the agency holds. */
  readonly known: number
  /** People among them whose registration is due. */
  readonly due: number
  /** Why it could not go on; null when it could. */
  readonly failure: string | null
}): string {
  const { code, known, due, failure } = state
  const soFar = `${known - due} of ${known} people of ${code} are registered with the person index`
  if (due === 0) return `${soFar}.`
  if (failure === null) return `${soFar} so far; ${code} goes on with the rest by itself.`
  return (
    `${soFar} so far. Registration with the person index follows when ${code} and the index run, ` +
    `by itself (${failure}).`
  )
}
