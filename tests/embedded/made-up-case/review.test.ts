import type { AssessmentCircumstances } from '../../../subgraphs/adult-social-care/capacity'
import { qualityFlags } from '../../../subgraphs/adult-social-care/capacity'
import { requirementFinder } from '../../../subgraphs/kit/records/requirements'
import { MadeUpCase } from './case-files'

/** What the gaps between agencies held, by the paragraph of the review that named it. */
let madeUp: MadeUpCase

beforeAll(async () => {
  madeUp = await MadeUpCase.read()
})

const gp = (recordType: string) => madeUp.of('harrowmere-gp', recordType, 'HG-PAT-0101')
const adultCare = (recordType: string) =>
  madeUp.of('northshire-adult-care', recordType, 'AC-CLI-0101')
const recovery = (recordType: string) => madeUp.of('northshire-recovery', recordType, 'NR-CLI-0101')
const courts = (recordType: string) => madeUp.of('northshire-courts', recordType, 'NC-DEF-0101')

describe('the made-up case, by what the review found', () => {
  it('A12 (2.4): the practice holds fifteen injuries, several to the head', () => {
    const injured = gp('encounter').filter((record) => record['hasInjury'] === true)
    const toTheHead = injured.filter((record) =>
      (record['injurySites'] as readonly string[]).some((site) =>
        ['HEAD', 'FACE', 'NECK'].includes(site),
      ),
    )
    expect([injured.length, toTheHead.length]).toEqual([15, 8])
  })

  it('B13 (3.31): the practice knew how much he drank and referred him nowhere', () => {
    expect(gp('alcoholIntake').map((record) => record['intervention'])).toEqual([
      'NOT_OFFERED',
      'OFFERED_DECLINED',
    ])
    expect(gp('referral')).toEqual([])
  })

  it('A16 (4.13): five ambulance calls to his home, two after which he stayed there', () => {
    const calls = madeUp.of('northshire-ambulance', 'call', 'NA-PAT-0101')
    expect(calls.map((record) => record['outcome'])).toEqual([
      'CONVEYED',
      'CONVEYED',
      'REFUSED',
      'DISCHARGED_AT_SCENE',
      'CONVEYED',
    ])
    expect(new Set(calls.map((record) => record['uprn']))).toEqual(new Set(['906700000011']))
  })

  it('A20 (3.3.2): the lodger missed three appointments; the victim was never referred', () => {
    expect(recovery('appointment').map((record) => record['attendance'])).toEqual([
      'NOT_ATTENDED',
      'NOT_ATTENDED',
      'NOT_ATTENDED',
    ])
    const people = madeUp.all('northshire-recovery', 'person')
    const numbers = people.map(({ identifiers }) => identifiers?.nhsNumber)
    expect(numbers).not.toContain('9990000018')
  })

  it('A19 (4.5): the first concern was triaged by telephone, and nobody countersigned', () => {
    const [first, second] = adultCare('concern')
    expect([first?.['triageMethod'], first?.['triageOutcome']]).toEqual([
      'TELEPHONE',
      'AWAITING_COUNTERSIGN',
    ])
    expect(second?.['triageOutcome']).toBe('OTHER_ENQUIRY')
  })

  it('B4 (3.41): his capacity was assessed drunk, on the doorstep, with the lodger there', () => {
    const [assessment] = adultCare('capacityAssessment')
    expect(qualityFlags((assessment as AssessmentCircumstances | undefined) ?? {})).toEqual([
      'INTOXICATED',
      'OTHER_PARTY_PRESENT',
      'DOORSTEP',
      'GP_NOT_CONSULTED',
    ])
  })

  it('B20 (3.81): twenty-six days without an entry while the enquiry was open, then a letter', () => {
    const [visit, letter] = adultCare('contact')
    const days = (Number(letter?.occurredAt) - Number(visit?.occurredAt)) / 86_400_000
    expect([Math.ceil(days), letter?.['method']]).toEqual([26, 'LETTER'])
    expect(adultCare('enquiry').map((record) => record['endDate'] ?? null)).toEqual([null])
  })

  it('A10 (3.83): a warrant of the court can be looked up, with the day it was carried out', () => {
    expect(courts('warrant').map((record) => [record['state'], record['executedDate']])).toEqual([
      ['EXECUTED', '2025-05-19'],
    ])
  })

  it('B12 (4.4): the sentence keeps him away from nowhere', () => {
    const [sentence] = courts('sentence')
    expect(sentence && requirementFinder('EXCLUSION')(sentence)).toBe(false)
  })

  it('A14 (1.7): a second hospital holds a slice from the years before', () => {
    expect(madeUp.of('eastmarch-hospital', 'attendance', 'EH-PAT-0101')).toHaveLength(2)
  })

  it('C1 (3.51): six agencies call the two six things', () => {
    const labels = madeUp
      .everything()
      .flatMap(([, { people = [] }]) => people as readonly { relationship?: string }[])
      .map(({ relationship }) => relationship)
    expect(labels).toEqual(
      expect.arrayContaining(['partner', 'friend', 'housemate', 'lodger', 'tenant', 'flatmate']),
    )
  })

  it('C7 (4.7): one agency asked him about his orientation, and he would not say', () => {
    const his = madeUp
      .everything()
      .filter(([, { identifiers }]) => identifiers?.nhsNumber === '9990000018')
      .flatMap(([agency, record]) => {
        const { askState } = (record['sexualOrientation'] ?? {}) as { askState?: string }
        return askState === undefined || askState === 'NOT_ASKED' ? [] : [[agency, askState]]
      })
    expect(his).toEqual([['northshire-adult-care', 'ASKED_DECLINED']])
  })
})
