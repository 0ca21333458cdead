import { isHeadSite } from '../../../../common/body-sites'
import { hasHeadInjury, injuriesAgree } from '../../../../subgraphs/kit/records/injuries'
import type { Fields } from '../../record-checks'

describe('a part of the body', () => {
  it.each([
    ['HEAD', true],
    ['FACE', true],
    ['NECK', true],
    ['SHOULDER', false],
    ['HAND', false],
  ])('%s counts as the head: %s', (site, expected) => {
    expect(isHeadSite(site)).toBe(expected)
  })
})

describe('an injury to the head', () => {
  it.each([
    [{ hasInjury: true, injurySites: ['HAND', 'NECK'] }, true],
    [{ hasInjury: true, injurySites: ['HAND'] }, false],
    [{ hasInjury: false }, false],
    [{ hasInjury: false, injurySites: [] }, false],
    [{ hasInjury: true }, null],
    [{ hasInjury: null, injurySites: null }, null],
    [{}, null],
  ])('of %j: %s', (record, expected) => {
    expect(hasHeadInjury(record)).toBe(expected)
  })
})

describe('what a record says of injuries', () => {
  it.each<[Fields, readonly string[]]>([
    [{}, []],
    [{ hasInjury: false, injurySites: [], isAssault: false }, []],
    [{ hasInjury: true, injurySites: ['HAND'], isAssault: true }, []],
    [{ hasInjury: true, isAssault: true }, []],
    [{ hasInjury: true, injurySites: [] }, ['injurySites']],
    [{ hasInjury: false, injurySites: ['HAND'] }, ['injurySites']],
    [{ injurySites: ['HAND'] }, ['injurySites']],
    [{ hasInjury: false, isAssault: true }, ['isAssault']],
    [{ isAssault: true }, ['isAssault']],
  ])('agrees, or is refused by the field: %j: %j', (fields, refused) => {
    expect(injuriesAgree((name) => fields[name]).map(({ field }) => field)).toEqual(refused)
  })
})
