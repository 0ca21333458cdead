/** `npm run bench:import`: how fast `npm run import` loads an agency on the embedded store. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

import { projectPath } from '../../common/project-root'
import { writeMadeUpRecords } from './made-up-records'

const run = promisify(execFile)

const recordCount = 100_000
const limitSeconds = 60
const rounds = 3

interface Round {
  readonly round: number
  /** From the start of the process to its end. */
  readonly seconds: number
  readonly recordsPerSecond: number
}

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sightline-bench-import-'))
  try {
    const file = path.join(folder, 'records.ndjson')
    await writeMadeUpRecords(file, recordCount)
    const { size } = await stat(file)
    console.log(
      `${recordCount} mixed police records (${Math.round(size / 1e6)} MB) into an empty embedded store; ` +
        `Node ${process.version}, ${cpus().length} cores`,
    )
    const measured: Round[] = []
    for (let round = 1; round <= rounds; round += 1)
      measured.push(await measure(round, file, path.join(folder, `data-${round}`)))
    const again = await measure(rounds + 1, file, path.join(folder, `data-${rounds}`))
    report(measured, again)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function measure(round: number, file: string, dataFolder: string): Promise<Round> {
  const startedAt = performance.now()
  await run(
    process.execPath,
    ['--import', 'tsx', projectPath('scripts', 'import.ts'), 'northshire-police', file],
    // A port where no person index runs: this measures loading alone.
    { env: { PATH: process.env['PATH'], SIGHTLINE_DATA: dataFolder, SIGHTLINE_PORT: '30000' } },
  )
  const seconds = (performance.now() - startedAt) / 1000
  return { round, seconds, recordsPerSecond: Math.round(recordCount / seconds) }
}

function report(measured: readonly Round[], again: Round): void {
  console.table(
    measured.map(({ round, seconds, recordsPerSecond }) => ({
      round,
      seconds: Number(seconds.toFixed(1)),
      'records/s': recordsPerSecond,
    })),
  )
  const median = measured.map(({ seconds }) => seconds).toSorted((a, b) => a - b)[
    Math.floor(measured.length / 2)
  ]
  const isWithin = median !== undefined && median <= limitSeconds
  console.log(
    `median ${median?.toFixed(1) ?? '?'} s, ${isWithin ? 'within' : 'ABOVE'} ${limitSeconds} s; ` +
      `the same file once more into the same store ${again.seconds.toFixed(1)} s`,
  )
  process.exitCode = isWithin ? 0 : 1
}

void main()
