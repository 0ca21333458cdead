import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'

const packageName = 'golang-mongodb-mongo-driver-dev'
const pathInPackage = 'usr/share/gocode/src/go.mongodb.org/mongo-driver/data/crud'

/**
 * Returns the folder of the specification's tests, fetched into the cache with Debian's package
 * client when it is nowhere at hand.
 *
 * @throws Error when it is not at hand and cannot be fetched; the message says what to do
 */
export function findSpecification(): string {
  const chosen = process.env['SIGHTLINE_CRUD_SPEC']
  if (chosen !== undefined) return requireFolder(chosen)
  const cache = path.resolve('.cache/crud-spec')
  const cached = path.join(cache, pathInPackage)
  const found = [path.join('/', pathInPackage), cached].find((folder) => existsSync(folder))
  if (found !== undefined) return found
  fetchPackage(cache)
  return requireFolder(cached)
}

function requireFolder(folder: string): string {
  if (existsSync(path.join(folder, 'v1')) && existsSync(path.join(folder, 'unified'))) return folder
  throw new Error(
    `${folder} does not hold the CRUD specification's tests (folders v1 and unified). ` +
      `Install Debian's package ${packageName}, or set SIGHTLINE_CRUD_SPEC to its data/crud folder.`,
  )
}

function fetchPackage(cache: string): void {
  mkdirSync(cache, { recursive: true })
  console.log(`fetching ${packageName} into ${path.relative('.', cache)}`)
  const downloaded =
    runQuietly('apt-get', ['download', packageName], cache) ||
    (runQuietly('apt-get', ['update'], cache) &&
      runQuietly('apt-get', ['download', packageName], cache))
  const archive = readdirSync(cache).find((name) => name.endsWith('.deb'))
  if (!downloaded || archive === undefined) {
    throw new Error(
      `apt-get could not download ${packageName}. Install it, or set SIGHTLINE_CRUD_SPEC.`,
    )
  }
  if (!runQuietly('dpkg', ['-x', archive, '.'], cache)) {
    throw new Error(`dpkg could not unpack ${archive}; see above.`)
  }
}

function runQuietly(command: string, parameters: string[], cwd: string): boolean {
  const result = spawnSync(command, parameters, { cwd, encoding: 'utf8' })
  if (result.status === 0) return true
  console.error(result.error?.message ?? `${command} ${parameters.join(' ')}: ${result.stderr}`)
  return false
}
