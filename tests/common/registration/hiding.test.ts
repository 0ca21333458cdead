import type { StaffLimit } from '../../../common/registration/hiding'
import { hiddenFrom, maximumLimits, maximumStaffOfLimit } from '../../../common/registration/hiding'

const key = { secret: Buffer.alloc(32, 1) }
const many = (count: number) => Array.from({ length: count }, (_, at) => `council/${at}`)
const fromEverybody = [{ excludedStaff: [], restrictedToStaff: [] }]

describe('what the index is told of a limit', () => {
  it('has a token for each member of staff and no name', () => {
    const [told] = hiddenFrom(key, [{ excludedStaff: many(2), restrictedToStaff: null }])
    expect(told?.excludedStaff).toHaveLength(2)
    expect(told?.restrictedToStaff).toBeNull()
    expect(JSON.stringify(told)).not.toContain('council')
  })

  it.each<[string, readonly StaffLimit[]]>([
    ['more staff than can be told', [{ excludedStaff: many(maximumStaffOfLimit + 1) }]],
    ['more staff who alone may know', [{ restrictedToStaff: many(maximumStaffOfLimit + 1) }]],
    ['more limits than can be told', many(maximumLimits + 1).map(() => ({ excludedStaff: [] }))],
  ])('hides from everybody when there are %s', (_what, limits) => {
    expect(hiddenFrom(key, limits)).toEqual(fromEverybody)
  })
})
