import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

/** Makes the hub's programs as `npm start` does; the package has them already. */
export function makePrograms(root: string): void {
  const transpile = path.join(root, 'scripts', 'transpile.mjs')
  if (existsSync(transpile)) execFileSync(process.execPath, [transpile], { stdio: 'inherit' })
}
