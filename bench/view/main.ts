/** `npm run bench:view`: what a person view costs the whole hub, beside a stock system and a floor. */
import { cpus } from 'node:os'

import { madeUpPeople } from '../hub/made-up-people'
import { checkUsageIsTold } from '../hub/process-usage'
import type { Measurement } from './measure'
import { measureGroups } from './measure'
import { printMemory } from './memory'
import type { ViewOptions } from './options'
import { readViewOptions } from './options'
import { formatReport } from './report'
import { startTrio } from './trio'

async function measure(options: ViewOptions): Promise<void> {
  const measurements: Measurement[] = []
  try {
    for (const agencies of options.agencies)
      measurements.push(...(await measureSize(agencies, options)))
  } finally {
    // Of a run that ends early, the sizes that were measured.
    if (measurements.length > 0) print(measurements, options)
  }
}

async function measureSize(
  agencies: number,
  options: ViewOptions,
): Promise<readonly Measurement[]> {
  const { people, records } = options
  const groups = records.map((count, index) => madeUpPeople(people, count, index * people))
  console.error(`Measuring ${agencies} agencies ...`)
  const trio = await startTrio({ agencies, groups })
  try {
    return await measureGroups(trio, groups, { ...options, agencies })
  } finally {
    await trio.stop()
  }
}

function print(measurements: readonly Measurement[], { rounds, clients }: ViewOptions): void {
  console.log(formatReport(measurements))
  console.log(
    `\nMedian of ${rounds} rounds in turn, ${clients} clients at a time, each about another person; ` +
      `Node ${process.version}, ${cpus().length} cores.`,
  )
}

async function watchMemory(options: ViewOptions, views: number): Promise<void> {
  const [agencies = 0] = options.agencies
  const [records = 0] = options.records
  const group = madeUpPeople(options.people, records)
  const trio = await startTrio({ agencies, groups: [group] })
  try {
    await printMemory(trio, group, views)
  } finally {
    await trio.stop()
  }
}

async function main(): Promise<void> {
  const options = readViewOptions(process.argv.slice(2))
  checkUsageIsTold()
  if (options.memoryViews === null) await measure(options)
  else await watchMemory(options, options.memoryViews)
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
