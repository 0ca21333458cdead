import { groundText } from '../../../common/registration/hiding'
import type { AssessmentCircumstances } from '../../../subgraphs/adult-social-care/capacity'
import { qualityFlags } from '../../../subgraphs/adult-social-care/capacity'
import { findGrounds } from '../../../subgraphs/kit/records/consent'
import { isDomesticDowngrade } from '../../../subgraphs/police/codes'
import type { CaseRecord, LocalReferences } from './case-files'
import { MadeUpCase } from './case-files'

let madeUp: MadeUpCase
let calla: LocalReferences
let joss: LocalReferences
let ambrose: LocalReferences
let dexter: LocalReferences

beforeAll(async () => {
  madeUp = await MadeUpCase.read()
  const byNhsNumber = (number: string) =>
    madeUp.find(({ identifiers }) => identifiers?.nhsNumber === number)
  calla = byNhsNumber('9990000506')
  joss = madeUp.find(({ identifiers }) => identifiers?.crn === 'X204518')
  ambrose = byNhsNumber('9990000522')
  dexter = byNhsNumber('9990000530')
})

/** All records about a person, oldest first. */
function recordsOf(person: LocalReferences): readonly CaseRecord[] {
  return madeUp
    .everything()
    .filter(([agency, { personRefs }]) =>
      personRefs.some((ref) => person.get(agency)?.includes(ref)),
    )
    .map(([, record]) => record)
    .toSorted((one, other) => Number(one.occurredAt ?? 0) - Number(other.occurredAt ?? 0))
}

const dayOf = ({ occurredAt }: CaseRecord) => occurredAt?.toISOString().slice(0, 10)

const domesticAbuseRisk = groundText({ purpose: 'DOMESTIC_ABUSE_RISK', caseReference: null })

/** What people of a record are to each other, those only whom the agency does not describe. */
function unnamed({ people = [] }: CaseRecord): readonly (string | undefined)[] {
  return people
    .filter(({ reference }) => reference === undefined)
    .map(({ relationship }) => relationship)
}

describe('Calla Wintersedge, who leaves', () => {
  it('is known to eleven agencies, and her former partner to six', () => {
    expect([...calla.keys()].toSorted()).toEqual([
      'harrowmere-council',
      'harrowmere-gp',
      'harrowmere-homes',
      'harrowmere-minor-injuries',
      'northshire-adult-care',
      'northshire-ambulance',
      'northshire-courts',
      'northshire-mental-health',
      'northshire-police',
      'open-door-harrowmere',
      'st-annes-hospital',
    ])
    expect([...joss.keys()].toSorted()).toEqual([
      'eastmarch-police',
      'harrowmere-homes',
      'northshire-courts',
      'northshire-police',
      'northshire-probation',
      'northshire-recovery',
    ])
  })

  it('is 34 when she is called on at her third address', () => {
    const incidents = madeUp.about(calla, 'northshire-police', 'incident')
    const last = incidents.at(-1)
    expect(incidents.map(({ uprn }) => uprn)).toEqual([
      '906700002101',
      '906700002101',
      '906700002101',
      '906700002102',
      '906700002103',
    ])
    const [born] = recordsOf(calla).flatMap((record) => record['dateOfBirth'] ?? [])
    expect([born, last && dayOf(last)]).toEqual(['1992-01-14', '2026-05-17'])
  })

  it('is left at the first address by four agencies, and has a new home at one', () => {
    const known = [...calla.keys()].flatMap((agency) =>
      madeUp.about(calla, agency, 'person').map(({ uprn }) => [agency, uprn]),
    )
    const at = (uprn: string) => known.filter(([, own]) => own === uprn).map(([agency]) => agency)
    expect(at('906700002101')).toHaveLength(4)
    expect(at('906700002102').toSorted()).toEqual([
      'harrowmere-council',
      'northshire-mental-health',
    ])
    expect(at('906700002103').toSorted()).toEqual(['harrowmere-homes', 'northshire-police'])
  })

  it('has an order that binds him, and police who did not know of it', () => {
    const [order] = madeUp.about(calla, 'northshire-courts', 'protectiveOrder')
    expect(order).toMatchObject({
      kind: 'NON_MOLESTATION_ORDER',
      startDate: '2026-03-02',
      endDate: '2027-03-01',
    })
    expect(order?.people?.map(({ role }) => role)).toEqual(['SUSPECT', 'PROTECTED'])
    expect(joss.get('northshire-courts')).toContain(order?.personRefs[0])
    const last = madeUp.about(calla, 'northshire-police', 'incident').at(-1)
    expect(isDomesticDowngrade(last?.['openingCode'], last?.['closingCode'])).toBe(true)
    expect(last?.['outcome']).toBe('ADVICE_GIVEN')
  })

  it('is graded by three assessments of two agencies, and by none below the one before', () => {
    const grades = recordsOf(calla)
      .filter(({ recordType }) => recordType === 'riskAssessment')
      .map((record) => [record['yesCount'], record['grade']])
    expect(grades).toEqual([
      [8, 'STANDARD'],
      [12, 'HIGH'],
      [16, 'HIGH'],
    ])
  })

  it('has children who are parts of records and nothing more', () => {
    const children = recordsOf(calla).flatMap(unnamed)
    expect(children.filter((who) => who === 'daughter').length).toBeGreaterThan(5)
    expect(children.filter((who) => who === 'son').length).toBeGreaterThan(5)
  })

  it('is the client of a charity that may say so for one purpose', () => {
    const consents = madeUp.about(calla, 'open-door-harrowmere', 'consent')
    expect(findGrounds(consents)).toEqual([domesticAbuseRisk])
    expect(madeUp.links.filter(({ a, b }) => [a, b].some(isOfCharity))).toEqual([])
  })
})

function isOfCharity({ agency }: { readonly agency: string }): boolean {
  return agency === 'open-door-harrowmere'
}

describe('Ambrose Thornapple, whose grandson takes his money', () => {
  it('is known to seven agencies, and his grandson to three', () => {
    expect([...ambrose.keys()].toSorted()).toEqual([
      'harrowmere-council',
      'harrowmere-gp',
      'harrowmere-homes',
      'northshire-adult-care',
      'northshire-ambulance',
      'northshire-police',
      'st-annes-hospital',
    ])
    expect([...dexter.keys()].toSorted()).toEqual([
      'harrowmere-homes',
      'northshire-police',
      'northshire-recovery',
    ])
  })

  it('has no violence on record anywhere', () => {
    const records = [...recordsOf(ambrose), ...recordsOf(dexter)]
    const violent = records.filter(
      (record) =>
        record['hasInjury'] === true ||
        record['isAssault'] === true ||
        record['isAboutAssault'] === true ||
        ((record['injuries'] ?? record['injuriesSeen'] ?? []) as readonly unknown[]).length > 0,
    )
    expect(violent).toEqual([])
    expect(records.flatMap(({ offence }) => offence ?? [])).toEqual(['053/34', '053/34'])
  })

  it('has indicators of economic abuse, arrears and a grandson who does not pay', () => {
    const indicators = madeUp.about(ambrose, 'northshire-adult-care', 'economicAbuseIndicator')
    expect(indicators.map(({ kind }) => kind)).toEqual([
      'MONEY_OR_GOODS_MISSING',
      'MONEY_MANAGED_BY_OTHER',
      'PRESSED_FOR_MONEY',
    ])
    expect(madeUp.about(ambrose, 'harrowmere-homes', 'tenancy')).toMatchObject([
      { arrearsWeeks: 7 },
    ])
    expect(madeUp.about(dexter, 'harrowmere-homes', 'householdMember')).toMatchObject([
      { basisOfKnowledge: 'OBSERVED', isPaying: false },
    ])
  })

  it('has an enquiry with its three limbs and an assessment that can be relied on', () => {
    const [enquiry] = madeUp.about(ambrose, 'northshire-adult-care', 'enquiry')
    expect(enquiry).toMatchObject({ kind: 'STATUTORY', isUnableToProtectSelf: true })
    const [assessment] = madeUp.about(ambrose, 'northshire-adult-care', 'capacityAssessment')
    expect(assessment && qualityFlags(assessment as AssessmentCircumstances)).toEqual([])
  })
})

describe('the clients of the charity among the others', () => {
  it.each([
    ['Petra Elderwick, for one purpose', '9990000271', [domesticAbuseRisk]],
    ['Lowena Brackenshaw, for none', '9990000239', []],
  ])('may be told of: %s', (_who, number, grounds) => {
    const person = madeUp.find(({ identifiers }) => identifiers?.nhsNumber === number)
    expect(madeUp.about(person, 'open-door-harrowmere', 'supportPeriod')).toHaveLength(1)
    const consents = madeUp.about(person, 'open-door-harrowmere', 'consent')
    expect(findGrounds(consents)).toEqual(grounds)
  })
})

it('describes adults only: everybody was grown up in the last of its records', () => {
  const days = madeUp.everything().flatMap(([, record]) => dayOf(record) ?? [])
  const [year = '', ...rest] = (days.toSorted().at(-1) ?? '').split('-')
  const latest = [String(Number(year) - 18), ...rest].join('-')
  const births = madeUp.everything().flatMap(([, record]) => record['dateOfBirth'] ?? [])
  expect(births.filter((born) => (born as string) > latest)).toEqual([])
})
