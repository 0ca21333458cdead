import { createModels } from '../../../subgraphs/probation/models'
import type { Fields } from '../record-checks'
import { envelope, modelsOf, person, refusalOf, store, without } from '../record-checks'

const models = modelsOf(createModels)

const order: Fields = {
  ...envelope,
  subjectRole: 'CONVICTED',
  kind: 'SUSPENDED_SENTENCE_ORDER',
  startDate: '2024-05-04',
  endDate: '2025-05-03',
  operationalPeriodMonths: 12,
  supervisionPeriodMonths: 12,
  state: 'ACTIVE',
  offence: '008/06',
  requirements: [{ kind: 'ALCOHOL_TREATMENT' }],
  breaches: [{ date: '2024-08-01', outcome: 'WARNING' }],
}

const assessment: Fields = {
  ...envelope,
  basis: 'OPINION',
  layer: 'LAYER3',
  completion: 'COMPLETE',
  sections: [{ number: 9, answers: [2, 1, null, 2] }],
  riskOfSeriousHarm: [{ group: 'KNOWN_ADULT', setting: 'COMMUNITY', level: 'HIGH' }],
  predictors: [{ name: 'OGRS', years: 2, percent: 46.5, band: 'LOW' }],
}

const address: Fields = {
  ...envelope,
  uprn: '906700000011',
  postcode: 'zy9 9zy',
  addressStatus: 'M',
  usage: 'A07A',
  startDate: '2024-05-04',
}

const mappa: Fields = { ...envelope, level: 2, category: 2, startDate: '2024-05-04' }

const valid: readonly [string, Fields][] = [
  ['person', { ...person, identifiers: { crn: 'X104567', nomsNumber: 'A1234BC' } }],
  ['case', { ...envelope, crn: 'X104567', roshRegister: 'RHRH', startDate: '2024-05-04' }],
  [
    'case',
    {
      ...envelope,
      crn: 'X104567',
      startDate: '2024-05-04',
      isLimitedAccess: true,
      limitedAccess: { excludedStaff: ['northshire-probation/po-1'], isExistenceHidden: true },
    },
  ],
  ['order', order],
  ['assessment', assessment],
  ['address', address],
  ['mappa', mappa],
  ['contact', { ...envelope, kind: 'OFFICE_VISIT', isAttended: false }],
  [
    'courtReport',
    {
      ...envelope,
      kind: 'STANDARD_DELIVERY',
      requestedDate: '2024-04-01',
      sourcesConsulted: ['OASYS'],
      hasAntecedents: false,
    },
  ],
]

describe("a probation service's records", () => {
  it.each(valid)('takes a valid %s', async (recordType, fields) => {
    expect(await refusalOf(models, recordType, fields)).toBeNull()
  })

  it.each([
    [
      'a limit on access to less than the whole person, which nothing here enforces',
      'contact',
      { ...envelope, kind: 'OFFICE_VISIT', isLimitedAccess: true },
      /isLimitedAccess/,
    ],
    [
      'staff without their organisation',
      'case',
      { ...envelope, crn: 'X104567', limitedAccess: { excludedStaff: ['po-1'] } },
      /excludedStaff/,
    ],
    ['a CRN of five digits', 'case', { ...envelope, crn: 'X10456' }, /crn.*CRN/],
    ['a register that is none', 'case', { ...envelope, roshRegister: 'RXXX' }, /roshRegister/],
    [
      'a requirement that is none',
      'order',
      { ...order, requirements: [{ kind: 'EXILE' }] },
      /requirements.*EXILE/,
    ],
    [
      'an order for an offence to come',
      'order',
      { ...order, offence: '008/77', startDate: '2022-06-06' },
      /offence.*not in use on 2022-06-06/,
    ],
    [
      'an unscored section',
      'assessment',
      { ...assessment, sections: [{ number: 5, answers: [1] }] },
      /sections.*number/,
    ],
    [
      'an answer of 3',
      'assessment',
      { ...assessment, sections: [{ number: 9, answers: [3] }] },
      /sections.*answers/,
    ],
    [
      'a section twice',
      'assessment',
      {
        ...assessment,
        sections: [
          { number: 9, answers: [1] },
          { number: 9, answers: [2] },
        ],
      },
      /sections.*section 9 twice/,
    ],
    [
      'a group that is none',
      'assessment',
      { ...assessment, riskOfSeriousHarm: [{ group: 'PETS', setting: 'COMMUNITY', level: 'LOW' }] },
      /riskOfSeriousHarm.*PETS/,
    ],
    [
      'more than all of them',
      'assessment',
      { ...assessment, predictors: [{ name: 'OGRS', percent: 101 }] },
      /predictors.*percent/,
    ],
    ['an address status that is none', 'address', { ...address, addressStatus: 'Q' }, /"Q"/],
    ['an address usage that is none', 'address', { ...address, usage: 'A99' }, /usage.*"A99"/],
    ['a postcode of no place', 'address', { ...address, postcode: 'NF1 1NF' }, /postcode/],
    ['a level of 4', 'mappa', { ...mappa, level: 4 }, /level/],
    ['a category of 0', 'mappa', { ...mappa, category: 0 }, /category/],
    [
      'a review before the start',
      'mappa',
      { ...mappa, reviewDate: '2024-05-03' },
      /reviewDate.*before startDate/,
    ],
    ['an unknown kind of contact', 'contact', { ...envelope, kind: 'LETTER' }, /kind.*LETTER/],
    [
      'a source that is none',
      'courtReport',
      {
        ...envelope,
        kind: 'ORAL',
        requestedDate: '2024-04-01',
        sourcesConsulted: ['HEARSAY'],
      },
      /sourcesConsulted.*HEARSAY/,
    ],
  ] as const)('refuses %s', async (_what, recordType, fields, reason) => {
    expect(await refusalOf(models, recordType, fields)).toMatch(reason)
  })

  it('keeps an order without requirements apart from one whose requirements are not known', async () => {
    expect(await store(models, 'order', without(order, 'requirements'))).not.toHaveProperty(
      'requirements',
    )
    const none = await store(models, 'order', { ...order, requirements: [] })
    expect(none['requirements']).toEqual([])
  })
})
