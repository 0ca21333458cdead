import { createHash } from 'node:crypto'

import { blockingKeys } from '../../../../../common/likeness/blocking-keys'
import { compareRecords } from '../../../../../subgraphs/person-index/matching/comparison/compare-records'
import { plainEncoder, tokenEncoder } from '../../../../../common/likeness/encode'
import type { level } from '../../../../../subgraphs/person-index/matching/comparison/levels'
import { levelNames } from '../../../../../subgraphs/person-index/matching/comparison/levels'
import type { CanonicalRecord, FieldName } from '../../../../../common/likeness/fields'
import { fieldIndex } from '../../../../../common/likeness/fields'

const encoders = {
  plain: plainEncoder(),
  tokens: tokenEncoder(Buffer.alloc(32, 7)),
}

function levelOf(mode: keyof typeof encoders, records: [CanonicalRecord, CanonicalRecord]) {
  const [a, b] = records.map(encoders[mode])
  if (!a || !b) throw new Error('two records are compared')
  return (field: FieldName) => levelNames[compareRecords(a, b)[fieldIndex[field]] ?? 0]
}

describe.each(['plain', 'tokens'] as const)('records compared in %s', (mode) => {
  it.each<[FieldName, string, string, keyof typeof level]>([
    ['familyName', 'HALLAM', 'HALLAM', 'exact'],
    ['familyName', 'HALLAM', 'HALLEM', 'slip'],
    ['familyName', 'HALLAM', 'HLALAM', 'slip'],
    ['familyName', 'SMITHSON', 'SMYTHSEN', 'close'],
    ['familyName', 'HALLAM', 'HORTON', 'part'],
    ['familyName', 'HALLAM', 'ORTON', 'different'],
    ['dateOfBirth', '19760413', '19760414', 'slip'],
    ['dateOfBirth', '19760412', '19761204', 'slip'],
    ['dateOfBirth', '19760413', '19760428', 'close'],
    ['dateOfBirth', '19760413', '19761128', 'part'],
    ['dateOfBirth', '19760413', '19881128', 'different'],
    ['postcode', 'ZY99ZZ', 'ZY99ZY', 'slip'],
    ['postcode', 'ZY99ZZ', 'ZY91AB', 'close'],
    ['sex', 'M', 'F', 'different'],
    ['nhsNumber', '9990000050', '9990000069', 'different'],
  ])('agree in %s of %s and %s: %s', (field, a, b, expected) => {
    const found = levelOf(mode, [{ [field]: [a] }, { [field]: [b] }])
    expect(found(field)).toBe(expected)
  })

  it('count a field that one of them lacks as missing', () => {
    expect(levelOf(mode, [{ town: ['NORTHAM'] }, {}])('town')).toBe('missing')
  })

  it('take the best of several values', () => {
    const found = levelOf(mode, [{ familyName: ['HALLAM', 'ORTON'] }, { familyName: ['ORTON'] }])
    expect(found('familyName')).toBe('exact')
  })

  it('see names that were exchanged, also when one is missing, but none where they stand right', () => {
    const marie = { givenNames: ['MARIE'], familyName: ['HALLAM'] }
    const exchanged = levelOf(mode, [marie, { givenNames: ['HALLAM'], familyName: ['MARIE'] }])
    expect([exchanged('givenNames'), exchanged('familyName')]).toEqual(['swapped', 'missing'])
    expect(levelOf(mode, [marie, { givenNames: ['HALLAM'] }])('givenNames')).toBe('swapped')
    const thomas = { givenNames: ['THOMAS'], familyName: ['THOMAS'] }
    expect(levelOf(mode, [thomas, thomas])('givenNames')).toBe('exact')
  })
})

describe('keyed tokens', () => {
  const record: CanonicalRecord = {
    givenNames: ['MARIE'],
    familyName: ['HALLAM'],
    dateOfBirth: ['19760413'],
    nhsNumber: ['9990000050'],
    phone: ['07700900123'],
  }
  const numbersOf = (key: Buffer) => {
    const { values, keys } = tokenEncoder(key)(record)
    const held = values.flatMap((own) => own ?? [])
    return [...held.flatMap((v) => [v.exact, ...v.slip, ...v.close, ...v.part]), ...keys]
  }

  it('hold no value, no part of one, and no hash without the key', () => {
    const text = JSON.stringify(tokenEncoder(Buffer.alloc(32, 1))(record))
    for (const value of Object.values(record).flat()) expect(text).not.toContain(value)
    const numbers = new Set(numbersOf(Buffer.alloc(32, 1)))
    const labels = ['name|MARIE', 'dateOfBirth|19760413', 'nhsNumber|9990000050']
    for (const label of [...labels, ...blockingKeys(record), ...Object.values(record).flat()]) {
      const hash = createHash('sha256').update(label).digest().readUIntBE(0, 6)
      expect(numbers).not.toContain(hash)
    }
    expect(text).toContain('"text":null')
  })

  it('of another key have nothing in common', () => {
    const own = new Set(numbersOf(Buffer.alloc(32, 1)))
    expect(numbersOf(Buffer.alloc(32, 2)).filter((one) => own.has(one))).toEqual([])
  })
})
