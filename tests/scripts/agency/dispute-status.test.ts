import { describeDisputes } from '../../../scripts/agency/dispute-status'

const at = new Date('2026-11-01T10:00:00Z')

describe("the status of an agency's disputes", () => {
  it('lists when how many people were put in dispute, and what waits', () => {
    const lines = describeDisputes('homes', [
      { at, people: ['a', 'b'], held: 0 },
      { at, people: [], held: 3 },
    ])
    expect(lines).toEqual([
      'For review: registrations of homes dispute who people are.',
      '  2026-11-01T10:00:00.000Z  2 people put in dispute',
      '  2026-11-01T10:00:00.000Z  0 people put in dispute, 3 registrations put off',
    ])
  })

  it('says nothing when there is nothing to review', () => {
    expect(describeDisputes('homes', [])).toEqual([])
  })
})
