/**
 * Puts the product as plain JavaScript into dist/, in a fraction of a second, so that `npm start` does
 * not pay for TypeScript in each of its processes. Types are not looked at: `npm run build` writes the
 * same files and checks them. Each file is replaced in one step, so that a start beside another one, or
 * beside a hub that runs, never finds one missing or half written.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { buildSync } from 'esbuild'

import { webAssets } from './web-assets.mjs'

const root = path.join(import.meta.dirname, '..')
const dist = path.join(root, 'dist')
const folders = [
  'common',
  'conformance',
  'disclosure-log',
  'embedded',
  'gateway',
  'policies',
  'schema',
  'subgraphs',
  'web',
]
const loader = [
  'scripts/load-made-up-case.ts',
  'scripts/agency/as-called.ts',
  'scripts/agency/parse-options.ts',
  'scripts/import',
  'scripts/link/read-csv.ts',
  'scripts/terminal-text.ts',
]
const killLoops = [
  'scripts/kill-rounds.ts',
  'scripts/index-kill-loop',
  'scripts/index.ts',
  'scripts/index',
  'scripts/index-commands',
  'scripts/link',
  'scripts/gateway-kill-loop',
  'scripts/ask/hub-client.ts',
  'scripts/free-port.ts',
  'scripts/log',
]

/** Further folders may be named: benchmarks measure what `npm start` runs. */
const further = process.argv.slice(2)

const files = [...folders, ...loader, ...killLoops, ...further].flatMap((start) =>
  start.endsWith('.ts')
    ? [start]
    : readdirSync(path.join(root, start), { recursive: true }).map((name) =>
        path.join(start, name),
      ),
)

/**
 * Exports become plain properties once a file has run: the getters that stand there instead cost the
 * gateway a quarter of its time.
 */
const plainExports =
  "module.exports = Object.defineProperty({ ...module.exports }, '__esModule', { value: true })"

const { outputFiles } = buildSync({
  absWorkingDir: root,
  entryPoints: files.filter((file) => file.endsWith('.ts')),
  outdir: dist,
  outbase: root,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  tsconfig: path.join(root, 'tsconfig.json'),
  footer: { js: plainExports },
  logLevel: 'warning',
  write: false,
})
const wanted = new Map(outputFiles.map((file) => [file.path, file.contents]))
for (const file of files.filter((name) => name.endsWith('.json'))) {
  wanted.set(path.join(dist, file), readFileSync(path.join(root, file)))
}
for (const [file, contents] of webAssets()) wanted.set(path.join(root, file), contents)

for (const [file, contents] of wanted) {
  mkdirSync(path.dirname(file), { recursive: true })
  const written = `${file}.${process.pid}.part`
  writeFileSync(written, contents)
  renameSync(written, file)
}
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  const file = path.join(entry.parentPath, entry.name)
  const isStale = entry.isFile() && !wanted.has(file) && !file.endsWith('.part')
  if (isStale) rmSync(file, { force: true })
}
