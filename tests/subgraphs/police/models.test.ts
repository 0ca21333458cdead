import { createModels } from '../../../subgraphs/police/models'
import type { Fields } from '../record-checks'
import { envelope, modelsOf, person, refusalOf, store, without } from '../record-checks'

const models = modelsOf(createModels)

const conviction: Fields = {
  ...envelope,
  subjectRole: 'CONVICTED',
  offence: '008/06',
  cjsCode: 'OF61102',
  offenceDate: '2013-05-04',
  convictionDate: '2013-09-12',
  court: 'Eastmarch Magistrates',
  disposal: 'COMMUNITY_ORDER',
  lengthMonths: 12,
  victim: { reference: 'P-2', role: 'VICTIM', relationship: 'friend' },
}

const crime: Fields = {
  ...without(envelope, 'subjectRole'),
  personRefs: ['P-1', 'P-2'],
  people: [
    { reference: 'P-1', role: 'SUSPECT' },
    { reference: 'P-2', role: 'VICTIM', relationship: 'friend' },
  ],
  reference: 'EM/1234/13',
  offence: '008/06',
  recordedClass: '8N',
  uprn: '000906700011',
  outcome: 'CHARGED',
}

const incident: Fields = {
  ...envelope,
  subjectRole: 'VICTIM',
  reference: 'NP-20240504-0100',
  openingCode: 'DOMESTIC',
  closingCode: 'FRIENDS_HOUSEMATES',
  codeChangedByRole: 'attending officer',
  codeChangedAt: '2024-05-04T11:40:00Z',
  closingReason: 'Those present say they share the house.',
  uprn: '906700000011',
  callerType: 'THIRD_PARTY',
  isAttended: true,
  isAlcoholInvolved: true,
  isDomesticAbuseFlagged: true,
  injuriesSeen: ['FACE'],
  outcome: 'ADVICE_GIVEN',
}

const valid: readonly [string, Fields][] = [
  ['person', { ...person, identifiers: { pncIds: ['02/104567P'] } }],
  ['conviction', conviction],
  ['caution', { ...envelope, offence: '058/00', kind: 'SIMPLE' }],
  [
    'order',
    {
      ...envelope,
      kind: 'RESTRAINING_ORDER',
      startDate: '2024-05-04',
      protects: { role: 'PROTECTED' },
    },
  ],
  ['warrant', { ...envelope, kind: 'ARREST', state: 'ISSUED', issuedDate: '2024-05-04' }],
  ['crime', crime],
  ['incident', incident],
  ['warningMarker', { ...envelope, marker: 'VI' }],
  ['intelligence', { ...envelope, summary: 'Seen at the canal', grading: 'B3C' }],
]

describe("a force's records", () => {
  it.each(valid)('takes a valid %s', async (recordType, fields) => {
    expect(await refusalOf(models, recordType, fields)).toBeNull()
  })

  it.each([
    ['an unknown field', 'incident', { ...incident, weather: 'rain' }, /weather/],
    ['an unknown field of a part', 'crime', withRole({ colour: 'red' }), /colour/],
    ['no people', 'incident', { ...incident, personRefs: [] }, /personRefs.*1 to 50/],
    ['no source system', 'incident', without(incident, 'sourceSystem'), /sourceSystem/],
    ['no role of the recorder', 'incident', without(incident, 'recordedByRole'), /recordedByRole/],
    ['no basis', 'incident', without(incident, 'basis'), /basis/],
    ['no time', 'incident', without(incident, 'occurredAt'), /occurredAt/],
    [
      'a time that is no time',
      'incident',
      { ...incident, occurredAt: 'lately' },
      /occurredAt.*ISO/,
    ],
    ['30 February', 'incident', { ...incident, occurredAt: '2024-02-30' }, /occurredAt.*ISO/],
    [
      'a time without its offset',
      'incident',
      { ...incident, occurredAt: '2024-05-04T10:00:00' },
      /occurredAt.*offset/,
    ],
    ['a time as a number', 'incident', { ...incident, occurredAt: 5 }, /occurredAt.*ISO/],
    ['a future entry', 'incident', { ...incident, recordedAt: '2999-01-01' }, /recordedAt.*future/],
    ['a basis that is none', 'incident', { ...incident, basis: 'GUESS' }, /basis.*GUESS/],
    ['a handling that is none', 'incident', { ...incident, handling: 'ANY' }, /handling.*ANY/],
    ['a UPRN of 13 digits', 'incident', { ...incident, uprn: '9067000000111' }, /uprn/],
    ['an unlisted code', 'incident', { ...incident, openingCode: 'ODD' }, /openingCode.*"ODD"/],
    [
      'a changed code that nobody answers for',
      'incident',
      without(incident, 'codeChangedByRole'),
      /codeChangedByRole.*required/,
    ],
    [
      'an injury nowhere',
      'incident',
      { ...incident, injuriesSeen: ['TAIL'] },
      /injuriesSeen.*TAIL/,
    ],
    [
      'a role for each, twice told',
      'crime',
      { ...crime, subjectRole: 'VICTIM' },
      /subjectRole.*"people"/,
    ],
    ['someone without a part', 'crime', { ...crime, personRefs: ['P-1', 'P-9'] }, /people.*"P-9"/],
    ['no part at all', 'incident', without(incident, 'subjectRole'), /subjectRole.*required/],
    ['a part that is none', 'crime', withRole({ role: 'BYSTANDER' }), /role.*BYSTANDER/],
    ['a named informant', 'crime', withRole({ role: 'INFORMANT' }), /people.*informant/],
    [
      'coercive control before it was an offence',
      'conviction',
      { ...conviction, offence: '008/67', offenceDate: '2015-12-28', convictionDate: '2016-02-01' },
      /offence.*"008\/67" was not in use on 2015-12-28/,
    ],
    [
      'a crime classed by a list that came later',
      'crime',
      { ...crime, recordedClass: '8G' },
      /recordedClass.*until 2012-04-01/,
    ],
    [
      'an unlisted offence',
      'caution',
      { ...envelope, offence: '999/99', kind: 'SIMPLE' },
      /offence/,
    ],
    [
      'a conviction before the offence',
      'conviction',
      { ...conviction, convictionDate: '2013-05-03' },
      /convictionDate.*before the offence/,
    ],
    ['a CJS code that is none', 'conviction', { ...conviction, cjsCode: '61102' }, /cjsCode/],
    ['half a month', 'conviction', { ...conviction, lengthMonths: 1.5 }, /lengthMonths.*whole/],
    [
      'an order that ends before it starts',
      'order',
      { ...envelope, kind: 'BAIL_CONDITIONS', startDate: '2024-05-04', endDate: '2024-05-03' },
      /endDate.*before startDate/,
    ],
    ['a marker nobody knows', 'warningMarker', { ...envelope, marker: 'XX' }, /marker.*"XX"/],
    [
      'a PNC id with the wrong letter',
      'person',
      { ...person, identifiers: { pncIds: ['2002/0104567Q'] } },
      /pncIds.*PNC_ID/,
    ],
    ['a person without a name', 'person', { ...person, names: [] }, /names.*needs a name/],
    ['a birth to come', 'person', { ...person, dateOfBirth: '2999-01-01' }, /dateOfBirth.*future/],
  ] as const)('refuses %s', async (_what, recordType, fields, reason) => {
    expect(await refusalOf(models, recordType, fields)).toMatch(reason)
  })

  it('keeps identifiers and addresses in one form', async () => {
    const stored = await store(models, 'crime', crime)
    expect(stored['uprn']).toBe('906700011')
    const someone = { ...person, identifiers: { pncIds: ['02/104567P'] } }
    expect((await store(models, 'person', someone))['identifiers']).toEqual({
      pncIds: ['2002/0104567P'],
    })
  })

  it('keeps what was not recorded apart from what is none', async () => {
    const silent = await store(models, 'incident', without(incident, 'injuriesSeen'))
    expect(silent).not.toHaveProperty('injuriesSeen')
    const looked = await store(models, 'incident', { ...incident, injuriesSeen: [] })
    expect(looked['injuriesSeen']).toEqual([])
  })

  it('takes a conviction whose victim was not recorded', async () => {
    const stored = await store(models, 'conviction', without(conviction, 'victim'))
    expect(stored).not.toHaveProperty('victim')
  })

  it('takes an offence known to the year only, when it existed by the end of that year', async () => {
    const known = { ...envelope, offence: '008/67', kind: 'SIMPLE', occurredAt: '2015-01-01' }
    expect(await refusalOf(models, 'caution', { ...known, occurredPrecision: 'YEAR' })).toBeNull()
    expect(await refusalOf(models, 'caution', { ...known, occurredPrecision: 'DAY' })).toMatch(
      /not in use on 2015-01-01/,
    )
  })

  it('files a person under their own reference, so that they are found at their address', async () => {
    expect((await store(models, 'person', person))['personRefs']).toEqual(['R-1'])
  })
})

/** The crime with its first person changed. */
function withRole(changes: Fields): Fields {
  return {
    ...crime,
    people: [
      { reference: 'P-1', role: 'SUSPECT', ...changes },
      { reference: 'P-2', role: 'VICTIM' },
    ],
  }
}
