/** `npm run bench:view`: what a person view costs the whole hub, beside a stock system and a floor. */
import { cpus } from 'node:os'

import { madeUpPeople } from '../hub/made-up-people'
import { checkUsageIsTold } from '../hub/process-usage'
import type { Measured } from './measure'
import { measureGroups } from './measure'
import { printMemory } from './memory'
import type { ViewOptions } from './options'
import { readViewOptions } from './options'
import { formatReport } from './report'
import { startTrio } from './trio'

async function measure(options: ViewOptions): Promise<void> {
  const measured: Measured[] = []
  try {
    for (const agencies of options.agencies) measured.push(await measureSize(agencies, options))
  } finally {
    // Of a run that ends early, the sizes that were measured.
    if (measured.length > 0) print(measured, options)
  }
}

async function measureSize(agencies: number, options: ViewOptions): Promise<Measured> {
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

function print(measured: readonly Measured[], { rounds, clients }: ViewOptions): void {
  console.log(formatReport(measured.flatMap(({ measurements }) => measurements)))
  for (const { system, agencies, records } of measured.flatMap(({ lost }) => lost)) {
    console.log(
      `\nNot measured, answers lacked records: ${system}, ${agencies} agencies, ${records} records.`,
    )
    process.exitCode = 1
  }
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
