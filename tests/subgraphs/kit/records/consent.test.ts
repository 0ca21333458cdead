import { groundText } from '../../../../common/registration/hiding'
import { findGrounds } from '../../../../subgraphs/kit/records/consent'

const risk = groundText({ purpose: 'DOMESTIC_ABUSE_RISK', caseReference: null })
const adult = groundText({ purpose: 'ADULT_SAFEGUARDING', caseReference: null })
const forCase = groundText({ purpose: 'DOMESTIC_ABUSE_RISK', caseReference: 'MARAC-7' })

let next = 0

function record(decision: string, day: string, changes: object = {}) {
  next += 1
  return {
    ...{ _id: `C-${next}`, personRefs: ['P'], decision, day },
    ...{ scope: ['DOMESTIC_ABUSE_RISK'], ...changes },
  }
}

const given = (day: string, changes: object = {}) => record('GIVEN', day, changes)
const refused = (day: string, changes: object = {}) => record('REFUSED', day, changes)
const overridden = (changes: object = {}) =>
  record('OVERRIDDEN', '2026-03-01', { caseReference: 'MARAC-7', reason: 'Threats', ...changes })

describe('the grounds on which somebody may be told of', () => {
  it.each([
    ['consent', [given('2026-01-01')], [risk]],
    ['consent again after a refusal', [refused('2026-01-01'), given('2026-01-02')], [risk]],
    [
      'consent again after it was withdrawn',
      [given('2026-01-01', { withdrawnDay: '2026-01-05' }), given('2026-01-06')],
      [risk],
    ],
    [
      'consent for two purposes, of which one was refused later',
      [
        given('2026-01-01', { scope: ['DOMESTIC_ABUSE_RISK', 'ADULT_SAFEGUARDING'] }),
        refused('2026-01-02'),
      ],
      [adult],
    ],
    ["the agency's own override, for its case", [overridden()], [forCase]],
    ['an override beside a refusal', [refused('2026-03-02'), overridden()], [forCase]],
    ['a refusal in error', [given('2026-01-01'), refused('2026-01-02', inError())], [risk]],
  ])('are those of %s', (_what, records, expected) => {
    expect(findGrounds(records)).toEqual(expected)
  })

  it.each([
    ['no record', []],
    ['a refusal', [refused('2026-01-01')]],
    ['a decision nobody knows', [record('MAYBE', '2026-01-01')]],
    ['a consent that was withdrawn', [given('2026-01-01', { withdrawnDay: '2026-01-05' })]],
    ['a withdrawal that cannot be read', [given('2026-01-01', { withdrawnDay: false })]],
    ['a refusal after consent', [given('2026-01-01'), refused('2026-01-02')]],
    ['a refusal on the day of consent', [given('2026-01-01'), refused('2026-01-01')]],
    [
      'an older consent when a later one was withdrawn',
      [given('2026-01-01'), given('2026-01-03', { withdrawnDay: '2026-01-05' })],
    ],
    ['a consent entered in error', [given('2026-01-01', inError())]],
    ['a consent that was superseded', [given('2026-01-01', { status: 'SUPERSEDED' })]],
    ['a consent that is sealed', [given('2026-01-01', { isSealed: true })]],
    ['a consent without a day', [record('GIVEN', undefined as never)]],
    ['a consent for nothing', [given('2026-01-01', { scope: [] })]],
    ['a consent for what is no purpose', [given('2026-01-01', { scope: ['CURIOSITY'] })]],
    ['an override for no case', [overridden({ caseReference: ' ' })]],
    ['an override taken back', [overridden({ withdrawnDay: '2026-03-02' })]],
    ['an override that is sealed', [overridden({ isSealed: true })]],
  ])('are none with %s', (_what, records) => {
    expect(findGrounds(records)).toEqual([])
  })
})

function inError() {
  return { status: 'ENTERED_IN_ERROR' }
}
