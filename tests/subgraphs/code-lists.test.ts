import { callCategories } from '../../subgraphs/ambulance/codes'
import { problems } from '../../subgraphs/gp/codes'
import type { CodeList } from '../../subgraphs/kit/records/coded-value'
import { codedValue, wasInUse } from '../../subgraphs/kit/records/coded-value'
import { isDay } from '../../common/days'
import { offences } from '../../subgraphs/kit/records/offences'
import { protectiveOrders } from '../../subgraphs/kit/records/protective-orders'
import { riskTools } from '../../subgraphs/kit/records/risk-assessment'
import { ethnicCategories, sexualOrientations } from '../../subgraphs/kit/records/self-stated'
import { antiSocialBehaviourTools } from '../../subgraphs/council/codes'
import * as mentalHealthCodes from '../../subgraphs/mental-health/codes'
import * as policeCodes from '../../subgraphs/police/codes'
import * as probationCodes from '../../subgraphs/probation/codes'

const lists: readonly CodeList[] = [
  offences,
  ethnicCategories,
  sexualOrientations,
  protectiveOrders,
  riskTools,
  antiSocialBehaviourTools,
  mentalHealthCodes.documents,
  mentalHealthCodes.sections,
  policeCodes.crimeClasses,
  policeCodes.incidentCodes,
  policeCodes.warningMarkers,
  probationCodes.registers,
  probationCodes.addressStatuses,
  probationCodes.addressUsages,
  probationCodes.addressChecks,
  probationCodes.attendances,
  callCategories,
  problems,
]

describe.each(lists.map((list) => [list.name, list] as const))('the list %s', (_name, list) => {
  it('says what each code means, and from when to when it was in use', () => {
    for (const [code, { display, validFrom, validTo }] of list.codes) {
      expect([code, display]).not.toContain('')
      expect([validFrom, validTo].every((day) => day === undefined || isDay(day))).toBe(true)
      expect((validFrom ?? '') < (validTo ?? '9')).toBe(true)
    }
  })
})

describe('an offence', () => {
  it('has a Home Office code of three digits and two', () => {
    expect([...offences.codes.keys()].filter((code) => !/^\d{3}\/\d{2}$/.test(code))).toEqual([])
  })

  it.each([
    ['008/06', '1965-01-01', true],
    ['008/67', '2015-12-28', false],
    ['008/67', '2015-12-29', true],
    ['008/77', '2022-06-06', false],
    ['008/77', '2022-06-07', true],
    ['999/99', '2024-01-01', false],
  ])('%s existed on %s: %s', (code, day, expected) => {
    expect(wasInUse(offences, code, day)).toBe(expected)
  })

  it('travels with its list and its days', () => {
    expect(codedValue(offences, '008/67')).toEqual({
      system: 'HO_OFFENCE',
      code: '008/67',
      display: 'Controlling or coercive behaviour',
      validFrom: '2015-12-29',
      validTo: null,
    })
  })
})

describe('a class of recorded crime', () => {
  it.each([
    ['8G', '2012-03-31', true],
    ['8G', '2012-04-01', false],
    ['8N', '2012-03-31', false],
    ['8N', '2012-04-01', true],
  ])('%s was counted on %s: %s', (code, day, expected) => {
    expect(wasInUse(policeCodes.crimeClasses, code, day)).toBe(expected)
  })
})

describe('a problem at a practice', () => {
  it('has a SNOMED CT concept identifier', () => {
    expect([...problems.codes.keys()].filter((code) => !/^[1-9]\d{5,17}$/.test(code))).toEqual([])
  })
})

describe('a downgrade', () => {
  it.each([
    ['DOMESTIC', 'FRIENDS_HOUSEMATES', true],
    ['DOMESTIC', 'DOMESTIC', false],
    ['NUISANCE', 'DRUNKENNESS', false],
    ['NUISANCE', 'DOMESTIC', false],
    ['DOMESTIC', undefined, null],
  ])('from %s to %s is one: %s', (opened, closed, expected) => {
    expect(policeCodes.isDomesticDowngrade(opened, closed)).toBe(expected)
  })
})
