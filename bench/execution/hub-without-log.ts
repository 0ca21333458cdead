import { readGatewaySettings } from '../../gateway/config'
import { fitHeap } from '../../gateway/server/heap'
import { startGateway } from '../../gateway/start/start-gateway'

/** The hub with everything on but the disclosure log: only to see what the log costs. */
async function main(port: number): Promise<void> {
  fitHeap()
  const settings = { ...readGatewaySettings(), port }
  const gateway = await startGateway(settings, {
    log: {
      append: () => Promise.resolve({ log: 'none', index: 0 }),
      find: () => Promise.resolve([]),
      noteUnanswered: () => Promise.resolve(),
      isDown: () => false,
      isAvailable: () => Promise.resolve(true),
      close: () => Promise.resolve(),
    },
  })
  console.log(`hub without log listens on ${gateway.url}`)
  process.on('SIGTERM', () => void gateway.stop().then(() => process.exit(0)))
}

void main(Number(process.argv[2]))
