import { keysRoute } from '../../../common/keys/keys-route'
import type { HttpServer } from '../../../common/http/server'
import type { KeyFinder, SigningKey } from '../../../common/keys/keys'
import { openSigningKey } from '../../../common/keys/keys'
import { findAtUrl } from '../../../common/keys/remote-keys'
import type { Observing } from '../../../common/observing/observing'
import type { Agency } from '../../../common/register'
import { openLinkKey } from '../../../common/registration/link-tokens'
import { openNameKey } from '../../../common/registration/name-key'
import { openNodeKeys } from '../../../common/second-step/node-key'
import { AnsweredJobs } from '../index/answered-jobs'
import { followProtections } from '../index/protection-follower'
import type { RegistrarOptions } from '../index/registrar'
import { Registrar } from '../index/registrar'
import type { SecondStepParts } from '../index/second-step-follower'
import { checkPinned, followSecondStep } from '../index/second-step-follower'
import type { PolicyInForce } from '../../../policies/in-force/policy-in-force'
import type { SdlReader } from '../../../schema/instance-sdl'
import type { AgencyContext } from '../records/agency-context'
import { keepPeopleApart } from '../records/people-apart'
import { createRecordLoaders } from '../records/record-loaders'
import type { Database } from '../service/database'
import { startDecided } from '../service/decided-service'
import { DisclosureRecord } from '../service/disclosure-record'
import type { ObservedServiceOptions } from '../service/observed-service'
import { startObserved } from '../service/observed-service'
import { ServiceCounts } from '../service/service-counts'
import { startSubgraphService } from '../service/subgraph-service'
import type { AgencyDatabase } from './agency-database'
import { openAgencyDatabase } from './agency-database'
import type { AgencyKind } from './agency-kind'
import { agencyPolicyPlace } from './agency-policy'
import type { OpenRecordSource, RecordSource, RecordSourceParts } from './record-source'
import { buildAgencySchema } from './agency-schema'
import { SharingSwitch } from './sharing-switch'

export interface AgencyOptions extends ObservedServiceOptions {
  readonly agency: Agency
  readonly kind: AgencyKind
  readonly mongodbUri: string
  /** Default: the keys that the hub publishes. */
  readonly hubKeys?: KeyFinder
  /** With the keys of those that take part in the second step; default: nobody does. */
  readonly register?: readonly Agency[]
  /** Default: the agency's own database. */
  readonly openSource?: OpenRecordSource
  /** Default: the schema folder. */
  readonly readSdl?: SdlReader
  /** Where its agreement is when it decides by that alone; default: the partnership's, and its own beside it. */
  readonly agreementFile?: string
}

/**
 * Runs one agency: its database with every index built, its subgraph, and its registrations with the
 * person index.
 * @throws Error that says what is missing when the database or the port cannot be had, or what is wrong
 * with the policy.
 */
export function startAgency(options: AgencyOptions): Promise<HttpServer> {
  const { agency, settings } = options
  return startObserved(agency.code, options, (observing) =>
    startDecided(agencyPolicyPlace(agency, settings, options.agreementFile), observing, (inForce) =>
      startWith({ ...options, observing, inForce }),
    ),
  )
}

type ObservedOptions = AgencyOptions & {
  readonly observing: Observing
  readonly inForce: PolicyInForce
}

async function startWith(options: ObservedOptions): Promise<HttpServer> {
  const { agency, kind, settings, mongodbUri, port, observing, inForce } = options
  const opened = await openAgencyDatabase(agency, kind, mongodbUri)
  const { database, collections } = opened
  try {
    const signingKey = openSigningKey(settings.dataFolder, agency.code)
    const counts = new ServiceCounts()
    const { sharing, record } = await openOwnStores(agency, database)
    const comparing = openSecondStep(options, database)
    const parts = indexParts(options, signingKey, opened)
    const source = options.openSource?.(parts) ?? null
    const service = await startSubgraphService<AgencyContext>({
      code: agency.code,
      host: settings.host,
      port,
      schema: buildAgencySchema(agency, kind, options.readSdl),
      database,
      hubKeys: options.hubKeys ?? findAtUrl({ url: settings.hubKeysUrl }),
      ownKey: signingKey,
      createContext: async (claims) => ({
        agency,
        claims,
        policies: inForce.policies,
        isSuspended: (await sharing.findSuspension()) !== null,
        loaders: keepPeopleApart(
          source ? source.createLoaders() : createRecordLoaders(collections, counts),
        ),
      }),
      counts,
      recordDisclosure: ({ claims, policies }, call) =>
        record.append(claims, { ...call, policyVersions: policies.map(({ version }) => version) }),
      readPolicy: () => inForce.state,
      routes: [keysRoute(signingKey)],
      recordTypes: Object.keys(collections),
      observing,
    })
    const following = followIndex(options, parts, { source, comparing })
    return {
      ...service,
      async stop() {
        await Promise.all([service.stop(), following.stop()])
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function openOwnStores({ code }: Agency, { connection }: Database) {
  const record = new DisclosureRecord(code, connection)
  await record.buildIndexes()
  return { sharing: new SharingSwitch(connection), record }
}

/**
 * With what the agency compares pairs in doubt; null: it takes no part, or discloses only with consent.
 * @throws Error when the register pins another key than it has
 */
function openSecondStep(
  { agency, kind, settings, register = [] }: ObservedOptions,
  { connection }: Database,
): SecondStepParts | null {
  if (!agency.secondStep || kind.disclosesOnlyWith !== undefined) return null
  const nodeKeys = openNodeKeys(settings.dataFolder, agency.code)
  checkPinned(agency, nodeKeys)
  return { nodeKeys, register, answered: new AnsweredJobs(connection) }
}

/** With what the agency speaks with the index, and of what. */
function indexParts(
  { agency, settings, observing: { logger } }: ObservedOptions,
  signingKey: SigningKey,
  { models, collections, outbox }: AgencyDatabase,
): RecordSourceParts {
  const { dataFolder, personIndexUrl } = settings
  return {
    index: { agency: agency.code, personIndexUrl, signingKey },
    keys: { linkKey: openLinkKey(dataFolder), nameKey: openNameKey(dataFolder) },
    ...{ models, collections, outbox, logger },
  }
}

/**
 * Tells the person index of this agency's people, and follows what others protect. A kind that
 * discloses only with consent does not ask: the question would name people; they count as protected. Nor does it
 * compare pairs in doubt.
 */
function followIndex(
  { kind }: ObservedOptions,
  { index, keys, collections, outbox, logger }: RecordSourceParts,
  {
    source,
    comparing,
  }: { readonly source: RecordSource | null; readonly comparing: SecondStepParts | null },
): Pick<Registrar, 'stop'> {
  const { limitedAccessTypes, disclosesOnlyWith } = kind
  const common = { ...index, ...keys, collections, outbox, logger }
  const registering =
    source?.startRegistering() ??
    startRegistrar({ ...common, limitedAccessTypes, disclosesOnlyWith })
  const protections = disclosesOnlyWith === undefined ? followProtections(common) : null
  const second = comparing && followSecondStep({ ...common, limitedAccessTypes, ...comparing })
  return {
    async stop() {
      await Promise.all([registering.stop(), protections?.stop(), second?.stop()])
    },
  }
}

function startRegistrar(options: RegistrarOptions): Registrar {
  const registrar = new Registrar(options)
  registrar.start()
  return registrar
}
