import { compareWorld } from './differential/both-ways'
import { pickFrom } from './differential/pick'

const operationsPerWorld = 200

/** Compares many random operations both ways; says the seed of the first that differs. */
async function main(): Promise<void> {
  const wanted = Number(process.argv[2] ?? 100_000)
  const firstSeed = Number(process.argv[3] ?? Date.now() % 1_000_000)
  let compared = 0
  for (let seed = firstSeed; compared < wanted; seed += 1) {
    const result = await compareWorld(pickFrom(seed), operationsPerWorld)
    compared += result.compared
    if (result.difference !== null) throw new Error(`seed ${seed}\n${result.difference}`)
    if ((seed - firstSeed) % 25 === 24) console.log(`${compared} operations, no difference`)
  }
  console.log(`${compared} operations from seed ${firstSeed}: no difference`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
