import { isInForce } from '../../../subgraphs/courts/in-force'
import { createModels } from '../../../subgraphs/courts/models'
import type { Fields } from '../record-checks'
import { envelope, modelsOf, person, refusalOf, store, without } from '../record-checks'

const models = modelsOf(createModels)

const court = "Northshire Magistrates' Court"
const hearing: Fields = { ...envelope, court, kind: 'TRIAL', offence: '008/06' }
const warrant: Fields = {
  ...envelope,
  ...{ court, kind: 'ARREST', state: 'EXECUTED' },
  ...{ issuedDate: '2024-05-04', executedDate: '2024-05-06' },
}
const sentence: Fields = {
  ...envelope,
  ...{ court, offence: '008/06', convictionDate: '2024-05-04' },
  ...{ disposal: 'SUSPENDED_SENTENCE', lengthMonths: 12, requirements: [{ kind: 'EXCLUSION' }] },
}
const order: Fields = { ...envelope, court, kind: 'RESTRAINING_ORDER', startDate: '2024-05-04' }
const dapo: Fields = { ...order, kind: 'DOMESTIC_ABUSE_PROTECTION_ORDER', startDate: '2024-11-27' }

describe('the records of courts', () => {
  it.each([
    ['person', person],
    ['hearing', hearing],
    ['warrant', warrant],
    ['sentence', sentence],
    ['protectiveOrder', order],
    ['protectiveOrder', dapo],
  ])('takes a valid %s', async (recordType, fields) => {
    expect(await refusalOf(models, recordType, fields)).toBeNull()
  })

  it.each([
    ['a hearing for nothing', 'hearing', without(hearing, 'kind'), /kind/],
    ['a hearing at no court', 'hearing', { ...hearing, court: ' ' }, /court/],
    [
      'a hearing about an offence to come',
      'hearing',
      { ...hearing, offence: '008/77', occurredAt: '2022-06-06T10:00:00Z' },
      /offence.*not in use/,
    ],
    [
      'a warrant carried out on no day',
      'warrant',
      without(warrant, 'executedDate'),
      /executedDate/,
    ],
    [
      'a warrant carried out that is out',
      'warrant',
      { ...warrant, state: 'ISSUED' },
      /executedDate/,
    ],
    [
      'a warrant carried out before it was issued',
      'warrant',
      { ...warrant, executedDate: '2024-05-03' },
      /executedDate.*before issuedDate/,
    ],
    [
      'a requirement that is none',
      'sentence',
      { ...sentence, requirements: [{ kind: 'EXILE' }] },
      /requirements.*EXILE/,
    ],
    ['a sentence that is none', 'sentence', { ...sentence, disposal: 'STOCKS' }, /STOCKS/],
    [
      'a conviction before the offence',
      'sentence',
      { ...sentence, offenceDate: '2024-05-05' },
      /convictionDate.*before offenceDate/,
    ],
    ['an order that is none', 'protectiveOrder', { ...order, kind: 'WISH' }, /kind.*WISH/],
    [
      'a domestic abuse protection order before the pilots',
      'protectiveOrder',
      { ...dapo, startDate: '2024-11-26' },
      /kind.*not in use on 2024-11-26.*from 2024-11-27/,
    ],
    [
      'an order discharged before it was made',
      'protectiveOrder',
      { ...order, dischargedDate: '2024-05-03' },
      /dischargedDate.*before startDate/,
    ],
  ] as const)('refuses %s', async (_what, recordType, fields, reason) => {
    expect(await refusalOf(models, recordType, fields)).toMatch(reason)
  })

  it('keep a sentence that requires nothing apart from one of which that is not known', async () => {
    const unknown = await store(models, 'sentence', without(sentence, 'requirements'))
    expect(unknown).not.toHaveProperty('requirements')
    const none = await store(models, 'sentence', { ...sentence, requirements: [] })
    expect(none['requirements']).toEqual([])
  })
})

describe('an order', () => {
  const days = { startDate: '2024-05-04', endDate: '2025-05-03' }
  it.each([
    ['before its first day', days, '2024-05-03', false],
    ['on its first day', days, '2024-05-04', true],
    ['on its last day', days, '2025-05-03', true],
    ['after its last day', days, '2025-05-04', false],
    ['without a last day', { startDate: '2024-05-04' }, '2034-01-01', true],
    ['discharged', { ...days, dischargedDate: '2024-06-01' }, '2024-06-01', false],
    ['without a first day', { endDate: '2025-05-03' }, '2024-06-01', null],
  ])('%s is in force: %#', (_what, order_, on, expected) => {
    expect(isInForce(order_, on)).toBe(expected)
  })
})
