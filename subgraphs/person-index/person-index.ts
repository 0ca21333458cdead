import type { HttpServer } from '../../common/http/server'
import type { KeyFinder } from '../../common/keys/keys'
import { openSigningKey } from '../../common/keys/keys'
import { keysRoute } from '../../common/keys/keys-route'
import { findPinned } from '../../common/keys/pinned-keys'
import { findAtUrl } from '../../common/keys/remote-keys'
import type { Logger } from '../../common/observing/logger'
import type { Observing } from '../../common/observing/observing'
import { openLinkKey, openSecret } from '../../common/registration/link-tokens'
import { personIndexCode } from '../../common/services'
import type { PolicyInForce } from '../../policies/in-force/policy-in-force'
import { openDatabase } from '../kit/service/database'
import { startObserved } from '../kit/service/observed-service'
import type { Repeating } from '../kit/service/repeating'
import { repeat } from '../kit/service/repeating'
import { ServiceCounts } from '../kit/service/service-counts'
import { reportWaiting } from '../kit/service/service-observer'
import { startDecided } from '../kit/service/decided-service'
import type { ServiceStart } from '../kit/service/service-start'
import { startSubgraphService } from '../kit/service/subgraph-service'
import { agencyRoutes } from './agency-routes'
import { buildIndexSchema } from './index-schema'
import type { ReportDisputes } from './dispute-record'
import { LinkService } from './link-service'
import type { IndexModels } from './models'
import { createIndexModels } from './models'
import { countedLoads } from './person-lookup'
import { createProtectionAnswers } from './protections'
import { contextMaker, tellHub } from './context-maker'
import type { IndexContext } from './index-context'
import type { ReferenceSealer } from './sealed-references'
import { JobBoard } from './second-step/job-board'
import { offeringAgencies } from './second-step/offering'
import { sealStored } from './seal-stored'
import { createTokenSealer } from './sealed-tokens'
import { createLikenessSealer } from './search/likeness-sealer'

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
    const models = createIndexModels(database.connection)
    await database.buildIndexes()
    const sealing = openSealing(settings.dataFolder)
    const { sealer, likenesses } = sealing
    await sealStored(models, sealer)
    const reporting = { report: reportDisputes(observing.logger), ...termsOf(inForce) }
    const links = new LinkService(models, sealer, { likenesses, ...reporting })
    const answerProtections = openProtections(models, sealer, settings)
    const board = openBoard(models, sealer, { register, links })
    const [ownKey, counts] = [openSigningKey(settings.dataFolder, ownKeyName), new ServiceCounts()]
    await links.settlePending()
    const service = await startSubgraphService<IndexContext>({
      code: personIndexCode,
      host: settings.host,
      port,
      schema: buildIndexSchema(register),
      database,
      hubKeys: options.hubKeys ?? findAtUrl({ url: settings.hubKeysUrl }),
      ownKey,
      createContext: contextMaker({ models, counts, ...sealing, register, inForce, links }),
      readPolicy: () => inForce.state,
      extensionsOf: tellHub,
      routes: [keysRoute(ownKey), ...agencyRoutes({ links, answerProtections, board, keysOf })],
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

/** What an agency is told of whom others protect. */
function openProtections(
  models: IndexModels,
  sealer: ReferenceSealer,
  { protectionAgeSeconds }: PersonIndexOptions['settings'],
) {
  return createProtectionAnswers(models, { minimumAgeMs: protectionAgeSeconds * 1000, sealer })
}

/** Where agencies that take part in the second step find what they are to compare. */
function openBoard(
  models: IndexModels,
  sealer: ReferenceSealer,
  { register, links }: Pick<PersonIndexOptions, 'register'> & { readonly links: LinkService },
): JobBoard {
  const offering = new Set(offeringAgencies(register))
  return new JobBoard({ models, sealer, offering, write: (task) => links.inTurn(task) })
}

/** As they are in force at each look. */
function termsOf(inForce: PolicyInForce) {
  return { linkage: () => inForce.policy.linkage }
}

/** The keys of the index: the agencies' for identifiers, not that for names, and under its own what it keeps. */
function openSealing(dataFolder: string) {
  const secret = openSecret(dataFolder, personIndexCode)
  return {
    linkKey: openLinkKey(dataFolder),
    sealer: createTokenSealer(secret),
    likenesses: createLikenessSealer(secret),
  }
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
