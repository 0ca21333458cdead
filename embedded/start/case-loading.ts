import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { projectPath } from '../../common/project-root'
import type { SpawnOptions } from './children'
import { startProcess } from './children'
import { StartError } from './supervisor'

/** What loading the made-up case needs to know. */
export interface CaseLoading extends SpawnOptions {
  readonly dataFolder: string
  /** The databases it is loaded into: another server is a first start again. */
  readonly mongodbUri: string
  /** Agency codes and `person-index`, in the order in which their files are loaded. */
  readonly services: readonly string[]
}

/** True when these databases have not been given the made-up case by this data folder yet. */
export function isFirstStart(loading: Pick<CaseLoading, 'dataFolder' | 'mongodbUri'>): boolean {
  return !existsSync(markerFile(loading))
}

/**
 * Loads every service's file of the made-up case through `npm run import`'s program, then remembers
 * it, so that a second start keeps what was changed since.
 * @throws StartError when a file could not be loaded whole.
 */
export async function loadMadeUpCase(loading: CaseLoading): Promise<void> {
  for (const service of loading.services) {
    const file = projectPath('embedded', 'made-up-case', `${service}.ndjson`)
    if (existsSync(file)) await importFile(service, file, loading)
  }
  const marker = markerFile(loading)
  mkdirSync(path.dirname(marker), { recursive: true })
  writeFileSync(marker, `${new Date().toISOString()}\n`)
}

async function importFile(service: string, file: string, options: SpawnOptions): Promise<void> {
  const plan = {
    name: `import of ${service}`,
    program: 'scripts/import',
    args: [service, file],
    port: null,
    essential: true,
  }
  const running = startProcess(plan, options)
  const end = await running.ended
  if (end !== 'exit status 0')
    throw new StartError(
      `the ${plan.name} ended with ${end}\n  ${running.lastLines.slice(-8).join('\n  ')}`,
    )
}

function markerFile(loading: Pick<CaseLoading, 'dataFolder' | 'mongodbUri'>): string {
  const server = createHash('sha256').update(loading.mongodbUri).digest('hex').slice(0, 12)
  return path.join(loading.dataFolder, 'made-up-case', `loaded-into-${server}`)
}
