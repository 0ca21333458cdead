/**
 * Acceptance scenarios that ask several agencies at once, on the made-up cases over the hub as `npm start` runs it;
 * those of single insights are in insights.test.ts.
 */
import { readRegister } from '../../common/register'
import type { HubCaller } from './hub-caller'
import { as, CaseHub } from './hub-caller'

const hub = new CaseHub()
let caller: HubCaller

jest.setTimeout(600_000)

beforeAll(async () => {
  caller = await hub.start()
  await caller.addressesAreTold()
})

afterAll(() => hub.stop())

const analyst = as('mash.analyst', 'ADULT_SAFEGUARDING')
const riskAnalyst = as('mash.analyst', 'DOMESTIC_ABUSE_RISK')
const officer = as('probation.officer', 'OFFENDER_MANAGEMENT')

const victor = '9990000018'
const calla = '9990000506'
const petra = '9990000271'

interface Finding {
  readonly rule: { readonly name: string }
  readonly state: string
  readonly sentence: string
  readonly reasons: readonly string[]
  readonly sources: readonly { readonly agency: string }[]
}
interface Missing {
  readonly agency: string
  readonly reason: string
  readonly categories: readonly string[]
}

const findings =
  '{ missing { agency reason categories } findings { rule { name } state sentence reasons sources { agency } } }'
const everything = readRegister()
  .map(({ field }) => `${field} { people { reference } events { sentence } }`)
  .join(' ')

describe('2: everything on this person for an adult-safeguarding enquiry', () => {
  it.each([
    ['no case reference', { caseReference: '' }],
    ['no reason', { reason: '' }],
    ['a purpose that is none', { purpose: 'CURIOSITY' }],
  ])('is refused with %s', async (_what, stated) => {
    await expect(caller.person({ ...analyst, stated }, victor, everything)).rejects.toThrow()
  })

  it('gives the state of each agency, and what is withheld is not what is absent', async () => {
    const answer = await caller.person(analyst, victor, everything)
    const states = readRegister().map(({ code }) => [code, answer.coverage(code).split(' ')[0]])
    expect(Object.fromEntries(states)).toMatchObject({
      'northshire-police': 'PARTIAL',
      'open-door-harrowmere': 'NO_RECORD',
    })
    expect(states.every(([, state]) => state !== undefined && state !== '')).toBe(true)
  })

  it('keeps back what mental health would say, and says that it does', async () => {
    const view = 'northshireMentalHealth { referrals { state } crisisPlans { reference } }'
    const answer = await caller.person(analyst, calla, view)
    expect(answer.list('northshireMentalHealth', 'crisisPlans')).toBeNull()
    expect(answer.reasons('northshireMentalHealth')).toEqual(['CATEGORY_NOT_DISCLOSED'])
    expect(answer.list('northshireMentalHealth', 'referrals')).toHaveLength(1)
  })

  it('tells of a client of the charity who said no as of nobody', async () => {
    const view = 'openDoorHarrowmere { people { reference } events { sentence } }'
    const [client, stranger] = [
      await caller.person(analyst, petra, view),
      await caller.person(analyst, victor, view),
    ]
    expect(client.coverage('open-door-harrowmere')).toBe(stranger.coverage('open-door-harrowmere'))
    expect(client.view('openDoorHarrowmere')).toEqual(stranger.view('openDoorHarrowmere'))
  })
})

describe('7: the practice is not in this', () => {
  it('is said: not asked, and asked it answers', async () => {
    const without = await caller.person(analyst, victor, 'northshirePolice { incidents { id } }')
    expect(without.coverage('harrowmere-gp')).toBe('NOT_ASKED')
    const asked = await caller.person(analyst, victor, 'harrowmereGp { encounters { occurredAt } }')
    expect(asked.coverage('harrowmere-gp')).toBe('ANSWERED')
    expect(asked.list('harrowmereGp', 'encounters')?.length).toBeGreaterThanOrEqual(15)
  })

  it('stays on the record: what was missing is said with what was computed', async () => {
    const { response } = await caller.person(riskAnalyst, victor, `concerns ${findings}`)
    const person = response.data?.['person'] as {
      readonly concerns: { readonly missing: readonly Missing[] }
    }
    const ofPractice = person.concerns.missing.filter(({ agency }) => agency === 'harrowmere-gp')
    expect(
      ofPractice.length +
        (response.extensions?.coverage?.filter(
          ({ agency, status }) => agency === 'harrowmere-gp' && status !== 'NOT_ASKED',
        ).length ?? 0),
    ).toBeGreaterThan(0)
  })
})

describe('9: where he lived, and who else was there', () => {
  const query = `{ person: personByIdentifier(type: CRN, value: "X104567") { id
    addresses { entries { uprn kind strength from to statusCode usageCode } conflicts { uprns } }
    coResidents { missing { agency reason } people { uprn from to strength isVictimOfPerson } } } }`

  it('has intervals, codes and overlaps, and marks the victim', async () => {
    const { data } = await caller.ask(officer, query)
    expect(data?.['person']).toMatchObject({
      coResidents: {
        people: expect.arrayContaining([
          expect.objectContaining({ uprn: '906700000011', isVictimOfPerson: true }),
        ]) as unknown,
      },
      addresses: {
        entries: expect.arrayContaining([
          expect.objectContaining({
            statusCode: expect.any(String) as string,
            uprn: '906700000011',
          }),
        ]) as unknown,
      },
    })
  })

  it('does not mark her for whom it is none of the purpose', async () => {
    const { data } = await caller.ask(as('probation.officer', 'DOMESTIC_ABUSE_RISK'), query)
    expect(JSON.stringify(data)).not.toContain('"isVictimOfPerson":true')
  })

  it('is nobody for a number that nobody has', async () => {
    const { data } = await caller.ask(officer, query.replace('X104567', 'X999999'))
    expect(data?.['person']).toBeNull()
  })
})

describe('12: does she meet the criteria of a conference', () => {
  it('says each criterion by itself, with what it rests on', async () => {
    const { response } = await caller.person(riskAnalyst, calla, `concerns ${findings}`)
    const person = response.data?.['person'] as {
      readonly concerns: { readonly findings: readonly Finding[] }
    }
    const criteria = person.concerns.findings.filter(({ rule }) => rule.name.startsWith('marac-'))
    expect(criteria.map(({ rule }) => rule.name).toSorted()).toEqual([
      ...[
        'marac-escalation',
        'marac-professional-judgement',
        'marac-repeat',
        'marac-visible-high-risk',
      ],
    ])
    const high = criteria.find(({ rule }) => rule.name === 'marac-visible-high-risk')
    expect(high).toMatchObject({
      state: 'HOLDS',
      sentence: 'Ticks in the latest assessment: 16; the rule begins at 14.',
    })
    expect(high?.sources.length).toBeGreaterThan(0)
    expect(
      criteria.every(({ state }) => ['HOLDS', 'NOT_SHOWN', 'CANNOT_TELL'].includes(state)),
    ).toBe(true)
  })
})

describe('13: the disclosure scheme', () => {
  it('shows route and stage, and that its time is over', async () => {
    const view = `northshirePolice { dvdsApplications { route stage receivedDate decisionDate } } patterns ${findings}`
    const answer = await caller.person(riskAnalyst, calla, view)
    expect(answer.list('northshirePolice', 'dvdsApplications')).toEqual([
      { route: 'RIGHT_TO_ASK', stage: 'CHECKED', receivedDate: '2025-09-10', decisionDate: null },
    ])
    const { patterns } = answer.response.data?.['person'] as {
      readonly patterns: { readonly findings: readonly Finding[] }
    }
    expect(
      patterns.findings.find(({ rule }) => rule.name === 'disclosure-scheme-clock'),
    ).toMatchObject({
      state: 'HOLDS',
      reasons: ['CHECKED', 'RIGHT_TO_ASK'],
      sources: [{ agency: 'northshire-police' }],
    })
  })
})
