import type { CaseRecord, LocalReferences } from './case-files'
import { MadeUpCase } from './case-files'

/** What was known and not followed up, by the paragraph of the review that named it. */
let madeUp: MadeUpCase
let victor: LocalReferences
let owen: LocalReferences
let calla: LocalReferences
let ambrose: LocalReferences

beforeAll(async () => {
  madeUp = await MadeUpCase.read()
  const byNhsNumber = (number: string) =>
    madeUp.find(({ identifiers }) => identifiers?.nhsNumber === number)
  victor = byNhsNumber('9990000018')
  owen = byNhsNumber('9990000026')
  calla = byNhsNumber('9990000506')
  ambrose = byNhsNumber('9990000522')
})

const adultCare = (person: LocalReferences, recordType: string) =>
  madeUp.about(person, 'northshire-adult-care', recordType)
const inOrder = (records: readonly CaseRecord[]) =>
  records.toSorted((one, other) => Number(one.occurredAt) - Number(other.occurredAt))

describe('the made-up cases, by what the review asked to be followed up', () => {
  it('A9 (5.1-3): a recommendation has an owner and a day, and is done when something shows it', () => {
    const all = madeUp.all('harrowmere-council', 'reviewRecommendation')
    const owned = all.filter((one) => one['ownerOrganisation'] && one['ownerRole'])
    expect(owned).toHaveLength(all.length)
    const told = all.map((one) => [one['state'], one['dueDate'], one['evidence'] !== undefined])
    expect(told).toEqual([
      ['DONE', '2025-03-31', true],
      ['IN_PROGRESS', '2025-03-31', false],
    ])
  })

  it('A18 (3.81): the concern, the enquiry and each contact have their own dates and ways', () => {
    const dated = ['concern', 'enquiry', 'contact'].map(
      (recordType) => adultCare(victor, recordType).length,
    )
    expect(dated).toEqual([2, 1, 2])
    const ways = adultCare(victor, 'contact').map(({ method }) => method)
    expect(new Set(ways)).toEqual(new Set(['DOORSTEP', 'LETTER']))
  })

  it('A27 (4.1, 5.1-6): somebody trusted may be told of the risk, and there is a safe way to call', () => {
    expect(adultCare(ambrose, 'trustedContact')).toMatchObject([
      { relationship: 'NEIGHBOUR', mayBeToldOfRisk: true },
    ])
    expect(adultCare(ambrose, 'safeContactInstruction')).toMatchObject([
      { safeMethods: ['VISIT', 'TRUSTED_CONTACT'], mayLeaveMessage: false },
    ])
  })

  it('B6 (4.5): a letter was the last that adult social care did', () => {
    const last = inOrder(adultCare(victor, 'contact')).at(-1)
    expect([last?.['method'], last?.['isInformedOfRisk']]).toEqual(['LETTER', false])
  })

  it('B7 (3.21, 4.11): each agency gives its grade with what it rests on', () => {
    const own = ['northshire-police', 'open-door-harrowmere'].flatMap((agency) =>
      inOrder(madeUp.about(calla, agency, 'riskAssessment')),
    )
    expect(own.map((one) => [one['yesCount'], one['actuarialGrade'], one['grade']])).toEqual([
      [8, 'STANDARD', 'STANDARD'],
      [12, 'MEDIUM', 'HIGH'],
      [16, 'HIGH', 'HIGH'],
    ])
    expect(own[1]?.['judgement']).toBeTruthy()
    expect(madeUp.about(victor, 'northshire-police', 'riskAssessment')).toEqual([])
  })

  it('B14 (3.42, 4.9): a refusal is kept with how it came about: drunk, not alone, not told of the risk', () => {
    expect(adultCare(victor, 'refusal')).toMatchObject([
      { refused: 'SUPPORT', isSeenAlone: false, isSober: false, isInformedOfRisk: false },
    ])
    expect(adultCare(ambrose, 'refusal')).toMatchObject([
      { refused: 'REFERRAL', isSeenAlone: true, isSober: true, isInformedOfRisk: true },
    ])
  })

  it('B15 (4.9, 6.9): she asked about his past, and the clock of 28 days has run out', () => {
    const [application] = madeUp.about(calla, 'northshire-police', 'dvdsApplication')
    expect(application).toMatchObject({ route: 'RIGHT_TO_ASK', stage: 'CHECKED' })
    expect(application?.['decisionDate']).toBeUndefined()
    const dueMs = Date.parse(String(application?.['receivedDate'])) + 28 * 86_400_000
    const latest = Math.max(...madeUp.everything().map(([, one]) => Number(one.occurredAt ?? 0)))
    expect(latest).toBeGreaterThan(dueMs)
  })

  it('B16 (6.8): contact has a day on which it is due again', () => {
    const due = madeUp
      .all('northshire-adult-care', 'contact')
      .filter(({ nextDueDate }) => typeof nextDueDate === 'string')
    expect(due.length).toBeGreaterThan(0)
    expect(adultCare(victor, 'contact').every(({ nextDueDate }) => !nextDueDate)).toBe(true)
  })

  it('C2 (3.51): he lives there without paying, as two agencies know', () => {
    expect(adultCare(victor, 'economicAbuseIndicator').map(({ kind }) => kind)).toEqual([
      'LIVES_RENT_FREE',
    ])
    expect(madeUp.about(owen, 'harrowmere-homes', 'householdMember')).toMatchObject([
      { isPaying: false },
    ])
  })

  it('C5 (3.1, 2.5): four services saw his injuries, and none all of them', () => {
    const withInjury = (agency: string, recordType: string) =>
      madeUp
        .about(victor, agency, recordType)
        .filter(
          (one) =>
            one['hasInjury'] === true || ((one['injuries'] ?? []) as readonly unknown[]).length > 0,
        ).length
    const counts = [
      withInjury('harrowmere-gp', 'encounter'),
      withInjury('harrowmere-minor-injuries', 'attendance'),
      withInjury('st-annes-hospital', 'attendance'),
      withInjury('northshire-ambulance', 'call'),
    ]
    expect(Math.min(...counts)).toBeGreaterThan(0)
    const all = counts.reduce((sum, count) => sum + count, 0)
    expect(Math.max(...counts)).toBeLessThan(all)
  })

  it('C6 (2.5, 3.31): both men drink, and it is known of both', () => {
    expect(madeUp.about(victor, 'harrowmere-gp', 'alcoholIntake').length).toBeGreaterThan(0)
    expect(madeUp.about(owen, 'northshire-recovery', 'referral')).toMatchObject([
      { substances: ['ALCOHOL'] },
    ])
  })

  it('C12 (2.2): that he lives there is declared to one agency, observed by another, and nobody verified it', () => {
    const [address] = madeUp
      .about(owen, 'northshire-probation', 'address')
      .filter(({ addressStatus }) => addressStatus === 'M')
    expect(madeUp.about(owen, 'harrowmere-homes', 'householdMember')[0]).toMatchObject({
      basisOfKnowledge: 'OBSERVED',
      uprn: address?.['uprn'],
    })
    expect(address?.['isVerified']).not.toBe(true)
  })
})
