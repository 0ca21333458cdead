import { currentModel } from '../../../../subgraphs/person-index/matching/models/current-model'
import { newPair } from '../../../../subgraphs/person-index/ledger/apply-entry'
import type { PairDocument } from '../../../../subgraphs/person-index/ledger/pair'
import { pairId, pairKeys } from '../../../../subgraphs/person-index/ledger/pair'
import { bestOther } from '../../../../subgraphs/person-index/links/rivals'
import type {
  JudgedRecord,
  Surroundings,
} from '../../../../subgraphs/person-index/links/surroundings'

const model = currentModel()
const { automatic } = model.thresholds
const strong = automatic + 2
const weak = automatic - 1

type Alike = readonly [one: string, other: string, bits?: number]

interface Around {
  readonly alike: readonly Alike[]
  readonly records?: Readonly<Record<string, Partial<JudgedRecord>>>
  /** Records that were said to be two people's. */
  readonly apart?: readonly [string, string]
  /** Of which people the records do not agree on the whole. */
  readonly unlike?: readonly [string, string]
  /** Who look like children of one birth. */
  readonly twins?: readonly [string, string]
}

/** The bits of whoever is the second person beside `north/A` and `south/B`. */
function secondBits({ alike, records = {}, apart, unlike, twins }: Around): number {
  const keys = [...new Set([...alike.flatMap(([a, b]) => [a, b]), ...Object.keys(records)])]
  const known = new Map(keys.map((key) => [key, { ...recordOf(key), ...records[key] }]))
  const isBoth = (said: Around['apart'], one: readonly string[], other: readonly string[]) =>
    [one, other].every((some) => said?.some((key) => some.includes(key)))
  const around: Surroundings = {
    records: known,
    pairs: alike.map(pairOf),
    isApart: (one, other) => isBoth(apart, one, other),
    resemblesParted: () => false,
    meanBits: (one, other) => (isBoth(unlike, one, other) ? -5 : strong),
    mayBeTwins: (one, other) => isBoth(twins, one, other),
  }
  const [a, b] = ['north/A', 'south/B'].map((key) => known.get(key))
  if (!a || !b) throw new Error('Both records must be there')
  return bestOther([a, b], around, model)
}

function recordOf(key: string): JudgedRecord {
  return {
    ...{ key, agency: key.split('/')[0] ?? '', personId: `person of ${key}` },
    ...{ tokens: [], weight: 'FULL' },
  }
}

function pairOf([a, b, bits = strong]: Alike): PairDocument {
  const keys = pairKeys(a, b)
  return { ...newPair(pairId(keys), keys), bits }
}

const pair: Alike = ['north/A', 'south/B']
const fitsBoth: readonly Alike[] = [pair, ['north/A', 'gp/C'], ['south/B', 'gp/C']]

describe('somebody else whom a record is alike', () => {
  it('is nobody when nobody is', () => {
    expect(secondBits({ alike: [pair] })).toBe(-Infinity)
  })

  it('is no second person when they fit both', () => {
    expect(secondBits({ alike: fitsBoth })).toBe(-Infinity)
  })

  it('are no second person when there are several, and all fit all', () => {
    const other: readonly Alike[] = [
      ['north/A', 'homes/D'],
      ['south/B', 'homes/D'],
      ['gp/C', 'homes/D'],
    ]
    expect(secondBits({ alike: [...fitsBoth, ...other] })).toBe(-Infinity)
  })

  const twoRecords = { 'gp/C': { personId: 'c' }, 'homes/E': { personId: 'c' } }

  it.each<[why: string, around: Around]>([
    ['they fit one of the two', { alike: [pair, ['north/A', 'gp/C']] }],
    [
      'they fit one of the two too badly to be linked with it',
      { alike: [pair, ['north/A', 'gp/C'], ['south/B', 'gp/C', weak]] },
    ],
    [
      'they fit both too badly to be linked',
      { alike: [pair, ['north/A', 'gp/C', weak], ['south/B', 'gp/C', weak]] },
    ],
    [
      'they have another NHS number',
      {
        alike: fitsBoth,
        records: { 'north/A': { tokens: ['NHS_NUMBER:1'] }, 'gp/C': { tokens: ['NHS_NUMBER:2'] } },
      },
    ],
    [
      'they have another NHS number that nobody traced',
      {
        alike: fitsBoth,
        records: {
          'north/A': { tokens: ['NHS_NUMBER:1'] },
          'gp/C': { tokens: ['NHS_NUMBER_UNTRACED:2'] },
        },
      },
    ],
    [
      'their person has another NHS number',
      {
        alike: fitsBoth,
        records: {
          ...{ 'north/A': { tokens: ['NHS_NUMBER:1'] }, 'gp/C': { personId: 'c' } },
          'homes/E': { personId: 'c', tokens: ['NHS_NUMBER:2'] },
        },
      },
    ],
    ['they were said to be somebody else', { alike: fitsBoth, apart: ['gp/C', 'north/A'] }],
    [
      'one of their records was said to be somebody else’s',
      { alike: fitsBoth, records: twoRecords, apart: ['homes/E', 'north/A'] },
    ],
    ['their records do not agree on the whole', { alike: fitsBoth, unlike: ['gp/C', 'south/B'] }],
    [
      'their agency has two of them',
      { alike: [...fitsBoth, ['north/A', 'gp/D'], ['south/B', 'gp/D']] },
    ],
    [
      'their person has a record of the same agency',
      {
        alike: fitsBoth,
        records: { 'gp/C': { personId: 'c' }, 'north/F': { personId: 'c' } },
      },
    ],
    [
      'another fits both and not them',
      { alike: [...fitsBoth, ['north/A', 'homes/D'], ['south/B', 'homes/D']] },
    ],
    [
      'another fits both and is not like their person',
      {
        alike: [
          ...fitsBoth,
          ...(['north/A', 'south/B', 'gp/C'] as const).map((key): Alike => [key, 'homes/D']),
        ],
        unlike: ['gp/C', 'homes/D'],
      },
    ],
    ['they look like a child of the same birth', { alike: fitsBoth, twins: ['gp/C', 'north/A'] }],
    [
      'one of both only follows a person',
      { alike: fitsBoth, records: { 'south/B': { weight: 'FOLLOWS' } } },
    ],
    [
      'they are the person whom one of both only follows',
      {
        alike: [pair, ['south/B', 'gp/C']],
        records: {
          'south/B': { weight: 'FOLLOWS', personId: 'c' },
          'gp/C': { personId: 'c' },
        },
      },
    ],
  ])('is a second person when %s', (_, around) => {
    expect(secondBits(around)).toBeGreaterThanOrEqual(weak)
  })

  it.each(['FULL', 'FOLLOWS'] as const)(
    'does not count when some may not know of it: %s',
    (weight) => {
      const hidden = { 'gp/C': { weight: 'FOLLOWS' as const }, 'south/B': { weight } }
      expect(secondBits({ alike: [pair, ['north/A', 'gp/C']], records: hidden })).toBe(-Infinity)
    },
  )
})
