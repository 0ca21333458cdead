import type { KeyFinder } from '../../../common/keys/keys'
import { openSigningKey } from '../../../common/keys/keys'
import { findAtUrl } from '../../../common/keys/remote-keys'
import type { Agency } from '../../../common/register'
import { openLinkKey } from '../../../common/registration/link-tokens'
import { followProtections } from '../index/protection-follower'
import type { RegistrarOptions } from '../index/registrar'
import { Registrar } from '../index/registrar'
import type { AgencyContext } from '../records/agency-context'
import { createRecordLoaders } from '../records/record-loaders'
import type { SubgraphSettings } from '../service/config'
import { DisclosureRecord } from '../service/disclosure-record'
import type { Log } from '../service/error-model'
import type { RunningService } from '../service/http-service'
import { keysRoute } from '../service/keys-route'
import { ServiceCounts } from '../service/service-counts'
import { startSubgraphService } from '../service/subgraph-service'
import { openAgencyDatabase } from './agency-database'
import type { AgencyKindDefinition } from './agency-kind'
import { buildAgencySchema } from './agency-schema'
import { readOwnPolicies } from './own-agreement'
import { SharingSwitch } from './sharing-switch'

export interface AgencyOptions {
  readonly agency: Agency
  readonly kind: AgencyKindDefinition
  readonly settings: SubgraphSettings
  readonly mongodbUri: string
  /** 0 takes a free one. */
  readonly port: number
  /** Default: the keys that the hub publishes. */
  readonly hubKeys?: KeyFinder
  readonly log: Log
}

/**
 * Runs one agency: its database with every index built, its subgraph, and its registrations with the
 * person index.
 * @throws Error that says what is missing when the database or the port cannot be had.
 */
export async function startAgency(options: AgencyOptions): Promise<RunningService> {
  const { agency, kind, settings, mongodbUri, port, log } = options
  const { database, collections } = await openAgencyDatabase(agency, kind, mongodbUri)
  try {
    const signingKey = openSigningKey(settings.dataFolder, agency.code)
    const policies = readOwnPolicies(agency, settings.dataFolder)
    const counts = new ServiceCounts()
    const sharing = new SharingSwitch(database.connection)
    const record = new DisclosureRecord(agency.code, database.connection)
    await record.buildIndexes()
    const service = await startSubgraphService<AgencyContext>({
      code: agency.code,
      host: settings.host,
      port,
      schema: buildAgencySchema(agency, kind, policies),
      database,
      hubKeys: options.hubKeys ?? findAtUrl({ url: settings.hubKeysUrl }),
      ownKey: signingKey,
      createContext: async (claims) => ({
        agency,
        claims,
        policies,
        isSuspended: (await sharing.findSuspension()) !== null,
        loaders: createRecordLoaders(collections, counts),
      }),
      counts,
      recordDisclosure: (claims, call) => record.append(claims, call),
      routes: [keysRoute(signingKey)],
      log,
    })
    const following = followIndex(options, { collections, signingKey })
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

/** Tells the person index of this agency's people, and follows what others protect. */
function followIndex(
  { agency, kind, settings, log }: AgencyOptions,
  parts: Pick<RegistrarOptions, 'collections' | 'signingKey'>,
): Pick<Registrar, 'stop'> {
  const { dataFolder, personIndexUrl } = settings
  const common = { ...parts, agency: agency.code, personIndexUrl, log }
  const { limitedAccessTypes } = kind
  const linkKey = openLinkKey(dataFolder)
  const registrar = new Registrar({ ...common, linkKey, limitedAccessTypes })
  registrar.start()
  const protections = followProtections(common)
  return {
    async stop() {
      await Promise.all([registrar.stop(), protections.stop()])
    },
  }
}
