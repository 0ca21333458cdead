import type { StaffLimit } from '../../../common/registration/hiding'
import {
  groundsOfAsking,
  groundText,
  hiddenFrom,
  letsThrough,
  maximumLimits,
  maximumStaffOfLimit,
} from '../../../common/registration/hiding'

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
    ['more grounds than can be told', [{ onlyOnGrounds: many(maximumStaffOfLimit + 1) }]],
    ['more limits than can be told', many(maximumLimits + 1).map(() => ({ excludedStaff: [] }))],
  ])('hides from everybody when there are %s', (_what, limits) => {
    expect(hiddenFrom(key, limits)).toEqual(fromEverybody)
  })
})

describe('a limit to grounds', () => {
  const grounds = groundsOfAsking({ purpose: 'DOMESTIC_ABUSE_RISK', caseReference: 'marac-7 ' })
  const staff = ['council/1']
  const purpose = groundText({ purpose: 'DOMESTIC_ABUSE_RISK', caseReference: null })

  it.each<[string, readonly string[], boolean]>([
    ['the purpose', [purpose], true],
    ['the purpose for this case', [ofCase('DOMESTIC_ABUSE_RISK', ' MARAC-7')], true],
    ['another purpose', [groundText({ purpose: 'DVDS', caseReference: null })], false],
    ['the purpose for another case', [ofCase('DOMESTIC_ABUSE_RISK', 'MARAC-8')], false],
    ['another purpose for this case', [ofCase('DVDS', 'MARAC-7')], false],
    ['no case, which is not every case', [ofCase('DOMESTIC_ABUSE_RISK', '')], false],
    ['nothing', [], false],
  ])('lets through on %s: %j', (_what, onlyOnGrounds, expected) => {
    expect(letsThrough({ onlyOnGrounds }, { staff, grounds })).toBe(expected)
  })

  it('is told in tokens that are no words', () => {
    const [told] = hiddenFrom(key, [{ onlyOnGrounds: [purpose] }])
    expect(told?.onlyOnGrounds).toHaveLength(1)
    expect(JSON.stringify(told)).not.toContain('ABUSE')
  })
})

function ofCase(purpose: string, caseReference: string): string {
  return groundText({ purpose, caseReference })
}
