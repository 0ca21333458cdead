import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

const version = '24.21.0'
const cache = path.resolve('.cache/node24')

/**
 * Returns the path of a Node 24 or later: the one running, or one from the npm registry, fetched
 * into the cache once.
 */
function findNode(): string {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const packageName = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  const binary = path.join(cache, 'node_modules', packageName, 'bin', file)
  if (!existsSync(binary)) fetchNode(`${packageName}@${version}`)
  return binary
}

function fetchNode(specifier: string): void {
  console.log(`fetching ${specifier} into ${path.relative('.', cache)}`)
  const parameters = ['install', '--prefix', cache, '--no-save', '--no-audit', '--no-fund']
  const { status } = spawnSync('npm', [...parameters, specifier], { stdio: 'inherit' })
  if (status !== 0) throw new Error(`npm could not install ${specifier}`)
}

function main(): void {
  const node = findNode()
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  console.log(`jest on Node ${stdout.trim()}`)
  const parameters = ['node_modules/jest/bin/jest.js', ...process.argv.slice(2)]
  const { status } = spawnSync(node, parameters, { stdio: 'inherit' })
  process.exitCode = status ?? 1
}

main()
