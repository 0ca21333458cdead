import type { PolicyPlace, PolicyState } from '../../../policies/in-force/policy-in-force'
import { currentPolicy } from '../../helpers/current-policy'
import type { PolicyFolder } from '../../helpers/policy-folder'
import { until, without } from '../../helpers/policy-folder'
import { isTold, OpenedPolicy } from './opened-policy'

const withoutAnalyst = without('mash.analyst', 'ADULT_SAFEGUARDING')

let place: OpenedPolicy
let folder: PolicyFolder
let told: readonly PolicyState[]

beforeEach(() => {
  place = new OpenedPolicy()
  folder = place.folder
  told = place.told
})
afterEach(() => place.stop())

const open = (given: Partial<PolicyPlace> = {}) => place.open(given)

/** Long enough for further looks; more time than they need changes nothing. */
async function looksTwice(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50))
}

describe('the policy in force', () => {
  it('is that of the files when it is opened', async () => {
    const opened = await open()
    expect(opened.policy.version).toBe(currentPolicy.version)
    expect(opened.policies).toEqual([opened.policy])
    expect(opened.state).toEqual({
      version: currentPolicy.version,
      own: null,
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      problem: null,
    })
    expect(told).toEqual([])
  })

  it('is another one soon after a row is taken away, and is told once', async () => {
    const opened = await open()
    const { policies: taken, policy: before } = opened
    folder.changeRows('housing', withoutAnalyst)
    await until(() => !isTold(opened.policies))
    expect(opened.policy.version).not.toBe(before.version)
    expect(told).toEqual([opened.state])
    expect(opened.state).toMatchObject({ version: opened.policy.version, problem: null })
    // Whoever has taken the old one goes on with it.
    expect(isTold(taken)).toBe(true)
  })

  it('knows other purposes and relations too', async () => {
    const opened = await open()
    const relations = folder.read('relations.json')
    folder.write('relations.json', relations.replace('"refused": true', '"refused": false'))
    await until(() => opened.policy.relations.get('SELF')?.isRefused === false)
    const purposes = folder.read('purposes.json')
    folder.write('purposes.json', purposes.replace('"lifeMinutes": 60', '"lifeMinutes": 30'))
    await until(() => opened.policy.terms.get('VITAL_INTERESTS')?.lifeMinutes === 30)
    expect(opened.state.problem).toBeNull()
  })

  it.each<[string, string, string, string]>([
    ['half a file', 'agreements/housing.json', '{ "source": "hou', 'housing.json cannot be read'],
    [
      'no row that there is',
      'agreements/housing.json',
      'rows',
      'housing.json, row 1: recipientRole',
    ],
    ['a purpose nobody knows', 'purposes.json', '[{ "purpose": "X" }]', 'purposes.json, row 1'],
    ['a relation missing', 'relations.json', '[]', 'relations.json: SELF is missing'],
  ])('is not changed by what cannot be read: %s', async (_what, name, text, problem) => {
    const opened = await open()
    const { policies, state } = opened
    if (text === 'rows') folder.changeRows('housing', () => [{ recipientRole: 'landlord' }])
    else folder.write(name, text)
    await until(() => opened.state.problem !== null)
    expect(opened.state).toEqual({ ...state, problem: expect.stringContaining(problem) as string })
    expect(opened.policies).toBe(policies)
    expect(told).toEqual([opened.state])
  })

  it('is not changed in part: one bad file holds back the others', async () => {
    const opened = await open()
    const police = folder.read('agreements/police.json')
    folder.write('agreements/police.json', '{')
    await until(() => opened.state.problem !== null)
    folder.changeRows('housing', withoutAnalyst)
    await looksTwice()
    expect(isTold(opened.policies)).toBe(true)
    folder.write('agreements/police.json', police)
    await until(() => !isTold(opened.policies))
    expect(opened.state.problem).toBeNull()
  })

  it('tells of a problem once, of the next one again, and when it is over', async () => {
    const opened = await open()
    const housing = folder.read('agreements/housing.json')
    folder.write('agreements/housing.json', '{')
    await until(() => told.length > 0)
    await looksTwice()
    folder.write('agreements/housing.json', '{ "source": "home" }')
    await until(() => told.length > 1)
    folder.write('agreements/housing.json', housing)
    await until(() => told.length > 2)
    expect(told.map(({ problem }) => problem)).toEqual([
      'policies/agreements/housing.json cannot be read as JSON',
      expect.stringContaining('policies/agreements/housing.json: '),
      null,
    ])
    expect(new Set(told.map(({ version, since }) => version + since)).size).toBe(1)
    expect(opened.policy.version).toBe(currentPolicy.version)
  })

  it('keeps an agreement whose file is lost, of whatever kind', async () => {
    const opened = await open()
    folder.remove('agreements/hospital.json')
    await until(() => opened.state.problem !== null)
    expect(opened.state.problem).toBe('policies/agreements/hospital.json is missing')
    expect(opened.policy.agreements.has('hospital')).toBe(true)
  })

  it('says what is wrong in one short line', async () => {
    const opened = await open()
    folder.changeRows('housing', () => [{ recipientRole: `\u001b[31m\n${'x'.repeat(5000)}` }])
    await until(() => opened.state.problem !== null)
    expect(opened.state.problem?.length).toBeLessThanOrEqual(300)
    expect(opened.state.problem).not.toMatch(/\p{Cc}/u)
  })

  it('refuses what is too long to be an agreement', async () => {
    const opened = await open()
    folder.write('agreements/housing.json', ' '.repeat(1024 * 1024 + 1))
    await until(() => opened.state.problem !== null)
    expect(opened.state.problem).toContain('is longer than 1048576 bytes')
  })

  it('takes a changed prohibition', async () => {
    const opened = await open()
    const law = {
      purpose: 'ADULT_SAFEGUARDING',
      sources: ['school'],
      law: 'Act 1 s.1',
      meaning: 'none',
    }
    const before = JSON.parse(folder.read('prohibitions.json')) as readonly object[]
    folder.write('prohibitions.json', JSON.stringify([...before, law]))
    await until(() => opened.policy.version !== currentPolicy.version)
    expect(opened.policy.prohibitions).toHaveLength(before.length + 1)
    expect(opened.state.problem).toBeNull()
  })

  it('takes a changed threshold, and has another version by it', async () => {
    const opened = await open()
    const [first, ...others] = JSON.parse(folder.read('thresholds.json')) as readonly object[]
    folder.write('thresholds.json', JSON.stringify([{ ...first, version: '2' }, ...others]))
    await until(() => opened.policy.version !== currentPolicy.version)
    expect(opened.policy.thresholds[0]?.version).toBe('2')
    expect(opened.state.version).toBe(opened.policy.version)
  })

  const files = ['prohibitions.json', 'powers.json', 'reasons.json', 'relations.json']
  it.each([...files, 'thresholds.json', 'linkage.json'])(
    'refuses a bad %s, and keeps what was in force',
    async (name) => {
      const opened = await open()
      folder.write(name, '[{ "surprise": 1 }]')
      await until(() => opened.state.problem !== null)
      expect(opened.state.problem).toContain(`policies/${name}`)
      expect(opened.policy.version).toBe(currentPolicy.version)
    },
  )

  it('is looked for no longer once it is stopped', async () => {
    const opened = await open()
    await opened.stop()
    folder.changeRows('housing', withoutAnalyst)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(isTold(opened.policies)).toBe(true)
  })

  it('cannot be opened for a kind of source that has agreed to nothing', async () => {
    await expect(open({ kinds: ['housing', 'school'] })).rejects.toThrow(
      'policies/agreements/school.json is missing',
    )
  })

  it('cannot be opened where there is none', async () => {
    await expect(open({ folder: folder.fileOf('nowhere') })).rejects.toThrow(
      /nowhere\/agreements cannot be read \(ENOENT\)/,
    )
  })
})
