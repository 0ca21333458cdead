import { getOwnAgency, readRegister } from '../common/register'
import { getService, listServices } from '../common/services'
import { readSubgraphSettings } from './kit/service/config'
import { startService } from './start-service'

const usage = `Usage: npm run subgraph -- <service>
  <service> is a code of agencies.json or common/services.ts.`

async function main(): Promise<void> {
  const [code, ...rest] = process.argv.slice(2)
  if (code === undefined || rest.length > 0) throw new Error(usage)
  const register = readRegister()
  const service = getService(code, listServices(register))
  if (service.agency) getOwnAgency(code, register)
  const running = await startService(service, {
    register,
    settings: readSubgraphSettings(),
    log: (line) => {
      console.log(`${code}: ${line}`)
    },
  })
  const stop = () => {
    void running.stop().finally(() => process.exit(0))
  }
  process.once('SIGTERM', stop).once('SIGINT', stop)
  console.log(`${code} is ready: ${running.url}/graphql`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
