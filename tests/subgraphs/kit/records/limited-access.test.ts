import { staffBehind } from '../../../../common/tokens/hub-token-claims'
import type { Access, MarkedRecord } from '../../../../subgraphs/kit/records/limited-access'
import { decideAccess } from '../../../../subgraphs/kit/records/limited-access'

const me = ['northshire-probation/po-1']
const colleague = 'northshire-probation/po-2'

describe('access to a limited-access case', () => {
  it.each<[string, readonly MarkedRecord[], Access]>([
    ['no mark', [{}], 'OPEN'],
    ['no record', [], 'OPEN'],
    ['a mark that says no', [{ isLimitedAccess: false }], 'OPEN'],
    [
      'a list that excludes somebody else',
      [{ limitedAccess: { excludedStaff: [colleague] } }],
      'OPEN',
    ],
    ['a list that lets me in', [{ limitedAccess: { restrictedToStaff: me } }], 'OPEN'],
    ['a list that excludes me', [{ limitedAccess: { excludedStaff: me } }], 'WITHHELD'],
    ['a list without me', [{ limitedAccess: { restrictedToStaff: [colleague] } }], 'WITHHELD'],
    ['a list of nobody', [{ limitedAccess: { restrictedToStaff: [] } }], 'WITHHELD'],
    [
      'a list that lets me in and one that excludes me',
      [{ limitedAccess: { restrictedToStaff: me, excludedStaff: me } }],
      'WITHHELD',
    ],
    [
      'one open case and one closed case',
      [{ limitedAccess: { restrictedToStaff: me } }, { limitedAccess: { excludedStaff: me } }],
      'WITHHELD',
    ],
    [
      'a closed case that hides that it is there',
      [{ limitedAccess: { excludedStaff: me, isExistenceHidden: true } }],
      'HIDDEN',
    ],
    ['a mark that does not say whom it keeps out', [{ isLimitedAccess: true }], 'WITHHELD'],
    ['a mark nobody can read', [{ isLimitedAccess: 'perhaps' }], 'WITHHELD'],
    ['limits nobody can read', [{ limitedAccess: 'yes' }], 'WITHHELD'],
    ['empty limits', [{ limitedAccess: {} }], 'WITHHELD'],
    ['a list that is none', [{ limitedAccess: { excludedStaff: 'po-9' } }], 'WITHHELD'],
    ['unreadable limits that hide', [{ limitedAccess: { isExistenceHidden: true } }], 'HIDDEN'],
  ])('follows %s', (_what, marks, expected) => {
    expect(decideAccess(marks, me)).toBe(expected)
  })

  it('is refused on a marked case when nobody is named as asking', () => {
    expect(decideAccess([{ limitedAccess: { excludedStaff: [colleague] } }], [])).toBe('WITHHELD')
  })

  it('needs both a system and the user it asks for to be let through', () => {
    const staff = staffBehind({
      homeAgency: 'northshire-probation',
      sub: 'sys',
      onBehalfOf: 'po-1',
    })
    expect(staff).toEqual(['northshire-probation/sys', 'northshire-probation/po-1'])
    expect(decideAccess([{ limitedAccess: { restrictedToStaff: me } }], staff)).toBe('WITHHELD')
    expect(decideAccess([{ limitedAccess: { excludedStaff: me } }], staff)).toBe('WITHHELD')
  })
})
