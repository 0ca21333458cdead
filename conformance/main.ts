import { fitHeap } from '../gateway/server/heap'
import { readNoPolicySettings } from './config'
import { startOpenGateway } from './start-open-gateway'

const warning = `
  ****************************************************************************
  This gateway has NO POLICY, NO SIGN-IN and NO DISCLOSURE LOG.
  It is for conformance suites and measurements on made-up data, never for
  records of people. It listens on this machine only.
  ****************************************************************************
`

async function main(): Promise<void> {
  const settings = readNoPolicySettings(process.argv.slice(2))
  console.error(warning)
  fitHeap()
  const gateway = await startOpenGateway(settings)
  const stop = () => {
    void gateway.stop().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  console.log(`gateway without policy listens on ${gateway.url}/graphql`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'gateway: could not start')
  process.exit(1)
})
