import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { MongoClient } from 'mongodb'
import { readStoreSettings, UsageError } from '../../../embedded/store/config'

const mainFile = path.resolve('embedded/store/main.ts')

/** `npm run store` as a process, with what it says. */
function run(args: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', mainFile, ...args], {
    env: { ...process.env, ...environment },
  })
  const said = { output: '', errors: '' }
  child.stdout.on('data', (chunk) => (said.output += String(chunk)))
  child.stderr.on('data', (chunk) => (said.errors += String(chunk)))
  const ended = once(child, 'close').then(([status]) => ({ status: status as number, ...said }))
  const uri = async () => {
    for (;;) {
      const found = /^mongodb:\S+(?=\n)/m.exec(said.output)?.[0]
      if (found !== undefined) return found
      await Promise.race([
        once(child.stdout, 'data'),
        ended.then(() => Promise.reject(new Error(said.errors))),
      ])
    }
  }
  return { child, ended, uri }
}

describe('npm run store', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sightline-main-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'prints where it is reached, and keeps what was written when %s ends it',
    async (signal) => {
      const first = run(['--data', folder])
      // Closing a client whose server has just gone may look for it once more.
      const options = { serverSelectionTimeoutMS: 1000 }
      const client = await MongoClient.connect(await first.uri(), options)
      await client.db('test').collection('things').insertOne({ a: 1 })
      first.child.kill(signal)
      expect(await first.ended).toMatchObject({ status: 0, errors: '' })
      await client.close()
      const second = run(['--data', folder, '--port', '0'])
      const again = await MongoClient.connect(await second.uri())
      expect(await again.db('test').collection('things').countDocuments({ a: 1 })).toBe(1)
      await again.close()
      second.child.kill(signal)
      const { output } = await second.ended
      expect(output).toContain('Embedded store (stands in for MongoDB): 1 documents')
    },
  )

  it('refuses production', async () => {
    const { status, errors } = await run(['--data', folder], { SIGHTLINE_ENV: 'production' }).ended
    expect(status).toBe(1)
    expect(errors).toContain('MONGODB_URI')
  })

  it('says what is wrong with its options, and how to use it', async () => {
    const { status, errors } = await run(['--port', 'many']).ended
    expect(status).toBe(2)
    expect(errors).toContain('--port: expected a number from 0 to 65535, got "many"')
    expect(errors).toContain('npm run store -- repair --data DIR')
  })

  it('refuses a damaged log by name, and repairs it when asked', async () => {
    const first = run(['--data', folder])
    const client = await MongoClient.connect(await first.uri())
    const things = client.db('test').collection<{ _id: number }>('things')
    for (let _id = 0; _id < 10; _id += 1)
      await things.insertOne({ _id }, { writeConcern: { w: 'majority' } })
    await client.close()
    first.child.kill('SIGTERM')
    await first.ended
    const log = path.join(folder, 'data.log')
    const bytes = readFileSync(log)
    const middle = Math.floor(bytes.length / 2)
    bytes[middle] = (bytes[middle] ?? 0) ^ 0xff
    writeFileSync(log, bytes)
    expect(await run(['--data', folder]).ended).toMatchObject({
      status: 1,
      errors: expect.stringContaining('data.log') as string,
    })
    expect(await run(['repair', '--data', folder]).ended).toMatchObject({ status: 0 })
    const repaired = run(['--data', folder])
    const again = await MongoClient.connect(await repaired.uri())
    expect(await again.db('test').collection('things').countDocuments()).toBe(9)
    await again.close()
    repaired.child.kill('SIGTERM')
    await repaired.ended
  })
})

describe('the options of npm run store', () => {
  it.each<[string[], Record<string, string>, object]>([
    [[], {}, { directory: '.data/store' }],
    [['--data', 'a'], {}, { directory: 'a' }],
    [['--data', 'a', '--port', '0'], {}, { directory: 'a', port: 0 }],
    [['--port', '1', '--host', '::1'], {}, { directory: '.data/store', port: 1, host: '::1' }],
    [['--socket', 'a.sock'], {}, { directory: '.data/store', socketPath: 'a.sock' }],
    [[], { SIGHTLINE_ENV: 'demo' }, { directory: '.data/store', environment: 'demo' }],
  ])('%j', (args, environment, options) => {
    expect(readStoreSettings(args, environment)).toEqual({ action: 'serve', options })
  })

  it('repair', () => {
    expect(readStoreSettings(['repair', '--data', 'a'], {})).toEqual({
      action: 'repair',
      directory: 'a',
    })
  })

  it.each([
    ['an unknown option', ['--wat']],
    ['an unknown action', ['mend']],
    ['two actions', ['repair', 'repair', '--data', 'a']],
    ['an option without its value', ['--data']],
    ['an empty directory', ['--data', '']],
    ['a port beyond all ports', ['--port', '65536']],
    ['a port that is none', ['--port', '1e3']],
    ['a socket and a port', ['--socket', 'a.sock', '--port', '1']],
    ['a repair of nothing', ['repair']],
    ['a repair on a port', ['repair', '--data', 'a', '--port', '1']],
  ])('refuse %s', (_what, args) => {
    expect(() => readStoreSettings(args, {})).toThrow(UsageError)
  })
})
