import { Int32 } from 'bson'
import type { Document } from '../../../embedded/store/values'
import { batchOf, openCommands, plain, type Run } from './helpers/commands'

describe('writes', () => {
  let run: Run

  beforeEach(async () => {
    ;({ run } = await openCommands())
    await run({
      createIndexes: 'things',
      indexes: [{ key: { a: 1, b: -1 }, name: 'ab', unique: true }],
    })
    await run({ insert: 'things', documents: [{ _id: 1, a: 'x', b: 1 }] })
  })

  const all = async () => plain(batchOf(await run({ find: 'things' })))

  it('report a key that is taken as clients read it', async () => {
    const reply = plain(await run({ insert: 'things', documents: [{ _id: 2, a: 'x', b: 1 }] }))
    expect(reply).toEqual({
      ok: 1,
      n: 0,
      writeErrors: [
        {
          index: 0,
          code: 11000,
          errmsg:
            'E11000 duplicate key error collection: test.things index: ab dup key: { a: "x", b: 1 }',
          keyPattern: { a: 1, b: -1 },
          keyValue: { a: 'x', b: 1 },
        },
      ],
    })
  })

  it.each([
    [true, 1, [1]],
    [false, 2, [1, 2]],
  ])('that are ordered stop at the first error, others do not: %s', async (ordered, n, places) => {
    const documents = [{ _id: 2 }, { _id: 1 }, { _id: 1 }, { _id: 3, a: 'y' }]
    const reply = plain(await run({ insert: 'things', documents, ordered })) as Document
    expect(reply['n']).toBe(n)
    expect((reply['writeErrors'] as Document[]).map(({ index }) => index)).toEqual(places)
  })

  it('of many documents keep what came before an error', async () => {
    await run({ insert: 'things', documents: [{ _id: 2, a: 'x', b: 2 }] })
    const updates = [{ q: {}, u: { $set: { b: 5 } }, multi: true }]
    const reply = plain(await run({ update: 'things', updates }))
    expect(reply).toMatchObject({ writeErrors: [{ index: 0, code: 11000 }] })
    expect(await all()).toEqual([
      { _id: 1, a: 'x', b: 5 },
      { _id: 2, a: 'x', b: 2 },
    ])
  })

  it('count what was found apart from what was changed', async () => {
    const updates = [
      { q: {}, u: { $set: { a: 'x' } } },
      { q: {}, u: { $set: { b: 1.5 } } },
    ]
    expect(plain(await run({ update: 'things', updates }))).toMatchObject({ n: 2, nModified: 1 })
  })

  it('report what an upsert inserted, with its place', async () => {
    const updates = [
      { q: {}, u: { $set: { b: 2 } } },
      { q: { _id: 7 }, u: { $set: { a: 'new' } }, upsert: true },
    ]
    expect(plain(await run({ update: 'things', updates }))).toEqual({
      ok: 1,
      n: 2,
      nModified: 1,
      upserted: [{ index: 1, _id: 7 }],
    })
  })

  it('refuse a document that grows above 16 MiB and leave it alone', async () => {
    await run({ insert: 'long', documents: [{ _id: 1, text: [] }] })
    const updates = [{ q: { _id: 1 }, u: { $push: { text: 'x'.repeat(9_000_000) } } }]
    expect(plain(await run({ update: 'long', updates }))).toMatchObject({ nModified: 1 })
    expect(plain(await run({ update: 'long', updates }))).toMatchObject({
      n: 0,
      writeErrors: [{ code: 10334 }],
    })
    const [long] = batchOf(await run({ find: 'long' }))
    expect(long?.['text']).toHaveLength(1)
  })

  it.each<[string, unknown, number]>([
    ['a list', [1], 53],
    ['a regular expression', /a/, 53],
    ['a document with operators', { $a: 1 }, 52],
  ])('refuse %s as an _id', async (_what, _id, code) => {
    expect(await run({ insert: 'things', documents: [{ _id }] })).toMatchObject({
      writeErrors: [{ code: new Int32(code) }],
    })
  })

  it('give an _id where there is none, and put it first', async () => {
    await run({ insert: 'things', documents: [{ a: 'no id' }, { a: 'id', _id: 5 }] })
    const found = batchOf(await run({ find: 'things', filter: { a: { $in: ['no id', 'id'] } } }))
    expect(found.map((document) => Object.keys(document))).toEqual([
      ['_id', 'a'],
      ['_id', 'a'],
    ])
  })

  it.each<[string, Document, unknown]>([
    ['what was', { update: { $set: { b: 2 } } }, { _id: 1, a: 'x', b: 1 }],
    ['what is', { update: { $set: { b: 2 } }, new: true }, { _id: 1, a: 'x', b: 2 }],
    ['a part of it', { update: { $inc: { b: 1 } }, new: true, fields: { b: 1, _id: 0 } }, { b: 2 }],
    ['what was removed', { remove: true }, { _id: 1, a: 'x', b: 1 }],
  ])('show %s in findAndModify', async (_what, options, value) => {
    const reply = await run({ findAndModify: 'things', query: { a: 'x' }, ...options })
    expect(plain(reply)).toMatchObject({ value, lastErrorObject: { n: 1 } })
  })
})
