import type { HttpServer } from '../../common/http/server'
import type { KeyFinder } from '../../common/keys/keys'
import { openSigningKey } from '../../common/keys/keys'
import { keysRoute } from '../../common/keys/keys-route'
import { findPinned } from '../../common/keys/pinned-keys'
import { findAtUrl } from '../../common/keys/remote-keys'
import type { Logger } from '../../common/observing/logger'
import type { Observing } from '../../common/observing/observing'
import { personIndexCode } from '../../common/services'
import type { PolicyInForce } from '../../policies/in-force/policy-in-force'
import { openDatabase } from '../kit/service/database'
import { startObserved } from '../kit/service/observed-service'
import type { Repeating } from '../../common/repeating'
import { repeat } from '../../common/repeating'
import { ServiceCounts } from '../kit/service/service-counts'
import { reportWaiting } from '../kit/service/service-observer'
import { startDecided } from '../kit/service/decided-service'
import type { ServiceStart } from '../kit/service/service-start'
import { startSubgraphService } from '../kit/service/subgraph-service'
import { openBoard, openLinks, openModels, openSealing, routesOf } from './index-parts'
import { buildIndexSchema } from './index-schema'
import type { ReportDisputes } from './dispute-record'
import type { LinkService } from './link-service'
import { countedLoads } from './person-lookup'
import { contextMaker, tellHub } from './context-maker'
import type { IndexContext } from './index-context'

export interface PersonIndexOptions extends ServiceStart {
  readonly mongodbUri: string
  /** Default: the keys that each agency publishes; null for an agency that is not registered. */
  readonly agencyKeys?: (agency: string) => KeyFinder | null
}

/** Not the index's code: under that name its secret is kept. */
const ownKeyName = 'person-index-calls'

/** Imported links are taken into account within this time. */
const settleEveryMs = 1000

/** After so many batches of compared records the rest waits for the next time: a stop waits for no more. */
const comparedRounds = 50

/**
 * Runs the person index. It is ready only when whatever an earlier stop left open is settled.
 * @throws Error that says what is missing when the database or the port cannot be had.
 */
export function startPersonIndex(options: PersonIndexOptions): Promise<HttpServer> {
  const place = { folder: options.settings.policyFolder, kinds: [personIndexCode] }
  return startObserved(personIndexCode, options, (observing) =>
    startDecided(place, observing, (inForce) => startWith(options, observing, inForce)),
  )
}

async function startWith(
  options: PersonIndexOptions,
  observing: Observing,
  inForce: PolicyInForce,
): Promise<HttpServer> {
  const { register, settings, mongodbUri, port } = options
  const keysOf = options.agencyKeys ?? findPublishedKeys(options)
  const database = await openDatabase({ uri: mongodbUri, code: personIndexCode })
  try {
    const sealing = openSealing(settings.dataFolder)
    const models = await openModels(database, sealing)
    const report = reportDisputes(observing.logger)
    const links = openLinks(models, sealing, { report, ...termsOf(inForce) })
    const [ownKey, counts] = [openSigningKey(settings.dataFolder, ownKeyName), new ServiceCounts()]
    const hubKeys = options.hubKeys ?? findAtUrl({ url: settings.hubKeysUrl })
    const board = openBoard(models, sealing, { register, links })
    await links.settlePending()
    const service = await startSubgraphService<IndexContext>({
      ...{ code: personIndexCode, host: settings.host, port },
      schema: buildIndexSchema(register),
      database,
      hubKeys,
      ownKey,
      createContext: contextMaker({ models, counts, ...sealing, register, inForce, links }),
      readPolicy: () => inForce.state,
      extensionsOf: tellHub,
      routes: [
        keysRoute(ownKey),
        ...routesOf({ models, sealing, links, board, keysOf, hubKeys }, settings),
      ],
      counts,
      recordTypes: countedLoads,
      observing,
    })
    const settling = keepSettling(links, observing.logger)
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

/** As they are in force at each look. */
function termsOf(inForce: PolicyInForce) {
  return { linkage: () => inForce.policy.linkage }
}

function reportDisputes(logger: Logger): ReportDisputes {
  return ({ agency, people }) => {
    logger.warn('disputes for review', { agency, count: people })
  }
}

/** Takes imported links into account, and whatever could not be settled before. */
function keepSettling(links: LinkService, logger: Logger): Repeating {
  const settle = async () => {
    await links.settlePending()
    for (let round = 0; round < comparedRounds; round += 1)
      if (!(await links.comparePending())) break
  }
  return repeat(settle, {
    pauseMs: settleEveryMs,
    onFailure: reportWaiting(logger, 'links waiting'),
  })
}

function findPublishedKeys({ register, settings }: PersonIndexOptions) {
  const finders = new Map(
    register.map((agency) => [
      agency.code,
      agency.external
        ? findPinned(agency.external.keys)
        : findAtUrl({ url: settings.agencyKeysUrl(agency) }),
    ]),
  )
  return (agency: string): KeyFinder | null => finders.get(agency) ?? null
}
