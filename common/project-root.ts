import { existsSync } from 'node:fs'
import path from 'node:path'

/**
 * The folder that holds package.json, found upwards from this file: the same whether the program
 * runs from its sources or from `dist/`.
 */
export function projectRoot(): string {
  let folder = __dirname
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder)
    if (parent === folder) throw new Error(`No package.json above ${__dirname}`)
    folder = parent
  }
  return folder
}

/** An absolute path inside the project. */
export function projectPath(...parts: readonly string[]): string {
  return path.join(projectRoot(), ...parts)
}
