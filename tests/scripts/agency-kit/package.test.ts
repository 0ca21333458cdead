/**
 * The package as an agency gets it: packed, unpacked outside of the repository, and used by the example of its own
 * README. No network: what it depends on is linked.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

import { projectPath, projectRoot } from '../../../common/project-root'
import { buildKit } from '../../../scripts/agency-kit/build'
import type { Conformance } from '../../../scripts/agency/conformance/report'
import { findFreePort } from '../../../scripts/free-port'

const outside = mkdtempSync(path.join(tmpdir(), 'sightline-kit-'))
const folder = path.join(outside, 'school')
const kit = path.join(folder, 'node_modules', '@sightline', 'agency-kit')

beforeAll(() => {
  const built = path.join(outside, 'built')
  buildKit(projectRoot(), built)
  const pack = ['pack', '--silent', built]
  const tarball = execFileSync('npm', pack, { cwd: outside, encoding: 'utf8' }).trim()
  execFileSync('tar', ['xzf', tarball], { cwd: outside })
  mkdirSync(path.dirname(kit), { recursive: true })
  renameSync(path.join(outside, 'package'), kit)
  symlinkSync(projectPath('node_modules'), path.join(outside, 'node_modules'))
  writeExample(readFileSync(path.join(kit, 'README.md'), 'utf8'))
})

afterAll(() => {
  rmSync(outside, { recursive: true, force: true })
})

/** Every block of code that has the name of a file. */
function writeExample(page: string): void {
  for (const [, name = '', text = ''] of page.matchAll(/^```\w+ ([\w.-]+)\n(.*?)^```$/gms))
    writeFileSync(path.join(folder, name), text)
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }')
}

function command(...args: readonly string[]) {
  const program = path.join(kit, 'dist', 'scripts', 'sightline-agency.js')
  return spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8' })
}

const program = ['--import', 'tsx', 'agency.mts']

/** Runs an agency while something is done with it. */
async function whileRunning(
  { where, args, keysPort }: { where: string; args: readonly string[]; keysPort: number },
  run: (url: string) => void,
): Promise<void> {
  const { url, child } = await start(where, args, keysPort)
  try {
    run(url)
  } finally {
    const exit = once(child, 'exit')
    child.kill()
    await exit
  }
}

/** What is wrong with an agency by the contract, as the command says it. */
function problemsOf(url: string, keysPort: number, [agency = '', field = '', sdl = '']: string[]) {
  const { stdout, stderr } = command(
    ...['conformance', '--agency', agency, '--url', url, '--json', '--field', field],
    ...['--sdl', sdl, '--reference', 'SC-0001', '--keys-port', String(keysPort)],
  )
  expect(stderr).toBe('')
  const { points } = JSON.parse(stdout) as Conformance
  return points.flatMap(({ checks }) => checks.flatMap(({ problem }) => problem ?? []))
}

async function start(where: string, args: readonly string[], keysPort: number) {
  const env = {
    ...{ ...process.env, PORT: '0', MONGODB_URI: undefined },
    SIGHTLINE_HUB_JWKS: `http://127.0.0.1:${keysPort}/.well-known/jwks.json`,
  }
  const child = spawn(process.execPath, args, {
    ...{ cwd: where, env, stdio: ['ignore', 'pipe', 'ignore'] },
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^ready at (\S+)$/.exec(line)?.[1]
    if (url === undefined) continue
    child.stdout.resume()
    return { url, child }
  }
  throw new Error('The program does not start')
}

describe('the package of the kit', () => {
  it('has what it needs and nothing that is the repository’s alone', () => {
    const { name, dependencies } = JSON.parse(
      readFileSync(path.join(kit, 'package.json'), 'utf8'),
    ) as { readonly name: string; readonly dependencies: Readonly<Record<string, string>> }
    expect(name).toBe('@sightline/agency-kit')
    expect(
      Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version)),
    ).toEqual([])
    for (const absent of ['tests', 'gateway', 'embedded/start', 'dist/tests', 'dist/bench'])
      expect(existsSync(path.join(kit, absent))).toBe(false)
    // What `dev` starts.
    for (const present of ['embedded/start/main', 'gateway/main', 'subgraphs/person-index/service'])
      expect(existsSync(path.join(kit, 'dist', `${present}.js`))).toBe(true)
    expect(existsSync(path.join(kit, 'dist', 'web', 'public', 'workspace.css'))).toBe(true)
  })

  it('runs the agency of its README, which is sound to the compiler and keeps the contract', async () => {
    const sdl = command('sdl', '--dir', '.')
    expect(sdl.status).toBe(0)
    writeFileSync(path.join(folder, 'schema.graphql'), sdl.stdout)
    const tsc = projectPath('node_modules', 'typescript', 'bin', 'tsc')
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--exactOptionalPropertyTypes']
    const target = ['--module', 'nodenext', '--target', 'es2023', '--types', 'node']
    const typed = spawnSync(process.execPath, [tsc, ...options, ...target, 'agency.mts'], {
      ...{ cwd: folder, encoding: 'utf8' },
    })
    expect(typed.stdout).toBe('')
    const env = { ...process.env, MONGODB_URI: undefined }
    const load = spawnSync(process.execPath, [...program, 'records.json'], {
      ...{ cwd: folder, env, encoding: 'utf8' },
    })
    expect(load.stdout).toContain('harrowmere-school: 2 records stored, 0 rejected')

    const keysPort = await findFreePort(1)
    await whileRunning({ where: folder, args: program, keysPort }, (url) => {
      const school = ['harrowmere-school', 'harrowmereSchool', 'schema.graphql']
      expect(problemsOf(url, keysPort, school)).toEqual([])
    })
  })

  it('makes a folder for an agency of a known kind, loads its records and runs it', async () => {
    const made = command(
      'init',
      '--kind',
      'housing',
      '--language',
      'none',
      '--dir',
      'homes',
      '--json',
    )
    expect(made.stderr).toBe('')
    expect(JSON.parse(made.stdout)).toMatchObject({ folder: 'homes' })
    const page = readFileSync(path.join(folder, 'homes', 'README.md'), 'utf8')
    expect(page).toContain('npx sightline-agency conformance')
    expect(page).not.toContain('npm run')
    const imported = command('import', 'records.json', '--dir', 'homes', '--json')
    const last = imported.stdout.trim().split('\n').at(-1) ?? ''
    expect(JSON.parse(last)).toMatchObject({ agency: 'example-housing', loaded: 1, rejected: 1 })
    expect(imported.status).toBe(1)
    const homes = path.join(folder, 'homes')
    copyFileSync(path.join(folder, 'agency.mjs'), path.join(homes, 'agency.mjs'))
    const keysPort = await findFreePort(1)
    await whileRunning({ where: homes, args: ['agency.mjs'], keysPort }, (url) => {
      const own = ['example-housing', 'exampleHousing', 'homes/schema.graphql']
      expect(problemsOf(url, keysPort, own)).toEqual([])
    })
  })

  it.each([
    [[], 'Usage: npx sightline-agency <verb>'],
    [['suspend', 'x'], 'There is no verb "suspend"'],
    [['conformance'], '--agency is missing\nUsage: npx sightline-agency conformance'],
    [['publish', 'x', '--in', 'y'], 'name with --out the file for the hub'],
    [['import', 'records.json'], 'No kind "school"'],
  ])('says of %j what is wrong', (args, problem) => {
    const { status, stderr } = command(...args)
    expect(stderr).toContain(problem)
    expect(status).toBe(2)
  })
})
