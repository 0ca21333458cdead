import { Long } from 'bson'
import type { Document } from '../../../embedded/store/values'
import { batchOf, openCommands, plain, type Run } from './helpers/commands'

describe('the handshake', () => {
  it.each(['hello', 'isMaster', 'ismaster'])('%s says what the store takes', async (name) => {
    const { run } = await openCommands()
    expect(plain(await run({ [name]: 1, helloOk: true, client: { driver: {} } }, 9))).toMatchObject(
      {
        ok: 1,
        [name === 'hello' ? 'isWritablePrimary' : 'ismaster']: true,
        maxWireVersion: 21,
        maxBsonObjectSize: 16_777_216,
        maxMessageSizeBytes: 48_000_000,
        maxWriteBatchSize: 100_000,
        logicalSessionTimeoutMinutes: 30,
        connectionId: 9,
      },
    )
  })

  it('names no replica set, so that no driver begins a transaction', async () => {
    const { run } = await openCommands()
    expect(await run({ hello: 1 })).not.toHaveProperty('setName')
  })

  it('buildInfo says that it is embedded', async () => {
    const { run } = await openCommands()
    expect(await run({ buildInfo: 1 })).toMatchObject({
      version: '7.0.0',
      gitVersion: 'embedded',
      modules: ['sightline-embedded'],
    })
  })
})

describe('a command is refused', () => {
  let run: Run

  beforeAll(async () => {
    ;({ run } = await openCommands())
    await run({ insert: 'things', documents: [{ _id: 1, a: 1 }] })
    await run({ createIndexes: 'things', indexes: [{ key: { a: 1 }, name: 'a_1' }] })
  })

  const update = (u: unknown, more: Document = {}) => ({
    findAndModify: 'things',
    query: { _id: 1 },
    update: u,
    ...more,
  })
  const createIndex = (key: Document, options: Document = {}) => ({
    createIndexes: 'things',
    indexes: [{ key, name: 'other', ...options }],
  })
  const unsupported = (what: string): Document => ({
    code: 238,
    codeName: 'NotImplemented',
    errmsg: expect.stringContaining(what) as unknown,
  })

  it.each<[string, Document, Document]>([
    [
      'when it is unknown',
      { explain: { find: 'things' } },
      { code: 59, codeName: 'CommandNotFound', errmsg: "no such command: 'explain'" },
    ],
    ['when a prototype has its name', { toString: 1 }, { code: 59 }],
    [
      'with an unknown field',
      { find: 'things', foo: 1 },
      {
        code: 40415,
        codeName: 'Location40415',
        errmsg: "BSON field 'find.foo' is an unknown field.",
      },
    ],
    [
      'with an unknown field within',
      { update: 'things', updates: [{ q: {}, u: {}, x: 1 }] },
      {
        ok: 1,
        writeErrors: [expect.objectContaining({ code: 40415 })],
      },
    ],
    ['without a field it needs', { distinct: 'things' }, { code: 40414 }],
    [
      'with a field of the wrong type',
      { find: 'things', filter: 1 },
      { code: 14, codeName: 'TypeMismatch' },
    ],
    ['with a negative limit', { find: 'things', limit: -1 }, { code: 51024 }],
    ['with a fraction of a document', { find: 'things', limit: 1.5 }, { code: 9 }],
    [
      'with a transaction',
      { find: 'things', txnNumber: new Long(1), startTransaction: true },
      {
        code: 20,
        codeName: 'IllegalOperation',
      },
    ],
    ['with another version of the API', { ping: 1, apiVersion: '2' }, { code: 322 }],
    ['with a snapshot', { find: 'things', readConcern: { level: 'snapshot' } }, { code: 123 }],
    ['with more copies than there are', { ping: 1, writeConcern: { w: 2 } }, { code: 2 }],
    ['with a write concern of a replica set', { ping: 1, writeConcern: { w: 'dc' } }, { code: 2 }],
    [
      'with an unknown part of a write concern',
      { ping: 1, writeConcern: { x: 1 } },
      { code: 40415 },
    ],
    [
      'with collation',
      { find: 'things', collation: { locale: 'en' } },
      unsupported('find.collation'),
    ],
    [
      'with let',
      { aggregate: 'things', pipeline: [], cursor: {}, let: { a: 1 } },
      unsupported('let'),
    ],
    ['with a tailable cursor', { find: 'things', tailable: true }, unsupported('tailable')],
    ['with explain', { aggregate: 'things', pipeline: [], explain: true }, unsupported('explain')],
    ['with a validator', { create: 'new', validator: {} }, unsupported('create.validator')],
    ['for a view', { create: 'new', viewOn: 'things' }, unsupported('viewOn')],
    ['for a capped collection', { create: 'new', capped: true }, unsupported('capped')],
    ['for an update by a pipeline', update([{ $set: { a: 2 } }]), unsupported('pipeline')],
    [
      'for an unknown operator, even without a document',
      update({ $foo: { a: 1 } }, { query: { _id: 9 } }),
      {
        code: 9,
      },
    ],
    ['for two changes of one field', update({ $set: { a: 1 }, $inc: { a: 1 } }), { code: 40 }],
    ['for another _id', update({ $set: { _id: 2 } }), { code: 66, codeName: 'ImmutableField' }],
    ['for a replacement with an operator in it', update({ a: 1, $set: { b: 1 } }), { code: 52 }],
    ['for a removal with an update', update({ $set: { a: 1 } }, { remove: true }), { code: 9 }],
    [
      'for an unknown stage',
      { aggregate: 'none', pipeline: [{ $foo: {} }], cursor: {} },
      { code: 40324 },
    ],
    ['for $out', { aggregate: 'things', pipeline: [{ $out: 'x' }], cursor: {} }, { ok: 0 }],
    ['for $merge', { aggregate: 'things', pipeline: [{ $merge: 'x' }], cursor: {} }, { ok: 0 }],
    [
      'for a change stream',
      { aggregate: 'things', pipeline: [{ $changeStream: {} }], cursor: {} },
      { ok: 0 },
    ],
    [
      'for an aggregation of no collection',
      { aggregate: 1, pipeline: [], cursor: {} },
      unsupported('collection'),
    ],
    ['for an unknown hint', { find: 'things', hint: 'none' }, { code: 2 }],
    ['for a hint that is a number', { find: 'things', hint: 5 }, { code: 9 }],
    [
      'for an unknown cursor',
      { getMore: new Long(5), collection: 'things' },
      { code: 43, codeName: 'CursorNotFound' },
    ],
    [
      'for the indexes of nothing',
      { listIndexes: 'none' },
      { code: 26, codeName: 'NamespaceNotFound' },
    ],
    [
      'for an index that would expire',
      createIndex({ b: 1 }, { expireAfterSeconds: 1 }),
      unsupported('expireAfterSeconds'),
    ],
    [
      'for an index with collation',
      createIndex({ b: 1 }, { collation: {} }),
      unsupported('collation'),
    ],
    ['for an unknown option of an index', createIndex({ b: 1 }, { foo: 1 }), { code: 40415 }],
    ['for a text index', createIndex({ b: 'text' }), { code: 67, codeName: 'CannotCreateIndex' }],
    ['for a hashed index', createIndex({ b: 'hashed' }), { code: 67 }],
    ['for a geo index', createIndex({ b: '2dsphere' }), { code: 67 }],
    ['for an index on everything', createIndex({ '$**': 1 }), { code: 67 }],
    [
      'for a partial index by negation',
      createIndex({ b: 1 }, { partialFilterExpression: { a: { $ne: 1 } } }),
      { code: 67 },
    ],
    [
      'for a known index under another name',
      createIndex({ a: 1 }),
      { code: 85, codeName: 'IndexOptionsConflict' },
    ],
    [
      'for another index under a known name',
      createIndex({ b: 1 }, { name: 'a_1' }),
      { code: 86, codeName: 'IndexKeySpecsConflict' },
    ],
    ['for dropping an unknown index', { dropIndexes: 'things', index: 'none' }, { code: 27 }],
    ['for dropping the index of ids', { dropIndexes: 'things', index: '_id_' }, { code: 72 }],
    ['for an empty name', { find: '' }, { code: 73, codeName: 'InvalidNamespace' }],
    ['for a name with a dollar', { insert: 'a$b', documents: [{}] }, { code: 73 }],
    ['for a name of the system', { insert: 'system.users', documents: [{}] }, { code: 73 }],
    ['for a database with a dot', { insert: 'a', documents: [{}], $db: 'a.b' }, { code: 73 }],
    ['for no documents', { insert: 'things', documents: [] }, { code: 16 }],
  ])('%s', async (_what, command, expected) => {
    expect(plain(await run(command))).toMatchObject({ ok: 0, ...expected })
  })

  it('and leaves everything as it was', async () => {
    expect(plain(batchOf(await run({ find: 'things' })))).toEqual([{ _id: 1, a: 1 }])
    expect(batchOf(await run({ listIndexes: 'things' }))).toHaveLength(2)
    expect(batchOf(await run({ listCollections: 1 }))).toHaveLength(1)
  })
})

describe('a name that reaches a prototype', () => {
  it.each<[string, Document]>([
    [
      'in a document',
      { insert: 'things', documents: [{ a: [JSON.parse('{"__proto__":{"x":1}}')] }] },
    ],
    ['in a filter', { find: 'things', filter: { '__proto__.x': 1 } }],
    [
      'in a path of an update',
      { update: 'things', updates: [{ q: {}, u: { $set: { '__proto__.x': 1 } } }] },
    ],
    [
      'deep in a path',
      { update: 'things', updates: [{ q: {}, u: { $set: { 'a.__proto__.x': 1 } } }] },
    ],
    [
      'as the target of $rename',
      { findAndModify: 'things', query: {}, update: { $rename: { a: '__proto__.x' } } },
    ],
    ['in a projection', { find: 'things', projection: { '__proto__.x': 1 } }],
    ['in a sort', { find: 'things', sort: { '__proto__.x': 1 } }],
    ['in distinct', { distinct: 'things', key: 'a.__proto__' }],
    [
      'in a pipeline',
      { aggregate: 'things', cursor: {}, pipeline: [{ $set: { '__proto__.x': 1 } }] },
    ],
    [
      'in an index',
      { createIndexes: 'things', indexes: [{ key: { '__proto__.x': 1 }, name: 'x' }] },
    ],
  ])('is refused %s', async (_where, command) => {
    const { run } = await openCommands()
    await run({ insert: 'things', documents: [{ _id: 1, a: 1 }] })
    expect(plain(await run(command))).toMatchObject({
      ok: 0,
      code: 2,
      errmsg: expect.stringContaining('__proto__') as unknown,
    })
    expect(({} as Document)['x']).toBeUndefined()
  })

  it.each(['constructor', 'toString', 'hasOwnProperty'])(
    'is a field like others: %s',
    async (name) => {
      const { run } = await openCommands()
      await run({ insert: 'things', documents: [{ _id: 1 }, { _id: 2, [name]: 5 }] })
      const found = async (filter: Document) =>
        plain(batchOf(await run({ find: 'things', filter })))
      expect(await found({ [name]: { $exists: true } })).toEqual([{ _id: 2, [name]: 5 }])
      expect(await found({ [name]: null })).toEqual([{ _id: 1 }])
    },
  )
})
