import fc from 'fast-check'

import { recordsOf, registration, TestIndex } from './test-index'

const index = new TestIndex()

beforeAll(() => index.start('person-ids'))
afterAll(() => index.stop())
beforeEach(() => index.clear())

const idOf = async (token: string) => (await index.find(token))?.id ?? ''
const resolve = async (id: string) => recordsOf(await index.lookup().findById(id))

describe('the id of a person that merged into another', () => {
  async function merge(): Promise<{ readonly older: string; readonly younger: string }> {
    await index.register('north', registration('1', ['PNC_ID:x']))
    await index.register('south', registration('1', ['CRN:y']))
    const [older, younger] = [await idOf('PNC_ID:x'), await idOf('CRN:y')]
    await index.register('homes', registration('1', ['PNC_ID:x', 'CRN:y']))
    expect(await resolve(younger)).toEqual(['homes/1', 'north/1', 'south/1'])
    return { older, younger }
  }

  it('leads to its own records when they are parted again, not to whom it merged with', async () => {
    const { older, younger } = await merge()
    await index.withdraw('homes', '1')
    expect(await resolve(younger)).toEqual(['south/1'])
    expect(await resolve(older)).toEqual(['north/1'])
  })

  it('is followed when its records move while they are read', async () => {
    const { older, younger } = await merge()
    const read = { _id: younger, records: [], conflicts: [], doubts: [] }
    const aggregate = jest.spyOn(index.models.records, 'aggregate')
    aggregate.mockResolvedValueOnce([read] as never)
    const person = await index.lookup().findByToken('CRN:y')
    aggregate.mockRestore()
    expect(person?.id).toBe(older)
  })

  it('leads to nobody when its records are gone', async () => {
    const { younger } = await merge()
    await index.withdraw('south', '1')
    expect(await resolve(younger)).toEqual([])
  })

  it('leads to nobody when its own records are parted', async () => {
    await index.register('north', registration('1', ['PNC_ID:x']))
    await index.register('south', registration('1', ['CRN:y']))
    await index.register('south', registration('2', ['CRN:y']))
    const younger = await idOf('CRN:y')
    await index.register('homes', registration('1', ['PNC_ID:x', 'CRN:y']))
    await index.register('south', registration('2', ['CRN:z']))
    expect(await resolve(younger)).toEqual([])
  })
})

interface Step {
  readonly kind: 'register' | 'withdraw' | 'assert'
  readonly record: number
  readonly other: number
  readonly tokens: readonly string[]
}

const token = fc.constantFrom('PNC_ID:1', 'PNC_ID:2', 'CRN:1', 'CRN:2', 'CRO_NUMBER:1')
const number = fc.constantFrom('NHS_NUMBER:1', 'NHS_NUMBER:2')
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('register', 'register', 'register', 'withdraw', 'assert'),
  record: fc.nat(4),
  other: fc.nat(4),
  tokens: fc
    .tuple(fc.option(number, { freq: 3 }), fc.uniqueArray(token, { maxLength: 2 }))
    .map(([nhs, others]) => [...(nhs === null ? [] : [nhs]), ...others]),
})

async function take({ kind, record, other, tokens }: Step): Promise<void> {
  const key = (at: number) => `agency-${at}/r`
  if (kind === 'register') await index.register(`agency-${record}`, registration('r', tokens))
  else if (kind === 'withdraw') await index.withdraw(`agency-${record}`, 'r')
  else if (record !== other) {
    await index.models.assertedLinks.deleteMany({ _id: `${key(record)} ${key(other)}` })
    await index.assertLink(key(record), key(other))
  }
}

describe('an id of the hub, whatever is registered, changed, withdrawn and asserted', () => {
  it('never leads to a person with none of the records it once had', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        await index.clear()
        index.now = new Date(index.now.getTime() + 2 * 60 * 60 * 1000)
        index.restart()
        const once = new Map<string, Set<string>>()
        for (const one of steps) {
          await take(one)
          for (const { _id, personId } of await index.models.records.find().lean())
            once.set(personId ?? '', (once.get(personId ?? '') ?? new Set()).add(_id))
          for (const [id, had] of once) {
            const now = await resolve(id)
            const isStranger = now.length > 0 && !now.some((key) => had.has(key))
            expect({ id, isStranger }).toEqual({ id, isStranger: false })
          }
        }
      }),
      { numRuns: 40 },
    )
  }, 240_000)
})
