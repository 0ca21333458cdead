import { ServiceCounts } from '../../../subgraphs/kit/service/service-counts'
import { compareWithStored } from '../../../subgraphs/person-index/ledger/compare-stored'
import type { Withdrawn } from '../../../subgraphs/person-index/ledger/entry'
import { pairId, pairKeys } from '../../../subgraphs/person-index/ledger/pair'
import type { IndexModels } from '../../../subgraphs/person-index/models'
import { createPersonLookup } from '../../../subgraphs/person-index/person-lookup'
import { sealStored } from '../../../subgraphs/person-index/seal-stored'
import { createReferenceSealer } from '../../../subgraphs/person-index/sealed-references'
import { currentPolicy } from '../../helpers/current-policy'
import { plainSealer } from './plain-sealer'
import { likenessFor, recordsOf, registration, TestIndex } from './test-index'

const index = new TestIndex()
const sealer = createReferenceSealer(Buffer.alloc(32, 9))
const keyOf = (key: string) => sealer.record(...(key.split('/') as [string, string]))

const names = ['records', 'likenesses', 'people', 'assertedLinks', 'conflicts', 'pairs', 'ledger']
const sealed = [...names, 'withdrawals', 'protectionQuestions', 'sealings'] as (keyof IndexModels)[]

type Documents = ReadonlyMap<string, readonly object[]>

async function read(): Promise<Documents> {
  const found = sealed.map(async (name): Promise<[string, readonly object[]]> => [
    name,
    await index.models[name].collection.find().toArray(),
  ])
  return new Map(await Promise.all(found))
}

async function write(documents: Documents): Promise<void> {
  for (const name of sealed) {
    const { collection } = index.models[name]
    await collection.deleteMany({})
    const own = documents.get(name) ?? []
    if (own.length > 0) await collection.insertMany(own)
  }
}

let before: Documents

/** A store as an earlier version left it: linked, doubted, disputed, decided, withdrawn. */
beforeAll(async () => {
  index.linkage = { ...currentPolicy.linkage, sampleShare: 0 }
  await index.start('seal-stored')
  const likeness = likenessFor({
    names: [{ forenames: 'Agnes', surname: 'Bellweather' }],
    datesOfBirth: ['1948-06-02'],
  })
  const alike = (ref: string, tokens: readonly string[]) => registration(ref, tokens, { likeness })
  await index.register('north', alike('PLAIN-A', ['NHS_NUMBER:a', 'CRN:x']))
  await index.register('south', alike('PLAIN-B', ['PNC_ID:b']), registration('PLAIN-C', ['CRN:c']))
  await index.register('east', registration('PLAIN-D', ['NHS_NUMBER:d', 'CRN:x']))
  await index.register('west', { ...registration('PLAIN-E', ['CRN:e']), sequence: 3 })
  await index.assertLink('west/PLAIN-E', 'south/PLAIN-C')
  await index.links.decide({
    word: { outcome: 'DIFFERENT', staffId: 'm', homeAgency: 'hub', reason: 'Seen together' },
    ...{ pairs: [pairKeys('north/PLAIN-A', 'south/PLAIN-C')], against: [], overrule: false },
  })
  await index.links.register('west', [
    { ...registration('PLAIN-F', ['CRN:f']), sequence: 1 },
    { ref: 'PLAIN-G', tokens: [], addresses: [], isWithdrawn: true, sequence: 1 },
  ])
  await index.withdraw('west', 'PLAIN-F')
  while (await index.links.comparePending());
  const { records, assertedLinks, protectionQuestions, ledger } = index.models
  for (const { _id, sealedRef } of await records.find().lean())
    await records.collection.updateOne(
      { _id: _id as never },
      {
        ...{ $set: { ref: plainSealer.openReference(_id, sealedRef) }, $unset: { sealedRef: 1 } },
      },
    )
  await ledger.collection.updateMany(
    { 'act.type': 'WITHDRAWN' },
    { $unset: { 'act.records.$[].sealedRef': 1 } },
  )
  const [a, b] = [
    { agency: 'west', ref: 'PLAIN-E' },
    { agency: 'south', ref: 'PLAIN-C' },
  ]
  await assertedLinks.collection.updateMany({}, { $set: { a, b } })
  const question = { agency: 'north', at: new Date(), asked: 1, changed: 0 }
  await protectionQuestions.create({ _id: 'q', ...question, digest: 'f'.repeat(64) })
  before = await read()
})
afterAll(() => index.stop())

/** The same collections, in which only so many documents are written before the process ends. */
function dyingAfter(writes: number): IndexModels {
  let left = writes
  const entries = (Object.keys(index.models) as (keyof IndexModels)[]).map((name) => {
    const model = index.models[name] as IndexModels['sealings']
    const { collection } = model
    const bulkWrite = async (all: readonly object[]) => {
      const some = all.slice(0, left)
      if (some.length > 0) await collection.bulkWrite(some as never, { ordered: true })
      if (some.length < all.length) throw new Error('stopped')
      left -= some.length
    }
    return [
      name,
      {
        collection: { find: () => collection.find(), bulkWrite },
        findOne: (filter: object) => model.findOne(filter),
        create: (document: { readonly _id: string }) => model.create(document),
      },
    ]
  })
  return Object.fromEntries(entries) as IndexModels
}

async function find(token: string) {
  const { openReference } = sealer
  const asker = { staff: ['STAFF:me'], grounds: [] }
  const terms = { counts: new ServiceCounts(), asker, openReference }
  return createPersonLookup(index.models, terms).findByToken(token)
}

const withoutIds = (text: string) => text.replaceAll(/"(at|since)":"[^"]*"/g, '')

describe('a store of an earlier version', () => {
  it('holds every sort of what is sealed', () => {
    for (const name of [...names, 'withdrawals', 'protectionQuestions'])
      expect([name, before.get(name)?.length ?? 0]).not.toEqual([name, 0])
    expect(JSON.stringify([...before])).toContain('"PLAIN-A"')
  })

  it('is sealed when the index starts: no reference is left, and everybody is who they were', async () => {
    await write(before)
    await sealStored(index.models, sealer)
    const text = JSON.stringify([...(await read())])

    expect(text).not.toContain('PLAIN-')
    expect(text).not.toContain('f'.repeat(64))
    expect(text).not.toContain(pairId(pairKeys('north/PLAIN-A', 'south/PLAIN-C')))
    expect(recordsOf(await find('NHS_NUMBER:a'))).toEqual(['north/PLAIN-A'])
    expect(recordsOf(await find('CRN:c'))).toEqual(['south/PLAIN-C', 'west/PLAIN-E'])
    expect((await compareWithStored(index.models)).differing).toEqual([])
    const pairs = await index.models.pairs.find().lean()
    for (const {
      _id,
      keys: [a = '', b = ''],
    } of pairs)
      expect(_id).toBe(pairId(pairKeys(a, b)))
    const parted = pairKeys(keyOf('north/PLAIN-A'), keyOf('south/PLAIN-C'))
    expect(pairs.find(({ _id }) => _id === pairId(parted))).toMatchObject({ isApart: true })
    const [link] = await index.models.assertedLinks.collection.find().toArray()
    expect(link).toMatchObject({ keys: [keyOf('west/PLAIN-E'), keyOf('south/PLAIN-C')] })
    const taken = await index.models.ledger.findOne({ 'act.records.key': keyOf('west/PLAIN-F') })
    const [one] = (taken?.act as Withdrawn | undefined)?.records ?? []
    expect(one && sealer.openReference(one.key, one.sealedRef)).toBe('PLAIN-F')
  })

  it('is sealed once', async () => {
    const after = JSON.stringify([...(await read())])
    await sealStored(index.models, sealer)
    expect(JSON.stringify([...(await read())])).toBe(after)
  })

  it('comes to the same when the index is stopped at any point of it', async () => {
    await write(before)
    await sealStored(index.models, sealer)
    const sortedOut = async () =>
      withoutIds(
        JSON.stringify(
          [...(await read())].map(([name, own]) => [
            name,
            own.map((one) => JSON.stringify(one)).toSorted(),
          ]),
        ),
      )
    const whole = await sortedOut()
    let isDone = false
    let writes = 1
    for (; !isDone; writes += 3) {
      await write(before)
      isDone = await sealStored(dyingAfter(writes), sealer).then(
        () => true,
        () => false,
      )
      if (!isDone) await sealStored(index.models, sealer)
      expect(`${writes} ${await sortedOut()}`).toBe(`${writes} ${whole}`)
    }
    expect(writes).toBeGreaterThan(20)
  }, 60_000)
})

describe('a reference', () => {
  const key = sealer.record('north', 'NOM-1')

  it('is told from that of another agency, and is the same each time', () => {
    expect(sealer.record('north', 'NOM-1')).toBe(key)
    expect(key).toMatch(/^north\/~[\w-]{22}$/)
    expect(sealer.record('south', 'NOM-1').split('/')[1]).not.toBe(key.split('/')[1])
    expect(createReferenceSealer(Buffer.alloc(32, 8)).record('north', 'NOM-1')).not.toBe(key)
  })

  it.each([['NOM-1'], ['Ö/ß~\n'], ['x'.repeat(200)]])('is opened as it was: %j', (ref) => {
    const own = sealer.record('north', ref)
    expect(sealer.openReference(own, sealer.sealReference(own, ref))).toBe(ref)
  })

  it.each<[string, (sealed: string) => [string, string]]>([
    ['of another record', (sealed) => [sealer.record('north', 'NOM-2'), sealed]],
    ['that was changed', (sealed) => [key, `${sealed.slice(0, -2)}AA`]],
    ['that was cut', (sealed) => [key, sealed.slice(0, 8)]],
    ['that is empty', () => [key, '']],
  ])('is not opened by what is stored %s', (_case, changed) => {
    const sealed = sealer.sealReference(key, 'NOM-1')
    expect(() => sealer.openReference(...changed(sealed))).toThrow()
  })
})
