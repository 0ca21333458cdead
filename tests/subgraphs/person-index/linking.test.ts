import fc from 'fast-check'

import type { IndexedRecord, LinkStore } from '../../../subgraphs/person-index/linking'
import { relink } from '../../../subgraphs/person-index/linking'
import type { SaidPair } from '../../../subgraphs/person-index/matching/linkable-record'

/** The index in memory: registers records one by one, as the service does on its database. */
class MemoryIndex implements LinkStore {
  readonly records = new Map<string, IndexedRecord>()
  readonly merged = new Map<string, readonly string[]>()
  readonly conflicts = new Map<string, readonly string[]>()
  readonly #ages = new Map<string, number>()
  #ids = 0

  readonly pairs: readonly SaidPair[]

  constructor(pairs: readonly SaidPair[] = []) {
    this.pairs = pairs
  }

  compareNumbers() {
    return Promise.resolve(() => 'UNKNOWN' as const)
  }

  async register(key: string, tokens: readonly string[]): Promise<void> {
    const known = this.records.get(key)
    const { personId = null, order = this.records.size } = known ?? {}
    this.records.set(key, { key, tokens, personId, order })
    await relink(this, [key], () => {
      this.#ids += 1
      return `person-${this.#ids}`
    })
  }

  /** Records by person, sorted: what the order of arrival must not change. */
  partition(): string[][] {
    const groups = new Map<string, string[]>()
    for (const { key, personId } of this.records.values())
      groups.set(String(personId), [...(groups.get(String(personId)) ?? []), key].toSorted())
    return [...groups.values()].toSorted((a, b) => (a.join() < b.join() ? -1 : 1))
  }

  findRecords: LinkStore['findRecords'] = ({ keys, tokens, personIds }) =>
    Promise.resolve(
      [...this.records.values()].filter(
        (record) =>
          keys.includes(record.key) ||
          record.tokens.some((token) => tokens.includes(token)) ||
          (record.personId !== null && personIds.includes(record.personId)),
      ),
    )

  findPairs: LinkStore['findPairs'] = (keys) =>
    Promise.resolve(this.pairs.filter(({ a, b }) => keys.includes(a) || keys.includes(b)))

  findDisputed: LinkStore['findDisputed'] = (keys) =>
    Promise.resolve(
      [...this.conflicts.values()].filter((all) => all.some((key) => keys.includes(key))).flat(),
    )

  findPeople: LinkStore['findPeople'] = (ids) =>
    Promise.resolve(ids.map((id) => ({ id, order: this.#ages.get(id) ?? Infinity })))

  save: LinkStore['save'] = ({ keys, assignment, conflicts }) => {
    for (const id of assignment.created) this.#ages.set(id, this.#ages.size)
    for (const { id, records } of assignment.merged) this.merged.set(id, records)
    for (const [key, personId] of assignment.personByRecord) {
      const record = this.records.get(key)
      if (record) this.records.set(key, { ...record, personId })
    }
    for (const [id, records] of this.conflicts)
      if (records.some((key) => keys.includes(key))) this.conflicts.delete(id)
    for (const { evidence, records } of conflicts)
      this.conflicts.set(`${evidence}:${records.join()}`, records)
    return Promise.resolve()
  }
}

describe('relink', () => {
  it('merges two people when a record connects them: the older id stays, the other keeps what it had', async () => {
    const index = new MemoryIndex()
    await index.register('a/1', ['PNC_ID:x'])
    await index.register('b/1', ['CRN:y'])
    await index.register('c/1', ['CRN:y', 'PNC_ID:x'])
    expect(index.partition()).toStrictEqual([['a/1', 'b/1', 'c/1']])
    expect(index.records.get('c/1')?.personId).toBe('person-1')
    expect([...index.merged]).toStrictEqual([['person-2', ['b/1']]])
  })

  it('parts those who were one person only by an identifier that was taken back', async () => {
    const index = new MemoryIndex()
    await index.register('a/1', ['PNC_ID:x'])
    await index.register('b/1', ['PNC_ID:x'])
    await index.register('b/1', ['PNC_ID:z'])
    expect(index.partition()).toStrictEqual([['a/1'], ['b/1']])
    expect(index.records.get('a/1')?.personId).toBe('person-1')
  })

  it('parts two NHS numbers that a record without one had connected before', async () => {
    const index = new MemoryIndex()
    await index.register('a/1', ['PNC_ID:x', 'NHS_NUMBER:1'])
    await index.register('b/1', ['PNC_ID:x'])
    await index.register('c/1', ['PNC_ID:x', 'NHS_NUMBER:2'])
    expect(index.partition()).toStrictEqual([['a/1'], ['b/1'], ['c/1']])
    expect(index.conflicts.size).toBe(1)
    await index.register('c/1', ['NHS_NUMBER:2'])
    expect(index.partition()).toStrictEqual([['a/1', 'b/1'], ['c/1']])
    expect(index.conflicts.size).toBe(0)
  })

  it('follows an asserted link as soon as both records are there', async () => {
    const index = new MemoryIndex([{ a: 'a/1', b: 'b/1' }])
    await index.register('a/1', [])
    expect(index.partition()).toStrictEqual([['a/1']])
    await index.register('b/1', [])
    expect(index.partition()).toStrictEqual([['a/1', 'b/1']])
  })

  it('changes nothing when everything is registered again', async () => {
    const index = new MemoryIndex()
    const all: [string, string[]][] = [
      ['a/1', ['PNC_ID:x']],
      ['b/1', ['CRN:y']],
      ['c/1', ['CRN:y', 'PNC_ID:x']],
    ]
    for (const [key, tokens] of all) await index.register(key, tokens)
    const before = [...index.records.values()]
    for (const [key, tokens] of all) await index.register(key, tokens)
    expect([...index.records.values()]).toStrictEqual(before)
  })

  it('gives the same people whatever the order of arrival', async () => {
    const token = fc.constantFrom(
      'NHS_NUMBER:1',
      'NHS_NUMBER:2',
      'PNC_ID:1',
      'CRO_NUMBER:1',
      'CRN:1',
    )
    const arrivals = fc
      .array(fc.uniqueArray(token, { maxLength: 2 }), { minLength: 2, maxLength: 6 })
      .map((all) =>
        all.map((tokens, index): [string, string[]] => [`a/${index}`, withOneNhs(tokens)]),
      )
    const twoOrders = arrivals.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    )
    const pairs = [{ a: 'a/0', b: 'a/1' }]
    await fc.assert(
      fc.asyncProperty(twoOrders, async ([all, shuffled]) => {
        const [first, second] = [new MemoryIndex(pairs), new MemoryIndex(pairs)]
        for (const [key, tokens] of all) await first.register(key, tokens)
        for (const [key, tokens] of shuffled) await second.register(key, tokens)
        expect(second.partition()).toStrictEqual(first.partition())
      }),
    )
  })
})

/** An agency holds at most one NHS number for a person. */
function withOneNhs(tokens: readonly string[]): string[] {
  const nhs = tokens.filter((token) => token.startsWith('NHS')).slice(0, 1)
  return [...nhs, ...tokens.filter((token) => !token.startsWith('NHS'))]
}
