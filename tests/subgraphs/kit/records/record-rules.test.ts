import { aboutOne, notBefore } from '../../../../subgraphs/kit/records/record-rules'
import type { Fields } from '../../record-checks'

const at = (text: string) => new Date(text)

describe('what follows something', () => {
  const rule = notBefore('outcomeDate', 'occurredAt')

  it.each<[string, Fields, boolean]>([
    ['a day later', ...days('2024-05-05', 'EXACT', true)],
    ['the same day', ...days('2024-05-04', 'EXACT', true)],
    ['the day before', ...days('2024-05-03', 'EXACT', false)],
    ['the day before a day', ...days('2024-05-03', 'DAY', false)],
    ['some day of the same month', ...days('2024-05-01', 'MONTH', true)],
    ['the month before', ...days('2024-04-30', 'MONTH', false)],
    ['some day of the same year', ...days('2024-01-01', 'YEAR', true)],
    ['the year before', ...days('2023-12-31', 'YEAR', false)],
    ['a day before one that sources do not agree on', ...days('2024-01-01', 'UNCERTAIN', true)],
    ['nothing that is known', { occurredAt: at('2024-05-04T10:30:00Z') }, true],
  ])('may be %s as far as that is known', (_what, fields, isTaken) => {
    expect(rule((name) => fields[name])).toEqual(
      isTaken ? [] : [{ field: 'outcomeDate', problem: 'is before occurredAt' }],
    )
  })

  it('is compared to the minute when both are known to the minute', () => {
    const fields: Fields = {
      occurredAt: at('2024-05-04T10:30:00Z'),
      occurredPrecision: 'EXACT',
      triagedAt: at('2024-05-04T10:29:00Z'),
    }
    expect(notBefore('triagedAt', 'occurredAt')((name) => fields[name])).toHaveLength(1)
  })
})

describe('a record about one person', () => {
  const rule = aboutOne('PATIENT')

  it.each<[string, Fields, readonly string[]]>([
    ['says so of itself', { personRefs: ['P-1'], subjectRole: 'PATIENT' }, []],
    ['names others beside the patient', withPeople('P-1'), []],
    ['does not name somebody who was only there', withPeople('P-2'), ['people']],
    ['has no other subject', { personRefs: ['P-1'], subjectRole: 'PRESENT' }, ['subjectRole']],
    ['has no second subject', withPeople('P-1', 'P-2'), ['personRefs']],
  ])('%s', (_what, fields, refused) => {
    expect(rule((name) => fields[name]).map(({ field }) => field)).toEqual(refused)
  })
})

function days(outcomeDate: string, occurredPrecision: string, isTaken: boolean): [Fields, boolean] {
  return [{ occurredAt: at('2024-05-04T10:30:00Z'), occurredPrecision, outcomeDate }, isTaken]
}

/** A call to the patient P-1, at which P-2 was there, kept as one about these people. */
function withPeople(...personRefs: readonly string[]): Fields {
  return {
    personRefs,
    people: [
      { reference: 'P-1', role: 'PATIENT' },
      { reference: 'P-2', role: 'PRESENT' },
    ],
  }
}
