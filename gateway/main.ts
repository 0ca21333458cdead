import { readGatewaySettings } from './config'
import { fitHeap } from './server/heap'
import { startGateway } from './start/start-gateway'

/** Nothing may keep a stopped hub from ending within 5 s. */
const stopLimitMs = 4500

async function main(): Promise<void> {
  fitHeap()
  const gateway = await startGateway(readGatewaySettings())
  console.log(`gateway listens on ${gateway.url}/graphql`)
  let isStopping = false
  const stop = () => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => process.exit(1), stopLimitMs).unref()
    void gateway.stop().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'gateway: could not start')
  process.exit(1)
})
