/** The invented cases asked of the hub that runs: who is told what of them, and who is refused. */
import type { Caller, HubCaller } from './hub-caller'
import { as, CaseHub, publicInterest } from './hub-caller'

const hub = new CaseHub()
let caller: HubCaller

jest.setTimeout(600_000)

beforeAll(async () => {
  caller = await hub.start()
})

afterAll(() => hub.stop())

const analyst = as('mash.analyst', 'ADULT_SAFEGUARDING')
const analystOfRisk = as('mash.analyst', 'DOMESTIC_ABUSE_RISK')

const victor = '9990000018'
const calla = '9990000506'
const joss = '9990000514'
const ambrose = '9990000522'
const petra = '9990000271'
const lowena = '9990000239'

const charityView =
  'openDoorHarrowmere { support { kind } riskAssessments { yesCount grade } maracReferrals { ground } }'
const charityCode = 'open-door-harrowmere'
const healthFields = {
  'st-annes-hospital': 'stAnnesHospital { attendances { id } }',
  'harrowmere-minor-injuries': 'harrowmereMinorInjuries { attendances { id } }',
  'harrowmere-gp': 'harrowmereGp { encounters { id } }',
  'northshire-ambulance': 'northshireAmbulance { calls { id } }',
  'northshire-mental-health': 'northshireMentalHealth { referrals { id } }',
  'northshire-recovery': 'northshireRecovery { referrals { id } }',
}
const healthView = Object.values(healthFields).join(' ')
const courtView =
  'northshireCourts { protectiveOrders { kind startDate role involved { role relationship } } }'

describe('Calla Wintersedge', () => {
  it('is found with each of her three addresses by who lives or was called there', async () => {
    const query = `{ first: peopleAtAddress(uprn: "906700002101") { id }
      second: peopleAtAddress(uprn: "906700002102") { id }
      third: peopleAtAddress(uprn: "906700002103") { id } }`
    const { data } = await caller.ask(analyst, query)
    const { response } = await caller.person(analyst, calla, '')
    const own = (response.data?.['person'] as { id: string }).id
    for (const place of ['first', 'second', 'third'])
      expect(data?.[place]).toEqual(expect.arrayContaining([{ id: own }]))
  })

  it('and the order that protects her are known to police who ask the courts', async () => {
    const answer = await caller.person(
      as('police.officer', 'DOMESTIC_ABUSE_RISK'),
      calla,
      courtView,
    )
    expect(answer.list('northshireCourts', 'protectiveOrders')).toEqual([
      {
        ...{ kind: 'NON_MOLESTATION_ORDER', startDate: '2026-03-02', role: 'PROTECTED' },
        involved: [{ role: 'SUSPECT', relationship: 'former partner' }],
      },
    ])
  })

  it('is not named to police who look into her former partner to prevent crime', async () => {
    const answer = await caller.person(as('police.officer', 'CRIME_PREVENTION'), joss, courtView)
    expect(answer.list('northshireCourts', 'protectiveOrders')).toMatchObject([
      { kind: 'NON_MOLESTATION_ORDER', role: 'SUSPECT', involved: null },
    ])
    expect(answer.reasons('northshireCourts')).toEqual(['CATEGORY_NOT_DISCLOSED'])
  })

  it('has children in the records of a call, without a name or a reference', async () => {
    const view = 'northshirePolice { incidents { present { reference role relationship } } }'
    const answer = await caller.person(analyst, calla, view)
    const [last] = answer.list('northshirePolice', 'incidents') ?? []
    expect(last?.['present']).toEqual(
      expect.arrayContaining([
        { reference: null, role: 'PRESENT', relationship: 'daughter' },
        { reference: null, role: 'PRESENT', relationship: 'son' },
      ]),
    )
  })

  it.each([
    ['an adviser', as('idva', 'DOMESTIC_ABUSE_RISK')],
    ['the MASH', analystOfRisk],
  ])('is a client for whom she consented that she is: %s', async (_who, who) => {
    const answer = await caller.person(who, calla, charityView)
    expect(answer.list('openDoorHarrowmere', 'riskAssessments')).toEqual([
      { yesCount: 16, grade: 'HIGH' },
    ])
    expect(answer.list('openDoorHarrowmere', 'maracReferrals')).toEqual([
      { ground: 'REPEAT' },
      { ground: 'VISIBLE_HIGH_RISK' },
    ])
  })

  it('has no health data for whoever states no public-interest test', async () => {
    const answer = await caller.person(
      as('mash.analyst', 'ADULT_SAFEGUARDING', {}),
      calla,
      healthView,
    )
    for (const agency of Object.keys(healthFields))
      expect([agency, answer.coverage(agency)]).toEqual([
        agency,
        'WITHHELD PUBLIC_INTEREST_TEST_MISSING',
      ])
  })

  it('has no health data for the prevention of serious violence, whatever is stated', async () => {
    const who = as('csh.coordinator', 'SERIOUS_VIOLENCE_PREVENTION')
    const answer = await caller.person(who, calla, healthView)
    for (const agency of Object.keys(healthFields))
      expect([agency, answer.coverage(agency)]).toEqual([agency, 'WITHHELD PROHIBITED_BY_LAW'])
  })
})

describe('a client of the charity', () => {
  it.each([
    ['Calla, for another purpose', calla, analyst],
    ['Petra, for another purpose', petra, analyst],
    ['Lowena, for any purpose', lowena, analyst],
    ['Lowena, for any purpose', lowena, analystOfRisk],
    ['Lowena, even to an adviser', lowena, as('idva', 'DOMESTIC_ABUSE_RISK')],
  ])('is told as who is none: %s', async (_who, number, who) => {
    const answer = await caller.person(who, number, charityView)
    const none = await caller.person(who, victor, charityView)
    expect(answer.view('openDoorHarrowmere')).toBeNull()
    expect(answer.coverage(charityCode)).toBe('NO_RECORD')
    const [own, other] = [answer, none].map(({ response }) => ({
      errors: response.errors,
      row: {
        ...response.extensions?.coverage?.find((row) => row.agency === charityCode),
        tookMs: 0,
      },
    }))
    expect(own).toEqual(other)
  })

  it('is told of for the purpose she consented to', async () => {
    const answer = await caller.person(analystOfRisk, petra, charityView)
    expect(answer.list('openDoorHarrowmere', 'support')).toEqual([{ kind: 'OUTREACH' }])
  })
})

describe('Ambrose Thornapple', () => {
  const view = `northshireAdultCare { economicAbuseIndicators { kind } involvements { desk }
    enquiries { kind } events { kind category } eventsWithheld }
    harrowmereHomes { tenancies { arrearsWeeks } householdMembers { isPaying } }`

  it('is seen whole by the social worker, with what the landlord may tell', async () => {
    const answer = await caller.person(
      as('adult.social.worker', 'ADULT_SAFEGUARDING'),
      ambrose,
      view,
    )
    const indicators = answer.list('northshireAdultCare', 'economicAbuseIndicators')
    expect(indicators?.map(({ kind }) => kind)).toEqual([
      'PRESSED_FOR_MONEY',
      'MONEY_MANAGED_BY_OTHER',
      'MONEY_OR_GOODS_MISSING',
    ])
    expect(answer.coverage('northshire-adult-care')).toBe('ANSWERED')
  })

  it.each([
    ['mash.analyst', 'DOMESTIC_ABUSE_RISK'],
    ['housing.officer', 'ADULT_SAFEGUARDING'],
    ['csh.coordinator', 'CRIME_PREVENTION'],
  ])('and his money are kept from %s for %s, as rows too', async (user, purpose) => {
    const answer = await caller.person(as(user, purpose), ambrose, view)
    expect(answer.list('northshireAdultCare', 'economicAbuseIndicators')).toBeNull()
    const kinds = answer.list('northshireAdultCare', 'events')?.map(({ kind }) => kind)
    expect(kinds).toContain('INVOLVEMENT')
    expect(kinds).not.toContain('ECONOMIC_ABUSE')
    expect(answer.view('northshireAdultCare')?.['eventsWithheld']).toContain('SAFEGUARDING')
  })

  it('as a victim is looked at by police only with necessity and notice, and then not by all', async () => {
    const asked = (stated: Caller['stated']) =>
      caller.person(
        as('police.officer', 'VICTIM_INFORMATION_REQUEST', stated),
        ambrose,
        `${charityView} ${healthView}`,
      )
    await expect(asked(publicInterest)).rejects.toThrow('needs necessityStatement')
    const necessityStatement = 'No other line of enquiry is left'
    await expect(asked({ ...publicInterest, necessityStatement })).rejects.toThrow(
      'needs noticeToVictim',
    )
    const answer = await asked({
      ...publicInterest,
      necessityStatement,
      noticeToVictim: 'By letter on the first of the month',
    })
    for (const agency of [charityCode, 'northshire-mental-health', 'northshire-recovery'])
      expect(answer.coverage(agency)).toBe('WITHHELD PROHIBITED_BY_LAW')
    expect(answer.list('stAnnesHospital', 'attendances')).toHaveLength(1)
  })
})
