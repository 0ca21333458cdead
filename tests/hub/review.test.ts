/** What the review asked of agencies that had not told each other, asked of the hub that runs. */
import { readRegister } from '../../common/register'
import type { HubCaller } from './hub-caller'
import { as, CaseHub } from './hub-caller'

const hub = new CaseHub()
let caller: HubCaller

jest.setTimeout(600_000)

beforeAll(async () => {
  caller = await hub.start()
})

afterAll(() => hub.stop())

const analyst = as('mash.analyst', 'ADULT_SAFEGUARDING')
const coordinator = as('csh.coordinator', 'CRIME_PREVENTION')

const victor = '9990000018'
const calla = '9990000506'

const charityCode = 'open-door-harrowmere'
const charityView = 'openDoorHarrowmere { support { kind } riskAssessments { grade } }'

describe('what the review asked for, and the hub answers', () => {
  it('A11 (2.4, 3.1): the unit tells the community safety hub how often and when, and nothing clinical', async () => {
    const view = 'harrowmereMinorInjuries { attendances { occurredAt injuries { bodySite } } }'
    const answer = await caller.person(coordinator, victor, view)
    const attendances = answer.list('harrowmereMinorInjuries', 'attendances') ?? []
    expect(attendances).toHaveLength(39)
    expect(attendances.every((one) => one['injuries'] === null)).toBe(true)
    expect(attendances.every((one) => typeof one['occurredAt'] === 'string')).toBe(true)
  })

  it('A12 (3.78): a practice that nobody asked is said not to be asked', async () => {
    const answer = await caller.person(analyst, victor, 'northshirePolice { incidents { id } }')
    expect(answer.coverage('harrowmere-gp')).toBe('NOT_ASKED')
  })

  it('A15 (5.1-2, 6.4): the community safety hub is told of a frequent attender, with the rule', async () => {
    const view = 'harrowmereMinorInjuries { frequentAttender { rule threshold count since } }'
    const answer = await caller.person(coordinator, victor, view)
    expect(answer.view('harrowmereMinorInjuries')?.['frequentAttender']).toMatchObject({
      rule: 'TEN_IN_A_YEAR',
      threshold: 10,
      since: expect.stringMatching(/^20\d\d-/) as string,
    })
  })

  it('A21 (1.6): whether mental health works with her is told, not what for', async () => {
    const view =
      'northshireMentalHealth { referrals { state startDate team } crisisPlans { reference } }'
    const answer = await caller.person(analyst, calla, view)
    expect(answer.list('northshireMentalHealth', 'referrals')).toEqual([
      { state: 'WAITING', startDate: '2026-03-03', team: null },
    ])
    expect(answer.list('northshireMentalHealth', 'crisisPlans')).toBeNull()
  })

  it('A23 (6.1, 6.2): the community safety hub has a case, and is asked as an agency', async () => {
    const view =
      'harrowmereCouncil { hubCases { kind state } referrals { direction otherAgency outcome } }'
    const answer = await caller.person(analyst, calla, view)
    expect(answer.view('harrowmereCouncil')).toEqual({
      hubCases: [{ kind: 'REPEAT_VICTIM', state: 'OPEN' }],
      referrals: [{ direction: 'IN', otherAgency: 'POLICE', outcome: 'ACCEPTED' }],
    })
  })

  it('A24 (1.7): that somebody is a client of the charity is told to nobody else, be it an emergency', async () => {
    for (const who of [
      coordinator,
      as('police.officer', 'VITAL_INTERESTS'),
      as('mash.manager', 'VITAL_INTERESTS'),
    ]) {
      const answer = await caller.person(who, calla, charityView)
      expect(answer.coverage(charityCode)).toBe('WITHHELD NO_AGREEMENT')
    }
  })

  it('A28 (3.82b): every agency of the register answers one question, each with its own state', async () => {
    const { response } = await caller.person(analyst, victor, 'harrowmereGp { encounters { id } }')
    const { extensions } = response
    const agencies = extensions?.coverage?.map(({ agency }) => agency)
    expect(agencies).toEqual(readRegister().map(({ code }) => code))
  })

  it('B9 (4.13): the dated facts of all agencies come in one shape and make one chronology', async () => {
    const events = '{ events { kind occurredAt precision sentence source { agency } } }'
    const fields = readRegister().map(({ field }) => field)
    const view = fields.map((field) => `${field} ${events}`).join(' ')
    const answer = await caller.person(analyst, victor, view)
    const all = fields.flatMap((field) => answer.list(field, 'events') ?? [])
    const sources = new Set(all.map(({ source }) => (source as { agency: string }).agency))
    expect(sources.size).toBe(9)
    expect(all.length).toBeGreaterThan(39 + 11 + 15)
    expect(all.filter(({ occurredAt, sentence }) => !occurredAt || !sentence)).toEqual([])
  })

  it('C7 (4.7): his orientation goes to nobody, be it only that he would not say', async () => {
    const view = 'northshireAdultCare { people { dateOfBirth sexualOrientation { askState } } }'
    for (const who of [
      analyst,
      as('adult.social.worker', 'ADULT_SAFEGUARDING'),
      as('dardr.reviewer', 'DEATH_REVIEW'),
    ]) {
      const answer = await caller.person(who, victor, view)
      expect(answer.list('northshireAdultCare', 'people')).toEqual([
        { dateOfBirth: '1957-03-11', sexualOrientation: null },
      ])
    }
  })
  it('C8 (3.42, 4.1): a hate crime is told to those who protect, and its strand to nobody', async () => {
    const view = 'harrowmereCouncil { hateCrimeReports { state strands } }'
    const query = `{ people: peopleAtAddress(uprn: "906700002301") { ${view} } }`
    for (const who of [analyst, as('mash.manager', 'ADULT_SAFEGUARDING')]) {
      const { data } = await caller.ask(who, query)
      expect(data?.['people']).toEqual([
        { harrowmereCouncil: { hateCrimeReports: [{ state: 'PASSED_TO_POLICE', strands: null }] } },
      ])
    }
  })
})
