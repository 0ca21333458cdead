/** `npm run store`: the embedded store as a process of its own, or the repair of its data. */
import { readStoreSettings, usage, UsageError } from './config'
import { repairDirectory } from './repair'
import { startStore, type StoreOptions } from './server'

function say(line: string): void {
  console.log(line)
}

async function main(): Promise<void> {
  const settings = readStoreSettings()
  if (settings.action === 'repair') await repairDirectory(settings.directory, say)
  else await serve(settings.options)
}

async function serve(options: StoreOptions): Promise<void> {
  const store = await startStore({ ...options, report: say })
  const stop = () => {
    store.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        fail(error)
      },
    )
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
  say(store.uri)
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error)
  if (!(error instanceof UsageError)) process.exit(1)
  console.error(usage)
  process.exit(2)
}

main().catch(fail)
