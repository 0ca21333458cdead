import { getAgency, readRegister } from '../common/register'
import { personIndexCode } from '../common/registration/agency-token'
import { portsFrom } from '../common/settings'
import { agencyKindDefinitions } from './kinds'
import { startAgency } from './kit/agency/agency'
import type { SubgraphSettings } from './kit/service/config'
import { readSubgraphSettings } from './kit/service/config'
import type { RunningService } from './kit/service/http-service'
import { startPersonIndex } from './person-index/person-index'
import { openStorage } from './storage'

const usage = `Usage: npm run subgraph -- <agency>
  <agency> is a code of agencies.json, or person-index.`

/** Knows what to start before anything is started. */
function chooseService(
  code: string,
  settings: SubgraphSettings,
): (mongodbUri: string) => Promise<RunningService> {
  const register = readRegister()
  const ports = portsFrom(settings.port)
  if (code === personIndexCode)
    return (mongodbUri) =>
      startPersonIndex({ register, settings, mongodbUri, port: ports.personIndex })
  const agency = getAgency(code, register)
  const kind = agencyKindDefinitions[agency.kind]
  const port = ports.agency(agency.position)
  return (mongodbUri) => startAgency({ agency, kind, settings, mongodbUri, port })
}

async function main(): Promise<void> {
  const [code, ...rest] = process.argv.slice(2)
  if (code === undefined || rest.length > 0) throw new Error(usage)
  const settings = readSubgraphSettings()
  const start = chooseService(code, settings)
  const storage = await openStorage(settings, report)
  const service = await start(storage.uri).catch(async (error: unknown) => {
    await storage.stop()
    throw error
  })
  const stop = () => {
    void service
      .stop()
      .then(() => storage.stop())
      .finally(() => process.exit(0))
  }
  process.once('SIGTERM', stop).once('SIGINT', stop)
  report(`${code} is ready: ${service.url}/graphql`)
}

function report(line: string): void {
  console.log(line)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
