import type { HttpServer } from '../common/http/server'
import type { Service } from '../common/services'
import { portOf } from '../common/services'
import { getAgencyKind } from './agency-kinds'
import { startAgency } from './kit/agency/agency'
import type { ServiceStart } from './kit/service/service-start'
import { loadStart } from './load-start'
import { openRestSource } from './rest-adapter/open-source'
import { openStorage } from './storage'

export interface StartOptions extends Omit<ServiceStart, 'mongodbUri' | 'port'> {
  /** Told what the storage has to say. */
  readonly log: (line: string) => void
  /** Where the folders of the hub's own services are. */
  readonly folder?: string
}

type Start = (mongodbUri: string | null) => Promise<HttpServer>

/**
 * Starts a service of the register: an agency by its kind, any other by its own folder; and before it
 * the storage of one that has a database.
 * @throws Error that says what is missing
 */
export async function startService(service: Service, options: StartOptions): Promise<HttpServer> {
  // Knows what to start before anything is started.
  const start = chooseStart(service, options)
  if (!service.hasDatabase) return start(null)
  const storage = await openStorage(options.settings, options.log)
  try {
    const server = await start(storage.uri)
    const stop = async () => {
      await server.stop()
      await storage.stop()
    }
    return { ...server, stop }
  } catch (error) {
    await storage.stop()
    throw error
  }
}

function chooseStart(service: Service, options: StartOptions): Start {
  const { agency, code } = service
  const { folder, register, settings, hubKeys, observing } = options
  const others = {
    register,
    settings,
    ...(hubKeys && { hubKeys }),
    ...(observing && { observing }),
  }
  const port = portOf(service, options.settings.port)
  if (port === null) throw new Error(`${code} runs in the gateway: npm run gateway`)
  if (!agency) {
    const start = loadStart(code, folder)
    return (mongodbUri) => start({ ...others, mongodbUri, port })
  }
  const kind = getAgencyKind(agency.kind)
  const openSource = openRestSource(agency)
  const source = openSource ? { openSource } : {}
  return (uri) =>
    startAgency({ ...others, ...source, mongodbUri: required(code, uri), agency, kind, port })
}

function required(code: string, mongodbUri: string | null): string {
  if (mongodbUri === null) throw new Error(`${code} keeps records and needs a database`)
  return mongodbUri
}
