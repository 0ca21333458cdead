/** `npm start`: the whole hub on this machine, with the made-up case. */
import { prepareDataFolder } from '../../common/data-folder'
import { readRegister } from '../../common/register'
import { listServices } from '../../common/services'
import { urlHost } from '../../common/settings'
import { readStartSettings } from './config'
import { elsewhere, readWithout } from './without'
import { LocalHub } from './hub'
import { preparePartnershipKeys } from './partnership-keys'
import { readyText } from './ready-text'

async function main(): Promise<void> {
  const say = (line: string) => {
    console.log(line)
  }
  const services = listServices(readRegister())
  const without = readWithout(process.argv.slice(2), services)
  const settings = readStartSettings()
  prepareDataFolder(settings.dataFolder)
  preparePartnershipKeys(settings.dataFolder)
  const started = services.filter(({ code }) => !without.has(code))
  const hub = new LocalHub(settings, started, say)
  const stop = stopOnce(hub, say)
  process.on('SIGINT', () => void stop('Stopping ...', 0))
  process.on('SIGTERM', () => void stop('Stopping ...', 0))
  try {
    await hub.start()
  } catch (error) {
    await stop(
      `Sightline did not start: ${error instanceof Error ? error.message : String(error)}`,
      1,
    )
    return
  }
  const origin = `http://${urlHost(settings.host)}:${settings.port}`
  for (const line of elsewhere(services, without, settings.port)) say(line)
  say(readyText({ workspace: settings.workspaceUrl, origin }, settings.environment))
}

function stopOnce(hub: LocalHub, say: (line: string) => void) {
  let stopping: Promise<void> | null = null
  return (message: string, status: number): Promise<void> => {
    stopping ??= (async () => {
      say(message)
      await hub.stop()
      process.exit(status)
    })()
    return stopping
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
