/**
 * Puts the product as plain JavaScript into dist/, in a fraction of a second, so that `npm start` does
 * not pay for TypeScript in each of its processes. Types are not looked at: `npm run build` writes the
 * same files and checks them.
 */
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'

import { buildSync } from 'esbuild'

const root = path.join(import.meta.dirname, '..')
const dist = path.join(root, 'dist')
const folders = [
  'common',
  'disclosure-log',
  'embedded',
  'gateway',
  'policies',
  'schema',
  'subgraphs',
]
const loader = ['scripts/load-made-up-case.ts', 'scripts/import']
const killLoop = ['scripts/gateway-kill-loop', 'scripts/ask/hub-client.ts', 'scripts/log']

const files = [...folders, ...loader, ...killLoop].flatMap((start) =>
  start.endsWith('.ts')
    ? [start]
    : readdirSync(path.join(root, start), { recursive: true }).map((name) =>
        path.join(start, name),
      ),
)

rmSync(dist, { recursive: true, force: true })
buildSync({
  absWorkingDir: root,
  entryPoints: files.filter((file) => file.endsWith('.ts')),
  outdir: dist,
  outbase: root,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  tsconfig: path.join(root, 'tsconfig.json'),
  logLevel: 'warning',
})
for (const file of files.filter((name) => name.endsWith('.json'))) {
  mkdirSync(path.dirname(path.join(dist, file)), { recursive: true })
  copyFileSync(path.join(root, file), path.join(dist, file))
}
