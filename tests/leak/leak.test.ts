/** The hub gives away nothing beyond the policy, however it is asked. */
import { crnSystem, nhsSystem } from '../fhir/fhir-caller'
import { LeakHub } from './leak-hub'
import type { Target } from './operations'
import { buildOperation } from './operations'
import { alikePairs, alikeQuery, byNumber, subjects } from './people'
import { findAskers, supergraph, tryOperations } from './try-operations'

const runs = Number(process.env['LEAK_RUNS'] ?? 2000)
const seed = Number(process.env['LEAK_SEED'] ?? 20_261_123)

jest.setTimeout(900_000)

describe('an operation of the test', () => {
  it('can reach every field of every agency', () => {
    const target = subjects[0]?.target
    if (!target) throw new Error('No subject')
    const seen = new Set<string>()
    for (let number = 0; number < 4000; number += 1) {
      const numbers = Array.from(
        { length: 40 },
        (_, index) => (number * 7919 + index * 104_729) % 65_537,
      )
      const text = buildOperation(supergraph, numbers, target)
      for (const [, name = ''] of text.matchAll(/f\d+: (\w+)/g)) seen.add(name)
    }
    const names = [
      'sexualOrientation',
      'convictions',
      'spentOn',
      'injuries',
      'tenancies',
      'courtReports',
      'bodySite',
      'uprn',
      'events',
      'eventsWithheld',
      'involvements',
      'encounters',
      'calls',
      'economicAbuseIndicators',
      'appointments',
      'crisisPlans',
      'hateCrimeReports',
      'maracReferrals',
      'protectiveOrders',
      'riskAssessments',
      'dvdsApplications',
      'mappa',
      'chronology',
      'injuries',
      'addresses',
      'involvements',
      'coResidents',
      'relationships',
      'patterns',
      'concerns',
      'household',
    ]
    expect(names.filter((name) => !seen.has(name))).toEqual([])
  })

  it('can reach every field of an address', () => {
    const target = subjects.find((one) => one.target.rootField === 'address')?.target
    if (!target) throw new Error('No subject')
    const texts = Array.from({ length: 200 }, (_, number) =>
      buildOperation(
        supergraph,
        [number % 2, number, number * 7, number * 13, number * 31],
        target,
      ),
    ).join(' ')
    for (const name of ['people', 'hasMorePeople', 'chronology', 'associates', 'calls'])
      expect(texts).toContain(`: ${name}`)
  })
})

describe('the hub', () => {
  const hub = new LeakHub()
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  it(`gives away nothing beyond the policy in ${runs} operations (LEAK_SEED=${seed})`, async () => {
    const { leaves, events, computed, answers } = await tryOperations(hub, { runs, seed })
    expect(answers).toBeGreaterThanOrEqual(runs)
    expect(leaves).toBeGreaterThan(runs)
    expect(events).toBeGreaterThan(runs / 10)
    expect(computed).toBeGreaterThan(runs / 10)
  })

  it('says of a sealed person what it says of one the agency does not know', async () => {
    const [sealed, unknown] = [byNumber('999 000 7004'), byNumber('999 000 7039')]
    const selection =
      'northshirePolice { __typename people { names { surname } } incidents { id } warningMarkers { id } }'
    const ask = async ({ rootField, args }: Target, role: string) => {
      const query = `{ ${rootField}${args} { ${selection} } }`
      const { data, errors, extensions } = await hub.ask(query, role, 'ADULT_SAFEGUARDING')
      const row = extensions?.coverage?.find(({ agency }) => agency === 'northshire-police')
      return { data, errors, coverage: { ...row, tookMs: typeof row?.['tookMs'] } }
    }
    for (const role of ['mash.analyst', 'mash.manager']) {
      const answer = await ask(sealed, role)
      expect(answer).toEqual(await ask(unknown, role))
      expect(answer.data).toEqual({ personByIdentifier: { northshirePolice: null } })
    }
  })

  it.each(alikePairs)(
    'answers alike, to the byte, about %s and about nobody',
    async (_how, hidden, unknown) => {
      let asked = 0
      for (const { role, purpose } of await findAskers(hub)) {
        const answer = await hub.askForText(alikeQuery(hidden), role, purpose)
        expect(answer).toBe(await hub.askForText(alikeQuery(unknown), role, purpose))
        expect(answer).toContain('"coverage"')
        asked += 1
      }
      expect(asked).toBeGreaterThan(10)
    },
  )

  it.each(alikePairs.filter(([, { rootField }]) => rootField === 'personByIdentifier'))(
    'answers alike in the words of the national standard about %s and about nobody',
    async (_how, hidden, unknown) => {
      for (const system of ['adult-care', 'council', 'homes']) {
        const ask = (target: Target) =>
          hub.askInFhir(`${system}.case-system`, ...identifierOf(target))
        const answer = await ask(hidden)
        expect(answer).toBe(await ask(unknown))
        expect(answer).toContain('"name":"match"')
      }
    },
  )
})

/** The number by which a target is found, and the system that FHIR names it by. */
function identifierOf({ args }: Target): [value: string, system: string] {
  const [, type = '', value = ''] = /type: (\w+), value: "([^"]+)"/.exec(args) ?? []
  return [value, type === 'CRN' ? crnSystem : nhsSystem]
}
