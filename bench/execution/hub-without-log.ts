import { readGatewaySettings } from '../../gateway/config'
import { fitHeap } from '../../gateway/server/heap'
import { startGateway } from '../../gateway/start/start-gateway'
import { noLog } from './no-log'

/** The hub with everything on but the disclosure log: only to see what the log costs. */
async function main(port: number): Promise<void> {
  fitHeap()
  const settings = { ...readGatewaySettings(), port }
  const gateway = await startGateway(settings, { log: noLog })
  console.log(`hub without log listens on ${gateway.url}`)
  process.on('SIGTERM', () => void gateway.stop().then(() => process.exit(0)))
}

void main(Number(process.argv[2]))
