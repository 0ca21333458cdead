import { calculateObjectSize } from 'bson'
import { Cursors } from '../../../embedded/store/cursors'
import type { Document } from '../../../embedded/store/values'
import { batchOf, cursorIdOf, openCommands, plain, type Run } from './helpers/commands'

describe('a cursor', () => {
  const open = async (run: Run, more: Document = {}, connectionId = 1) =>
    run({ find: 'things', batchSize: 2, ...more }, connectionId)

  async function filled(now?: () => number): Promise<Run> {
    const { run } = await openCommands(now && { now })
    await run({ insert: 'things', documents: [1, 2, 3, 4, 5].map((_id) => ({ _id })) })
    return run
  }

  it('shows the documents as they were when it was opened', async () => {
    const run = await filled()
    const id = cursorIdOf(await open(run))
    await run({
      update: 'things',
      updates: [{ q: {}, u: { $set: { changed: true } }, multi: true }],
    })
    await run({ delete: 'things', deletes: [{ q: { _id: 5 }, limit: 1 }] })
    const rest = await run({ getMore: id, collection: 'things' })
    expect(plain(batchOf(rest))).toEqual([{ _id: 3 }, { _id: 4 }, { _id: 5 }])
    expect(cursorIdOf(rest).isZero()).toBe(true)
  })

  it('that nobody reads for ten minutes is closed, unless it was asked to stay', async () => {
    let nowMs = 0
    const run = await filled(() => nowMs)
    const [id, kept] = [await open(run), await open(run, { noCursorTimeout: true })].map(cursorIdOf)
    nowMs = 10 * 60_000 + 1
    expect(await run({ getMore: id, collection: 'things' })).toMatchObject({
      codeName: 'CursorNotFound',
    })
    expect(batchOf(await run({ getMore: kept, collection: 'things' }))).toHaveLength(3)
  })

  it('is refused to a connection that keeps a thousand open, not to another', async () => {
    const run = await filled()
    for (let i = 0; i < 1_000; i += 1) await open(run)
    expect(await open(run)).toMatchObject({ codeName: 'ExceededMemoryLimit' })
    expect(batchOf(await open(run, {}, 2))).toHaveLength(2)
  })

  it('is not read as one of another collection', async () => {
    const run = await filled()
    const id = cursorIdOf(await open(run))
    expect(await run({ getMore: id, collection: 'others' })).toMatchObject({
      codeName: 'Unauthorized',
    })
  })

  it('gives batches that fit into a reply, however small the documents are', () => {
    const documents = Array.from({ length: 700_000 }, () => ({ _id: 'x'.repeat(8) }))
    const source = { namespace: 'test.things', documents }
    const reply = new Cursors().open(source, { connectionId: 1, batchSize: documents.length })
    expect(calculateObjectSize(reply)).toBeLessThan(16 * 1024 * 1024 + 1_024)
    expect(reply['firstBatch']).not.toHaveLength(documents.length)
  })

  it('is not opened for a single batch', async () => {
    const run = await filled()
    expect(cursorIdOf(await open(run, { singleBatch: true })).isZero()).toBe(true)
  })
})
