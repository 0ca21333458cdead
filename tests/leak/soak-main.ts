import { LeakHub } from './leak-hub'
import { tryOperations } from './try-operations'

/** Asks many random operations of the hub; says the smallest that gives away what it may not. */
async function main(): Promise<void> {
  const runs = Number(process.argv[2] ?? 100_000)
  const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)
  const hub = new LeakHub()
  try {
    await hub.start()
    const onProgress = (done: number) => {
      console.log(`${done} operations, no leak`)
    }
    const { answers, leaves } = await tryOperations(hub, { runs, seed, onProgress })
    console.log(`${answers} operations from seed ${seed}, ${leaves} leaves with a value: no leak`)
  } finally {
    await hub.stop()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
