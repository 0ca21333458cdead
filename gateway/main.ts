import { readGatewaySettings } from './config'
import { fitHeap } from './server/heap'
import { startGateway } from './start/start-gateway'

async function main(): Promise<void> {
  fitHeap()
  const settings = readGatewaySettings()
  const gateway = await startGateway(settings)
  let isStopping = false
  const stop = () => {
    if (isStopping) return
    isStopping = true
    // Nothing may keep a gateway that is to stop from ending.
    setTimeout(() => process.exit(1), settings.stopTimes.limitMs).unref()
    void gateway.stop().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // Only now: whoever reads it may tell the gateway to stop at once.
  console.log(`gateway listens on ${gateway.url}/graphql`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'gateway: could not start')
  process.exit(1)
})
