import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { MongoClient } from 'mongodb'
import type { Document } from '../../../embedded/store/values'
import { batchOf, openCommands } from './helpers/commands'
import { DroppingDisk } from './helpers/dropping-files'

describe('a store whose process is killed', () => {
  const main = path.resolve('embedded/store/main.ts')
  let folder: string
  let child: ChildProcess | null = null

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sightline-durability-'))
  })
  afterEach(() => {
    child?.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  })

  async function start(): Promise<string> {
    child = spawn(process.execPath, ['--import', 'tsx', main, '--data', folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    for await (const chunk of child.stdout ?? []) {
      output += String(chunk)
      const uri = /mongodb:\S+(?=\n)/.exec(output)?.[0]
      if (uri !== undefined) return uri
    }
    throw new Error(`the store did not start: ${output}`)
  }

  async function kill(): Promise<void> {
    const ended = child && once(child, 'exit')
    child?.kill('SIGKILL')
    await ended
  }

  it('has every write that was acknowledged, and indexes that agree', async () => {
    const acknowledged = new Map<number, number>()
    for (let round = 0; round < 3; round += 1) {
      const client = await MongoClient.connect(await start(), { serverSelectionTimeoutMS: 2_000 })
      const counters = client
        .db('test')
        .collection<{ _id: number; n: number }>('counters', { writeConcern: { w: 'majority' } })
      await counters.createIndexes([{ key: { n: 1 } }])
      for (const [_id, n] of acknowledged) {
        const found = await counters.findOne({ _id })
        // The write that was under way may have been done: one more at most.
        expect([n, n + 1]).toContain(found?.n)
        acknowledged.set(_id, found?.n ?? 0)
        await expect(counters.countDocuments({ n: found?.n ?? -1, _id })).resolves.toBe(1)
      }
      const write = async (_id: number) => {
        for (;;) {
          const n = (acknowledged.get(_id) ?? 0) + 1
          await counters.updateOne({ _id }, { $set: { n } }, { upsert: true })
          acknowledged.set(_id, n)
        }
      }
      const writers = [1, 2, 3, 4].map((_id) => write(_id).catch(() => undefined))
      while ([...acknowledged.values()].reduce((sum, n) => sum + n, 0) < 40 * (round + 1))
        await new Promise(setImmediate)
      await kill()
      await client.close(true)
      await Promise.all(writers)
    }
    expect(acknowledged.size).toBe(4)
  })
})

describe('a store whose machine loses power', () => {
  const reopen = (disk: DroppingDisk) =>
    openCommands({ directory: mkdtempSync(path.join(tmpdir(), 'sightline-power-')), files: disk })

  it.each<[string, Document]>([
    ['the journal', { w: 1, j: true }],
    ['a majority', { w: 'majority' }],
  ])('has every write that was acknowledged by %s', async (_what, writeConcern) => {
    const directory = mkdtempSync(path.join(tmpdir(), 'sightline-power-'))
    const disk = new DroppingDisk()
    const { run } = await openCommands({ directory, files: disk })
    for (let _id = 0; _id < 20; _id += 1)
      await run({ insert: 'things', documents: [{ _id }], writeConcern })
    disk.crash(() => false)
    const again = await openCommands({ directory, files: disk })
    expect(batchOf(await again.run({ find: 'things' }))).toHaveLength(20)
    await again.close()
    rmSync(directory, { recursive: true })
  })

  it('may lose one that was not, so the test above can fail', async () => {
    const disk = new DroppingDisk()
    const { run } = await reopen(disk)
    await run({ insert: 'things', documents: [{ _id: 1 }] })
    const [name] = disk.contents.keys()
    disk.crash(() => false)
    const again = await openCommands({ directory: path.dirname(name ?? ''), files: disk })
    expect(batchOf(await again.run({ find: 'things' }))).toHaveLength(0)
    await again.close()
    rmSync(path.dirname(name ?? ''), { recursive: true })
  })
})

describe('a store whose disk is full', () => {
  const writes: [string, Document][] = [
    ['an insert', { insert: 'things', documents: [{ _id: 3, a: 'z' }, { _id: 4 }] }],
    [
      'an update of many',
      { update: 'things', updates: [{ q: {}, u: { $set: { b: 1 } }, multi: true }] },
    ],
    [
      'an upsert',
      { update: 'others', updates: [{ q: { _id: 1 }, u: { $set: { b: 1 } }, upsert: true }] },
    ],
    ['a removal', { delete: 'things', deletes: [{ q: {}, limit: 0 }] }],
    ['a findAndModify', { findAndModify: 'things', query: {}, remove: true }],
    ['a new collection', { create: 'others' }],
    ['a dropped collection', { drop: 'things' }],
    ['a new index', { createIndexes: 'things', indexes: [{ key: { b: 1 }, name: 'b_1' }] }],
    ['a dropped index', { dropIndexes: 'things', index: 'a_1' }],
  ]

  it.each(writes)('refuses %s, is as before, and goes on reading', async (_what, write) => {
    const directory = mkdtempSync(path.join(tmpdir(), 'sightline-full-'))
    const disk = new DroppingDisk()
    const { run, close } = await openCommands({ directory, files: disk })
    await run({ createIndexes: 'things', indexes: [{ key: { a: 1 }, name: 'a_1', unique: true }] })
    await run({
      insert: 'things',
      documents: [
        { _id: 1, a: 'x' },
        { _id: 2, a: 'y' },
      ],
    })
    const all = async () => [
      batchOf(await run({ find: 'things', hint: 'a_1' })),
      batchOf(await run({ find: 'things', sort: { _id: 1 } })),
      batchOf(await run({ listIndexes: 'things' })),
      batchOf(await run({ listCollections: 1 })),
    ]
    const before = await all()
    disk.freeBytes = 10
    expect(await run(write)).toMatchObject({ codeName: 'OutOfDiskSpace' })
    expect(await all()).toEqual(before)
    disk.freeBytes = Infinity
    expect(await run(write)).not.toHaveProperty('codeName')
    await close()
    rmSync(directory, { recursive: true })
  })
})
