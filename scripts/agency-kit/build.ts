import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { buildSync } from 'esbuild'

import { packagedCommand } from '../agency/as-called'
import { programFiles } from '../agency/init/program-files'
import type { Closure } from './closure'
import { closureOf } from './closure'
import { hubPrograms, loadedByName } from './hub-programs'
import type { ProjectManifest } from './manifest'
import { kitManifest } from './manifest'

const library = 'scripts/agency-kit/public.ts'
const programs = [library, `scripts/${packagedCommand}.ts`, ...hubPrograms()]

/** What the programs read while they run, where they look for it: from the root of the package. */
const data = [
  'agencies.json',
  'docs/agency-contract.md',
  'docs/vectors',
  'embedded/made-up-case',
  ...Object.values(programFiles).flatMap((files) =>
    files.map(([example, name]) => `examples/${example}/${name}`),
  ),
  'policies',
  'schema',
  'web/views',
]

/**
 * Writes the package `@sightline/agency-kit` into a folder, which is emptied first; `npm pack` then makes a tarball of
 * it. It holds what its programs reach by their imports, and the partnership's schemas, agreements and register.
 * @param root the project's
 */
export function buildKit(root: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  const closure = closureOf(root, programs)
  transpile(root, folder, closure)
  declareTypes(root, folder)
  addWebAssets(root, folder)
  for (const name of data)
    cpSync(path.join(root, name), path.join(folder, name), {
      recursive: true,
      filter: (file) => !file.endsWith('.ts') && path.basename(file) !== '__pycache__',
    })
  cpSync(path.join(root, 'subgraphs', 'kit', 'README.md'), path.join(folder, 'README.md'))
  const project = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  ) as ProjectManifest
  const manifest = kitManifest(
    project,
    [...new Set([...closure.packages, ...loadedByName])].toSorted(),
  )
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

function transpile(root: string, folder: string, { files }: Closure): void {
  const dist = path.join(folder, 'dist')
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
    cpSync(path.join(root, file), path.join(dist, file))
  }
}

/** Style and script of the workspace, as the build makes them. */
function addWebAssets(root: string, folder: string): void {
  execFileSync(process.execPath, [path.join(root, 'scripts', 'web-assets.mjs')])
  const assets = path.join('dist', 'web', 'public')
  cpSync(path.join(root, assets), path.join(folder, assets), { recursive: true })
}

/** `npm run typecheck` has looked at the types: here they are only written. */
function declareTypes(root: string, folder: string): void {
  const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const configFile = path.join(folder, 'tsconfig.json')
  const compilerOptions = {
    ...{ rootDir: root, outDir: path.join(folder, 'dist'), types: ['node'] },
    ...{ typeRoots: [path.join(root, 'node_modules', '@types')], sourceMap: false },
    ...{ declaration: true, emitDeclarationOnly: true, noCheck: true },
  }
  const config = {
    ...{ extends: path.join(root, 'tsconfig.json'), compilerOptions },
    ...{ include: [], files: [path.join(root, library)] },
  }
  writeFileSync(configFile, JSON.stringify(config))
  execFileSync(process.execPath, [compiler, '-p', configFile], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  rmSync(configFile)
}
