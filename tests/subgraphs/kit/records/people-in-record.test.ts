import { othersIn, roleIn } from '../../../../subgraphs/kit/records/people-in-record'

const record = {
  people: [
    { reference: 'O-1', role: 'SUSPECT', relationship: 'friend' },
    { role: 'WITNESS', relationship: 'neighbour' },
    { reference: 'V-1', role: 'VICTIM' },
  ],
}

describe('a record about several people', () => {
  it.each([
    ['the suspect', ['O-1'], 'SUSPECT'],
    ['the victim', ['V-1'], 'VICTIM'],
    ['the victim under an older reference', ['V-0', 'V-1'], 'VICTIM'],
    ['a stranger', ['X-1'], null],
  ])('tells %s their own part', (_who, refs, role) => {
    expect(roleIn(record, refs)).toBe(role)
  })

  it('tells who else is in it, victims first, known or not', () => {
    expect(othersIn(record, ['O-1']).map(({ role }) => role)).toEqual(['VICTIM', 'WITNESS'])
    expect(othersIn(record, ['V-1']).map(({ role }) => role)).toEqual(['SUSPECT', 'WITNESS'])
  })
})

describe('a record about one person', () => {
  it('has their part, and nobody else', () => {
    expect(roleIn({ subjectRole: 'PATIENT' }, ['P-1'])).toBe('PATIENT')
    expect(othersIn({ subjectRole: 'PATIENT' }, ['P-1'])).toEqual([])
  })
})
