import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { SettingError } from './settings'

/**
 * Makes the folder of SIGHTLINE_DATA, for its owner only, and writes into it once: what it refuses now
 * it would refuse in the middle of a start.
 * @throws SettingError that names the variable and the folder
 */
export function prepareDataFolder(folder: string): void {
  const probe = path.join(folder, `.writable-${randomUUID()}`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    throw new SettingError('SIGHTLINE_DATA', `the folder ${folder} cannot be written (${code})`)
  }
}
