/**
 * The style and the script of the workspace, made of web/assets/ and the packages they stand on. What was
 * made of the same sources before is taken from .cache/: the style takes seconds.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { buildSync } from 'esbuild'
import { compile } from 'sass'

const root = path.join(import.meta.dirname, '..')
const assets = path.join(root, 'web', 'assets')

/** The files to serve, by their path from the project's root. */
export function webAssets() {
  const version = versionOf()
  const style = kept(`workspace-${version}.css`, compileStyle)
  const scripts = ['workspace.js', 'developers.js'].map((name) => [
    name,
    kept(name.replace('.js', `-${version}.js`), () => bundleScript(name.replace('.js', '.mjs'))),
  ])
  const folder = path.join('dist', 'web', 'public')
  return new Map([
    [path.join(folder, 'workspace.css'), style],
    ...scripts.map(([name, script]) => [path.join(folder, name), script]),
    [path.join(folder, 'version'), version],
    [path.join(folder, 'icon.svg'), readFileSync(path.join(assets, 'icon.svg'), 'utf8')],
  ])
}

function versionOf() {
  const hash = createHash('sha256')
  for (const file of readdirSync(assets).toSorted())
    hash.update(readFileSync(path.join(assets, file)))
  hash.update(readFileSync(path.join(root, 'package-lock.json')))
  hash.update(readFileSync(import.meta.filename))
  return hash.digest('hex').slice(0, 12)
}

function kept(name, make) {
  const folder = path.join(root, '.cache', 'web')
  const file = path.join(folder, name)
  try {
    return readFileSync(file, 'utf8')
  } catch {
    const content = make()
    mkdirSync(folder, { recursive: true })
    const written = `${file}.${process.pid}.part`
    writeFileSync(written, content)
    renameSync(written, file)
    return content
  }
}

function compileStyle() {
  const { css } = compile(path.join(assets, 'workspace.scss'), {
    loadPaths: [root, path.join(root, 'node_modules')],
    style: 'compressed',
    quietDeps: true,
  })
  return css
}

function bundleScript(entry) {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(assets, entry)],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    write: false,
    logLevel: 'warning',
  })
  return outputFiles[0].text
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const [file, content] of webAssets()) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), content)
  }
