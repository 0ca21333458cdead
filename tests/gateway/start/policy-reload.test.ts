import { reportTo } from '../../../common/observing/logger'
import { currentPolicy } from '../../helpers/current-policy'
import type { Policy } from '../../../policies/policy'
import { startRecording } from '../../common/observing/recording'
import { PolicyFolder, until, without } from '../../helpers/policy-folder'
import type { Reply } from '../real-hub'
import { RealHub } from '../real-hub'

const query =
  'query ($id: ID!) { person(id: $id) { harrowmereHomes { tenancies(first: 1) { id } } } }'

type Headers = Readonly<Record<string, string>>

function statusIn({ extensions }: Reply): unknown {
  const row = extensions?.coverage.find(({ agency }) => agency === 'harrowmere-homes')
  return [row?.status, row?.reason ?? null]
}

interface Health {
  readonly status: string
  readonly policy: { readonly version: string; readonly since: string; readonly problem?: string }
}

async function healthOf({ url }: RealHub): Promise<Health> {
  return (await (await fetch(`${url}/health/ready`)).json()) as Health
}

describe('a gateway whose agreements are changed', () => {
  const hub = new RealHub()
  const recording = startRecording('gateway')
  let folder: PolicyFolder
  let headers: Headers

  const ask = () => hub.send(query, { id: 'p1' }, headers)

  beforeAll(async () => {
    folder = new PolicyFolder()
    const { observing } = recording
    const given = { observing, report: reportTo(observing.logger) }
    await hub.start({ policyFolder: folder.path }, given)
    headers = await hub.enquire('mash.analyst')
  })
  afterAll(async () => {
    await hub.stop()
    folder.remove()
  })

  it('names the version in force in its health and in each entry of the log', async () => {
    await ask()
    const { policy } = await healthOf(hub)
    expect(policy).toEqual({
      version: currentPolicy.version,
      own: null,
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    })
    expect(hub.entries.at(-1)?.policyVersion).toBe(policy.version)
  })

  it('goes on with what was agreed when a file is bad, and says so everywhere', async () => {
    const housing = folder.read('agreements/housing.json')
    folder.write('agreements/housing.json', '{ "source": "hou')
    await until(async () => (await healthOf(hub)).policy.problem !== undefined)

    expect(statusIn(await ask())).toEqual(['ANSWERED', null])
    expect((await healthOf(hub)).policy).toMatchObject({
      version: currentPolicy.version,
      problem: 'policies/agreements/housing.json cannot be read as JSON',
    })
    await expect(recording.metricsText()).resolves.toMatch(/^sightline_policy_refused\{.*\} 1$/m)
    expect(recording.events().filter(({ event }) => event === 'policy refused')).toEqual([
      expect.objectContaining({
        level: 'error',
        policyVersion: currentPolicy.version,
        policyProblem: 'policies/agreements/housing.json cannot be read as JSON',
      }),
    ])
    folder.write('agreements/housing.json', housing)
    await until(async () => (await healthOf(hub)).policy.problem === undefined)
    await expect(recording.metricsText()).resolves.toMatch(/^sightline_policy_refused\{.*\} 0$/m)
  })

  it('withholds what is no longer agreed, though the same was permitted a moment ago', async () => {
    expect(statusIn(await ask())).toEqual(['ANSWERED', null])
    const asked = hub.stub('harrowmere-homes').asked.length
    folder.changeRows('housing', without('mash.analyst', 'ADULT_SAFEGUARDING'))
    await until(async () => (await healthOf(hub)).policy.version !== currentPolicy.version)

    expect(statusIn(await ask())).toEqual(['WITHHELD', 'NO_AGREEMENT'])
    expect(hub.stub('harrowmere-homes').asked).toHaveLength(asked)
    const { version } = (await healthOf(hub)).policy
    expect(hub.entries.at(-1)?.policyVersion).toBe(version)
    expect(recording.events().filter(({ event }) => event === 'policy in force')).toEqual([
      expect.objectContaining({ level: 'warn', policyVersion: currentPolicy.version }),
      expect.objectContaining({ level: 'warn', policyVersion: version }),
    ])
  })
})

describe('a request under way while the policy changes', () => {
  const stricter: Policy = {
    ...currentPolicy,
    agreements: new Map([...currentPolicy.agreements].filter(([kind]) => kind !== 'housing')),
    version: 'f'.repeat(16),
  }
  const inForce = {
    policy: currentPolicy,
    state: { version: '', own: null, since: '', problem: null },
    stop: () => Promise.resolve(),
  }
  const hub = new RealHub()
  beforeAll(() => hub.start({}, { inForce }))
  afterAll(() => hub.stop())

  it('is decided by the one it came under, to its entry in the log; the next by the new one', async () => {
    const headers = await hub.enquire('mash.analyst')
    let looks = 0
    hub.now = () => {
      // The first look at the clock is when the request comes.
      if ((looks += 1) > 1) inForce.policy = stricter
      return new Date()
    }
    const during = await hub.send(query, { id: 'p1' }, headers)
    expect(looks).toBeGreaterThan(1)
    expect(statusIn(during)).toEqual(['ANSWERED', null])
    expect(hub.entries.at(-1)?.policyVersion).toBe(currentPolicy.version)

    const after = await hub.send(query, { id: 'p1' }, headers)
    expect(statusIn(after)).toEqual(['WITHHELD', 'NO_AGREEMENT'])
    expect(hub.entries.at(-1)?.policyVersion).toBe(stricter.version)
  })
})
