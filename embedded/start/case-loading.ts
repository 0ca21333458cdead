import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import type { SpawnOptions } from './children'
import { startProcess } from './children'
import { StartError } from './supervisor'

/** What loading the made-up case needs to know. */
export interface CaseLoading extends SpawnOptions {
  readonly dataFolder: string
  /** The databases it is loaded into: another server is a first start again. */
  readonly mongodbUri: string
}

/** True when these databases have not been given the made-up case by this data folder yet. */
export function isFirstStart(loading: Pick<CaseLoading, 'dataFolder' | 'mongodbUri'>): boolean {
  return !existsSync(markerFile(loading))
}

/**
 * Loads the made-up case, then remembers it, so that a second start keeps what was changed since.
 * @throws StartError with the loader's last lines when not all of it could be loaded.
 */
export async function loadMadeUpCase(loading: CaseLoading): Promise<void> {
  const name = 'the made-up case'
  const program = 'scripts/load-made-up-case'
  const running = startProcess({ name, program, args: [], port: null, meanwhile: '' }, loading)
  const end = await running.ended
  if (end !== 'exit status 0')
    throw new StartError(
      `loading ${name} ended with ${end}\n  ${running.lastLines.slice(-8).join('\n  ')}`,
    )
  const marker = markerFile(loading)
  mkdirSync(path.dirname(marker), { recursive: true })
  writeFileSync(marker, `${new Date().toISOString()}\n`)
}

function markerFile(loading: Pick<CaseLoading, 'dataFolder' | 'mongodbUri'>): string {
  const server = createHash('sha256').update(loading.mongodbUri).digest('hex').slice(0, 12)
  return path.join(loading.dataFolder, 'made-up-case', `loaded-into-${server}`)
}
