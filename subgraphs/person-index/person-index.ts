import type { KeyFinder } from '../../common/keys/keys'
import { openSigningKey } from '../../common/keys/keys'
import { findAtUrl } from '../../common/keys/remote-keys'
import type { Agency } from '../../common/register'
import { personIndexCode } from '../../common/registration/agency-token'
import { openLinkKey, openSecret } from '../../common/registration/link-tokens'
import type { SubgraphSettings } from '../kit/service/config'
import { openDatabase } from '../kit/service/database'
import type { Log } from '../kit/service/error-model'
import type { RunningService } from '../kit/service/http-service'
import { keysRoute } from '../kit/service/keys-route'
import type { Repeating } from '../kit/service/repeating'
import { repeat } from '../kit/service/repeating'
import { ServiceCounts } from '../kit/service/service-counts'
import { startSubgraphService } from '../kit/service/subgraph-service'
import { agencyRoutes } from './agency-routes'
import { createDisputeNotes } from './dispute-notes'
import { buildIndexSchema } from './index-schema'
import { LinkService } from './link-service'
import { createIndexModels } from './models'
import { createPersonLookup } from './person-lookup'
import { createProtectionAnswers } from './protections'
import { createRelatedStaff } from './related-staff'
import type { IndexContext } from './resolvers'
import { createTokenSealer } from './sealed-tokens'
import { askerOf } from './visible-records'

export interface PersonIndexOptions {
  readonly register: readonly Agency[]
  readonly settings: SubgraphSettings
  readonly mongodbUri: string
  /** 0 takes a free one. */
  readonly port: number
  /** Default: the keys that the hub publishes. */
  readonly hubKeys?: KeyFinder
  /** Default: the keys that each agency publishes; null for an agency that is not registered. */
  readonly agencyKeys?: (agency: string) => KeyFinder | null
  readonly log: Log
}

/** Not the index's code: under that name its secret is kept. */
const ownKeyName = 'person-index-calls'

/** Imported links are taken into account within this time. */
const settleEveryMs = 1000

/**
 * Runs the person index. It is ready only when whatever an earlier stop left open is settled.
 * @throws Error that says what is missing when the database or the port cannot be had.
 */
export async function startPersonIndex(options: PersonIndexOptions): Promise<RunningService> {
  const { register, settings, mongodbUri, port, log } = options
  const keysOf = options.agencyKeys ?? findPublishedKeys(options)
  const database = await openDatabase({ uri: mongodbUri, code: personIndexCode })
  try {
    const models = createIndexModels(database.connection)
    await database.buildIndexes()
    const linkKey = openLinkKey(settings.dataFolder)
    const sealer = createTokenSealer(openSecret(settings.dataFolder, personIndexCode))
    const links = new LinkService(models, sealer, { report: log })
    const answerProtections = createProtectionAnswers(models, {
      minimumAgeMs: settings.protectionAgeSeconds * 1000,
    })
    const ownKey = openSigningKey(settings.dataFolder, ownKeyName)
    await links.settlePending()
    const counts = new ServiceCounts()
    const service = await startSubgraphService<IndexContext>({
      code: personIndexCode,
      host: settings.host,
      port,
      schema: buildIndexSchema(register),
      database,
      hubKeys: options.hubKeys ?? findAtUrl({ url: settings.hubKeysUrl }),
      ownKey,
      createContext: (claims) => ({
        claims,
        ...{ linkKey, sealer },
        lookup: createPersonLookup(models, { counts, asker: askerOf(claims, linkKey, sealer) }),
        relatedStaff: createRelatedStaff(models, claims),
        disputes: createDisputeNotes(register),
      }),
      extensionsOf: describePeople,
      counts,
      routes: [keysRoute(ownKey), ...agencyRoutes({ links, answerProtections, keysOf })],
      log,
    })
    const settling = keepSettling(links, log)
    return {
      ...service,
      async stop() {
        await Promise.all([service.stop(), settling.stop()])
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Takes imported links into account, and whatever could not be settled before. */
function keepSettling(links: LinkService, log: Log): Repeating {
  return repeat(() => links.settlePending(), {
    pauseMs: settleEveryMs,
    onFailure: (why) => {
      log(`Links are not settled yet: ${why}`)
    },
  })
}

/** What the hub is told beside the people themselves. */
function describePeople({ relatedStaff, disputes }: IndexContext) {
  const { noted: relations } = relatedStaff
  const { noted: disputed } = disputes
  if (relations.size + disputed.size === 0) return null
  return {
    ...(relations.size > 0 ? { relations: Object.fromEntries(relations) } : {}),
    ...(disputed.size > 0 ? { disputed: Object.fromEntries(disputed) } : {}),
  }
}

function findPublishedKeys({ register, settings }: PersonIndexOptions) {
  const finders = new Map(
    register.map((agency) => [agency.code, findAtUrl({ url: settings.agencyKeysUrl(agency) })]),
  )
  return (agency: string): KeyFinder | null => finders.get(agency) ?? null
}
