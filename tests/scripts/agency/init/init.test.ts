import type { ChildProcess } from 'node:child_process'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

import { projectPath } from '../../../../common/project-root'
import { checkConformance } from '../../../../scripts/agency/conformance/command'
import type { Conformance } from '../../../../scripts/agency/conformance/report'
import { readInitCommand } from '../../../../scripts/agency/init/arguments'
import { runInit } from '../../../../scripts/agency/init/command'
import { findFreePort } from '../../../../scripts/free-port'
import { madeUpKey } from '../../../../scripts/vectors/made-up-keys'

const parent = mkdtempSync(path.join(tmpdir(), 'sightline-init-'))

afterAll(() => {
  rmSync(parent, { recursive: true })
})

async function init(name: string, ...args: readonly string[]): Promise<string> {
  const folder = path.join(parent, name)
  await runInit(readInitCommand([...args, '--dir', folder]), projectPath('policies'))
  return folder
}

interface Running {
  readonly url: string
  readonly stop: () => Promise<void>
}

async function start(folder: string, keysPort: number): Promise<Running> {
  const keyFile = path.join(folder, 'key.pem')
  writeFileSync(keyFile, madeUpKey('init').privateKey.export({ format: 'pem', type: 'pkcs8' }))
  const env = {
    ...{ ...process.env, PORT: '0', KEY_FILE: keyFile },
    RECORD_FILE: path.join(folder, 'record.ndjson'),
    HUB_JWKS: `http://127.0.0.1:${keysPort}/.well-known/jwks.json`,
    // The machine may be busy.
    HUB_JWKS_TIMEOUT_MS: '60000',
  }
  const server: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'server.mts'], {
    ...{ cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] },
  })
  if (!server.stdout) throw new Error('The program writes nothing')
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string]
  const stop = async () => {
    const exit = once(server, 'exit')
    server.kill()
    await exit
  }
  return { url: line.replace('ready at ', ''), stop }
}

function check(folder: string, url: string, port: number): Promise<Conformance> {
  const { code, field } = JSON.parse(readFileSync(path.join(folder, 'agency.json'), 'utf8')) as {
    readonly code: string
    readonly field: string
  }
  return checkConformance({
    ...{ code, field, url, isJson: true, sdlFile: path.join(folder, 'schema.graphql') },
    ...{ references: ['EX-0001', 'EX-0002'], key: { port }, roles: ['mash.analyst'] },
    ...{ purpose: 'ADULT_SAFEGUARDING', stated: ['PUBLIC_INTEREST_TEST'] },
  })
}

const failuresOf = ({ points }: Conformance) =>
  points.flatMap(({ id, checks }) =>
    checks.flatMap(({ name, problem }) => (problem === null ? [] : [`${id} ${name}: ${problem}`])),
  )

describe('a new agency in TypeScript', () => {
  const kinds = ['ambulance', 'housing']

  it.each(kinds)('of the kind %s keeps the contract as it is made', async (kind) => {
    const folder = await init(kind, '--kind', kind, '--language', 'typescript')
    symlinkSync(projectPath('node_modules'), path.join(folder, 'node_modules'))
    const keysPort = await findFreePort(1)
    const { url, stop } = await start(folder, keysPort)
    try {
      expect(failuresOf(await check(folder, url, keysPort))).toEqual([])
      expect(readFileSync(path.join(folder, 'record.ndjson'), 'utf8')).not.toContain('Made up')
      writeFileSync(path.join(folder, 'suspended'), '')
      const suspended = failuresOf(await check(folder, url, keysPort))
      expect(suspended.join('\n')).toContain('nothing is told to anybody')
    } finally {
      await stop()
    }
  })

  it('is sound to the compiler, and imports nothing of the hub', async () => {
    const folder = await init('typed', '--kind', 'gp', '--language', 'typescript')
    symlinkSync(projectPath('node_modules'), path.join(folder, 'node_modules'))
    const tsc = projectPath('node_modules', 'typescript', 'bin', 'tsc')
    const args = [tsc, '-p', folder]
    expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toBe('')
    for (const name of ['agency.mts', 'server.mts', 'hub-call.mjs'])
      expect(readFileSync(path.join(folder, name), 'utf8')).not.toMatch(/from '\.\.\//)
  })
})

describe('a new agency in another language', () => {
  it('has what it needs to begin, and no program', async () => {
    const folder = await init('other', '--kind', 'gp', '--language', 'none', '--code', 'other-gp')
    const has = (name: string) => existsSync(path.join(folder, name))
    for (const name of ['schema.graphql', 'agreement.json', 'records.json', 'README.md'])
      expect(has(name)).toBe(true)
    expect(has('vectors/hub-calls.json')).toBe(true)
    expect(has('server.mts')).toBe(false)
    expect(readFileSync(path.join(folder, 'schema.graphql'), 'utf8')).toContain('otherGpEcho')
    await expect(init('other', '--kind', 'gp', '--language', 'none')).rejects.toThrow(
      'there is something in it',
    )
  })

  it.each([
    [['--language', 'none'], '--kind is missing'],
    [['--kind', 'gp', '--language', 'cobol'], '--language is one of typescript, python, none'],
    [['--kind', 'gp', '--language', 'none', '--code', '../x'], 'small letters'],
    [['--kind', 'gp', '--language', 'none', '--field', 'a b'], '--field is a name'],
  ])('is not made of %j', (args, problem) => {
    expect(() => readInitCommand(args)).toThrow(problem)
  })

  it('is of a kind that is known', async () => {
    await expect(init('circus', '--kind', 'circus', '--language', 'none')).rejects.toThrow(
      'There is no kind "circus". Known: adult-social-care, ambulance',
    )
  })
})
