/** `npm run bench:insights`: what is computed, in the core and on the hub. */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'

import { checkUsageIsTold } from '../hub/process-usage'
import { markdownTable } from '../view/markdown-table'
import { measureCore } from './core'
import { measureHub } from './hub'

const { values } = parseArgs({
  options: {
    /** One short round. */
    quick: { type: 'boolean', default: false },
    /** `core` or `hub`; left out: both. */
    only: { type: 'string' },
    agencies: { type: 'string', default: '15' },
    records: { type: 'string', default: '70' },
  },
})

function printTable(titles: readonly string[], rows: readonly (readonly string[])[]): void {
  console.log(markdownTable(titles, rows).join('\n'))
}

function printCore(): void {
  const sizes = values.quick ? [1000, 10_000] : [1000, 10_000, 100_000]
  const households = values.quick ? [2, 10] : [2, 10, 50]
  const rows = measureCore({ events: sizes, households, rounds: values.quick ? 1 : 5 })
  console.log('\nThe core, beside sorting the same events by time:\n')
  printTable(
    ['insight', 'events', 'people', 'ms', 'µs an event', 'of sorting'],
    rows.map(({ insight, events, people, ms, ofSorting }) => [
      ...[insight, String(events), String(people), ms.toFixed(1)],
      ...[((ms * 1000) / events).toFixed(2), ofSorting.toFixed(1)],
    ]),
  )
}

async function printHub(): Promise<void> {
  const hub = await measureHub({
    agencies: Number(values.agencies),
    records: Number(values.records),
    people: 16,
    clients: 4,
    rounds: values.quick ? 1 : 5,
    durationMs: values.quick ? 3000 : 9000,
  })
  const [plain] = hub.rows
  console.log(
    `\nThe hub, ${values.agencies} agencies, ${values.records} records of each person, 4 clients:\n`,
  )
  printTable(
    ['view', 'views/s', 'p50 ms', 'of plain', 'gateway CPU ms', 'of plain'],
    hub.rows.map(({ view, viewsPerSecond, p50Ms, gatewayCpuMs }) => [
      ...[
        view,
        viewsPerSecond.toFixed(1),
        p50Ms.toFixed(0),
        (p50Ms / (plain?.p50Ms ?? 1)).toFixed(2),
      ],
      ...[gatewayCpuMs.toFixed(1), (gatewayCpuMs / (plain?.gatewayCpuMs ?? 1)).toFixed(2)],
    ]),
  )
  const { memoryMib: memory } = hub
  const tenth = (index: number) => (memory[index] ?? 0).toFixed(0)
  console.log(
    `\nMemory of the gateway over 50 views with everything: ${[0, 10, 20, 30, 40, 50].map(tenth).join(', ')} MiB.`,
  )
}

async function main(): Promise<void> {
  checkUsageIsTold()
  if (values.only !== 'hub') printCore()
  if (values.only !== 'core') await printHub()
  console.log(`\nNode ${process.version}, ${cpus().length} cores.`)
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
