import { createModels } from '../../../subgraphs/ambulance/models'
import type { Fields } from '../record-checks'
import { envelope, modelsOf, person, refusalOf, store, without } from '../record-checks'

const models = modelsOf(createModels)

const call: Fields = {
  ...without(envelope, 'subjectRole'),
  people: [
    { reference: 'P-1', role: 'PATIENT' },
    { reference: 'P-2', role: 'PRESENT', relationship: 'friend' },
  ],
  callNumber: 'CAD-2024-0001',
  category: 'CATEGORY_3',
  complaint: 'ASSAULT',
  uprn: '906700000011',
  postcode: 'zy1 4zz',
  outcome: 'REFUSED',
  isPoliceRequested: true,
  isAlcoholInvolved: true,
  hasInjury: true,
  injurySites: ['FACE'],
  isAssault: true,
  notes: 'Two cans on the table.',
}

function onDay(day: string, category: string): Fields {
  return { ...call, occurredAt: `${day}T12:00:00Z`, category }
}

describe("an ambulance service's records", () => {
  it.each([
    ['person', person],
    ['call', call],
    ['call', { ...without(call, 'people'), subjectRole: 'PATIENT' }],
    ['call', { ...without(call, 'hasInjury', 'injurySites', 'isAssault', 'category') }],
  ])('takes a valid %s', async (recordType, fields) => {
    expect(await refusalOf(models, recordType, fields)).toBeNull()
  })

  it.each([
    ['A', '2012-05-31'],
    ['B', '2011-03-31'],
    ['RED_1', '2012-06-01'],
    ['RED_2', '2017-11-30'],
    ['GREEN_1', '2011-04-01'],
    ['GREEN_4', '2017-11-30'],
    ['CATEGORY_1', '2017-08-01'],
    ['CATEGORY_4', '2024-05-04'],
  ])('takes category %s, which was in use on %s', async (category, day) => {
    expect(await refusalOf(models, 'call', onDay(day, category))).toBeNull()
  })

  it.each([
    ['A', '2012-06-01'],
    ['B', '2011-04-01'],
    ['C', '2024-05-04'],
    ['RED_1', '2012-05-31'],
    ['RED_2', '2017-12-01'],
    ['GREEN_1', '2011-03-31'],
    ['GREEN_4', '2017-12-01'],
    ['CATEGORY_1', '2017-07-31'],
    ['CATEGORY_4', '2012-01-10'],
  ])(
    'refuses category %s, which was not in use on %s, and says when it was',
    async (category, day) => {
      expect(await refusalOf(models, 'call', onDay(day, category))).toMatch(
        new RegExp(`category: "${category}" was not in use on ${day}: AMBULANCE_CATEGORY has it`),
      )
    },
  )

  it.each([
    ['a category of no scheme', { ...call, category: 'PURPLE' }, /category.*"PURPLE"/],
    ['a call without its number', without(call, 'callNumber'), /callNumber.*required/],
    ['a complaint that is none', { ...call, complaint: 'SAD' }, /complaint.*SAD/],
    ['an outcome that is none', { ...call, outcome: 'VANISHED' }, /outcome.*VANISHED/],
    ['a place that is none', { ...call, uprn: 'HOME' }, /uprn/],
    ['an injury of the tail', { ...call, injurySites: ['TAIL'] }, /injurySites.*TAIL/],
    [
      'an assault without an injury',
      { ...call, hasInjury: false, injurySites: [] },
      /isAssault.*only for hasInjury true/,
    ],
    [
      'an injury of somebody nobody found',
      { ...call, outcome: 'NO_PATIENT_FOUND' },
      /hasInjury.*NO_PATIENT_FOUND/,
    ],
    [
      'two patients in one record',
      {
        ...call,
        personRefs: ['P-1', 'P-2'],
        people: [
          { reference: 'P-1', role: 'PATIENT' },
          { reference: 'P-2', role: 'PATIENT' },
        ],
      },
      /personRefs.*one person/,
    ],
    [
      'the call of somebody who was only there',
      { ...call, personRefs: ['P-2'] },
      /people.*about the PATIENT/,
    ],
    [
      'whoever called, beside the patient',
      {
        ...call,
        people: [
          { reference: 'P-1', role: 'PATIENT' },
          { reference: 'P-3', role: 'INFORMANT' },
        ],
      },
      /people.*informant/,
    ],
  ] as const)('refuses %s', async (_what, fields, reason) => {
    expect(await refusalOf(models, 'call', fields)).toMatch(reason)
  })

  it('refuses an address of a restricted patient', async () => {
    expect(
      await refusalOf(models, 'person', { ...person, isRestricted: true, postcode: 'ZY1 4ZZ' }),
    ).toMatch(/postcode.*restricted/)
  })

  it('keep a call without injuries apart from one where nothing was written', async () => {
    const notWritten = without(call, 'hasInjury', 'injurySites', 'isAssault')
    expect(await store(models, 'call', notWritten)).not.toHaveProperty('injurySites')
    const none = await store(models, 'call', { ...notWritten, hasInjury: false, injurySites: [] })
    expect(none).toMatchObject({ hasInjury: false, injurySites: [] })
  })
})
