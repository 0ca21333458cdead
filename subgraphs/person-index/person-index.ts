import { keysRoute } from '../../common/keys/keys-route'
import { parseJsonBody } from '../../common/http/read-body'
import { bearerToken } from '../../common/http/request'
import type { Route } from '../../common/http/route'
import { json } from '../../common/http/route'
import type { HttpServer } from '../../common/http/server'
import type { KeyFinder } from '../../common/keys/keys'
import { openSigningKey } from '../../common/keys/keys'
import { findAtUrl } from '../../common/keys/remote-keys'
import type { Observing } from '../../common/observing/observing'
import { verifyAgencyToken } from '../../common/registration/agency-token'
import { openLinkKey, openSecret } from '../../common/registration/link-tokens'
import { protectionsPath, registrationsPath } from '../../common/registration/registration'
import { personIndexCode } from '../../common/services'
import { ReplayGuard } from '../../common/tokens/replay-guard'
import { openDatabase } from '../kit/service/database'
import { startObserved } from '../kit/service/observed-service'
import { repeat } from '../kit/service/repeating'
import { ServiceCounts } from '../kit/service/service-counts'
import type { ServiceStart } from '../kit/service/service-start'
import { reportWaiting } from '../kit/service/service-observer'
import { startSubgraphService } from '../kit/service/subgraph-service'
import { buildIndexSchema } from './index-schema'
import { LinkService } from './link-service'
import { createIndexModels } from './models'
import { countedLoads, createPersonLookup } from './person-lookup'
import { readRegistrations } from './registration-body'
import { createRelatedStaff } from './related-staff'
import type { IndexContext } from './resolvers'
import { createTokenSealer } from './sealed-tokens'

export interface PersonIndexOptions extends ServiceStart {
  readonly mongodbUri: string
  /** Default: the keys that each agency publishes; null for an agency that is not registered. */
  readonly agencyKeys?: (agency: string) => KeyFinder | null
}

/** Not the index's code: under that name its secret is kept. */
const ownKeyName = 'person-index-calls'

const maxRegistrationBytes = 2 * 1024 * 1024
/** Imported links are taken into account within this time. */
const settleEveryMs = 1000

/**
 * Runs the person index. It is ready only when whatever an earlier stop left open is settled.
 * @throws Error that says what is missing when the database or the port cannot be had.
 */
export function startPersonIndex(options: PersonIndexOptions): Promise<HttpServer> {
  return startObserved(personIndexCode, options, (observing) => startWith(options, observing))
}

async function startWith(options: PersonIndexOptions, observing: Observing): Promise<HttpServer> {
  const { register, settings, mongodbUri, port } = options
  const findKeys = options.agencyKeys ?? findPublishedKeys(options)
  const database = await openDatabase({ uri: mongodbUri, code: personIndexCode })
  try {
    const models = createIndexModels(database.connection)
    await database.buildIndexes()
    const linkKey = openLinkKey(settings.dataFolder)
    const sealer = createTokenSealer(openSecret(settings.dataFolder, personIndexCode))
    const links = new LinkService(models, sealer)
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
        lookup: createPersonLookup(models, counts),
        relatedStaff: createRelatedStaff(models, claims),
      }),
      extensionsOf: describeRelations,
      routes: [keysRoute(ownKey), ...agencyRoutes(links, findKeys)],
      counts,
      recordTypes: countedLoads,
      observing,
    })
    const onFailure = reportWaiting(observing.logger, 'links waiting')
    const settling = repeat(() => links.settlePending(), { pauseMs: settleEveryMs, onFailure })
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

function describeRelations({ relatedStaff: { noted } }: IndexContext) {
  return noted.size > 0 ? { relations: Object.fromEntries(noted) } : null
}

/** What agencies of the register ask of the index themselves. */
function agencyRoutes(
  links: LinkService,
  keysOf: (agency: string) => KeyFinder | null,
): readonly Route[] {
  const replayGuard = ReplayGuard.fromNow()
  const route = (
    path: string,
    answer: (agency: string, body: Buffer) => Promise<Readonly<Record<string, unknown>>>,
  ): Route => ({
    method: 'POST',
    path,
    maxBodyBytes: maxRegistrationBytes,
    async answer(request) {
      const { body } = request
      const agency = await verifyAgencyToken(bearerToken(request), { body, keysOf, replayGuard })
      return json(await answer(agency, body))
    },
  })
  return [
    route(registrationsPath, async (agency, body) => {
      const registrations = readRegistrations(parseJsonBody(body))
      await links.register(agency, registrations)
      return { registered: registrations.length }
    }),
    route(protectionsPath, async (agency) => ({ refs: await links.findProtected(agency) })),
  ]
}

function findPublishedKeys({ register, settings }: PersonIndexOptions) {
  const finders = new Map(
    register.map((agency) => [agency.code, findAtUrl({ url: settings.agencyKeysUrl(agency) })]),
  )
  return (agency: string): KeyFinder | null => finders.get(agency) ?? null
}
