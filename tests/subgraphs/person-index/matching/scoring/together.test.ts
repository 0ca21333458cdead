import { plainEncoder } from '../../../../../common/likeness/encode'
import type { CanonicalRecord, FieldName } from '../../../../../common/likeness/fields'
import { fieldIndex, fieldNames } from '../../../../../common/likeness/fields'
import { level } from '../../../../../subgraphs/person-index/matching/comparison/levels'
import { currentModel } from '../../../../../subgraphs/person-index/matching/models/current-model'
import {
  modelWeights,
  weightsAmong,
} from '../../../../../subgraphs/person-index/matching/scoring/model'
import {
  bandOf,
  isTold,
  levelOf,
  patternOf,
} from '../../../../../subgraphs/person-index/matching/scoring/pattern'
import { rarityAmong } from '../../../../../subgraphs/person-index/matching/scoring/rarity'
import { bitsOf } from '../../../../../subgraphs/person-index/matching/scoring/score'
import { togetherIndex } from '../../../../../subgraphs/person-index/matching/scoring/together'
import { weightTable } from '../../../../../subgraphs/person-index/matching/scoring/weight-table'

const encode = plainEncoder()
const model = currentModel()
const table = weightTable(modelWeights(model, 'plain'))

/** Forty called Harjit Singh, ten Harjit and ten Singh beside them, and two people whose names nobody else has. */
const records = [
  ...Array.from({ length: 40 }, () => named('HARJIT', 'SINGH')),
  ...Array.from({ length: 10 }, (_, one) => named('HARJIT', `MARSH${one}`)),
  ...Array.from({ length: 10 }, (_, one) => named(`OSWALD${one}`, 'SINGH')),
  ...Array.from({ length: 140 }, (_, one) => named(`AGNES${one}`, `HOLLOW${one}`)),
  ...[named('TAMSIN', 'QUENDLE'), named('TAMSIN', 'QUENDLE')],
].map(encode)
const rarity = rarityAmong(records)

function named(given: string, family: string, more: CanonicalRecord = {}): CanonicalRecord {
  return { givenNames: [given], familyName: [family], ...more }
}

function compared(a: number, b: number) {
  return patternOf(record(a), record(b), rarity)
}

function record(place: number) {
  const found = records[place]
  if (!found) throw new RangeError('there is no such record')
  return found
}

const at = (pattern: Uint8Array, name: FieldName) => pattern[fieldIndex[name]] ?? 0

describe('a first and a family name that agree together', () => {
  it('are as rare as the records that have both', () => {
    expect(bandOf(compared(0, 1)[togetherIndex] ?? 0)).toBeLessThan(2)
    expect(bandOf(compared(200, 201)[togetherIndex] ?? 0)).toBeGreaterThan(3)
  })

  it('weigh less than each by itself would where many are called so', () => {
    const pattern = compared(0, 1)
    const alone = patternOf(record(0), record(1), { bandOf: rarity.bandOf })
    expect(alone[togetherIndex]).toBe(0)
    expect(bitsOf(pattern, table)).toBeLessThan(bitsOf(alone, table))
  })

  it('still say that they agree, each at its level', () => {
    const pattern = compared(0, 1)
    for (const name of ['givenNames', 'familyName'] as const) {
      expect(levelOf(at(pattern, name))).toBe(level.exact)
      expect(isTold(at(pattern, name))).toBe(true)
    }
  })

  it('count each by itself when only one of them does', () => {
    const pattern = compared(0, 45)
    expect(pattern[togetherIndex]).toBe(0)
    expect(isTold(at(pattern, 'givenNames'))).toBe(false)
  })
})

describe('what another field tells as well', () => {
  const between = (one: CanonicalRecord, other: CanonicalRecord) => {
    const both = [encode(one), encode(other)] as const
    return patternOf(...both, { bandOf: () => 3 })
  }

  it.each<[string, CanonicalRecord, CanonicalRecord, boolean]>([
    ['a first name', { givenNames: ['ANNA'] }, { givenNames: ['ANNA'] }, true],
    ['nearly the same first name', { givenNames: ['ANNA'] }, { givenNames: ['ANNE'] }, true],
    ['another first name', { givenNames: ['ANNA'] }, { givenNames: ['RUTH'] }, false],
    ['none', {}, {}, false],
  ])('sex by %s', (_what, one, other, expected) => {
    const pattern = between({ ...one, sex: ['F'] }, { ...other, sex: ['F'] })
    expect(levelOf(at(pattern, 'sex'))).toBe(level.exact)
    expect(isTold(at(pattern, 'sex'))).toBe(expected)
  })

  it.each<[string, CanonicalRecord, CanonicalRecord, boolean]>([
    ['of one town', { town: ['QUORLOW'] }, { town: ['QUORLOW'] }, true],
    ['of two towns', { town: ['QUORLOW'] }, { town: ['XANBY'] }, false],
    ['of one property', { other: ['906700000011'] }, { other: ['906700000011'] }, true],
  ])('a postcode nearby %s', (_what, one, other, expected) => {
    const pattern = between({ ...one, postcode: ['ZY14AB'] }, { ...other, postcode: ['ZY19XZ'] })
    expect(levelOf(at(pattern, 'postcode'))).toBe(level.close)
    expect(isTold(at(pattern, 'postcode'))).toBe(expected)
  })

  it('a difference of sex is told by nothing', () => {
    const same = { givenNames: ['HILARY'] }
    const pattern = between({ ...same, sex: ['F'] }, { ...same, sex: ['M'] })
    expect(at(pattern, 'sex')).toBe(level.different)
  })
})

describe('two of one birth', () => {
  const pattern = (given: keyof typeof level) => {
    const made = new Uint8Array(fieldNames.length + 1)
    for (const name of alike) made[fieldIndex[name]] = level.exact
    made[fieldIndex.givenNames] = level[given]
    return made
  }
  const alike: readonly FieldName[] = [
    ...(['familyName', 'dateOfBirth', 'houseNumber', 'street', 'town', 'postcode'] as const),
  ]
  /** @param share of all pairs that are two people of one household */
  const weigh = (given: keyof typeof level, share: number, hasTwins = true) => {
    const { household, ...weights } = weightsAmong(model, 50_000)
    if (!household) throw new Error('The model has no households')
    const { fields, twins } = household
    const others = { share, fields, ...(hasTwins && twins ? { twins } : {}) }
    return bitsOf(pattern(given), weightTable({ ...weights, household: others }))
  }

  it('are two people, though all but the first name agrees', () => {
    expect(weigh('different', 2e-5)).toBeLessThan(2)
    expect(weigh('different', 2e-5, false)).toBeGreaterThan(4)
  })

  it('are one person when the first name agrees too', () => {
    expect(weigh('exact', 2e-5)).toBeGreaterThan(14)
  })

  it('are hardly thought of where people do not live together', () => {
    expect(weigh('different', 1e-12)).toBeGreaterThan(10)
  })
})
