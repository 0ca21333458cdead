import { batchOf, openCommands, plain } from './helpers/commands'

describe('the catalogue', () => {
  it('says which databases there are', async () => {
    const { run } = await openCommands()
    await run({ insert: 'a', documents: [{}], $db: 'two' })
    await run({ insert: 'a', documents: [{}], $db: 'one' })
    expect(await run({ listDatabases: 1, nameOnly: true, $db: 'admin' })).toMatchObject({
      databases: [{ name: 'one' }, { name: 'two' }],
    })
  })

  it('lists what a filter names', async () => {
    const { run } = await openCommands()
    for (const name of ['a', 'b']) await run({ create: name })
    expect(batchOf(await run({ listCollections: 1, filter: { name: 'b' } }))).toMatchObject([
      { name: 'b', type: 'collection' },
    ])
  })

  it('takes a collection that exists and is asked for again', async () => {
    const { run } = await openCommands()
    await run({ create: 'a' })
    expect(plain(await run({ create: 'a' }))).toEqual({ ok: 1 })
  })

  it('drops indexes by name, by key and all', async () => {
    const { run } = await openCommands()
    const indexes = ['a', 'b', 'c', 'd'].map((name) => ({ key: { [name]: 1 }, name }))
    await run({ createIndexes: 'things', indexes })
    const left = async () => batchOf(await run({ listIndexes: 'things' })).map(({ name }) => name)
    await run({ dropIndexes: 'things', index: 'a' })
    await run({ dropIndexes: 'things', index: { b: 1 } })
    expect(await left()).toEqual(['_id_', 'c', 'd'])
    await run({ dropIndexes: 'things', index: '*' })
    expect(await left()).toEqual(['_id_'])
  })
})
