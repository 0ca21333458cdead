/**
 * The hub as its users meet it: `npm start`, `npm run ask`, signals and outages, on the made-up case.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import os from 'node:os'
import path from 'node:path'

import { agencyPortOffset } from '../../common/ports'
import { readRegister } from '../../common/register'
import { findFreePort } from '../../scripts/free-port'
import type { AskedAnswer } from './asked-answer'
import { askAbout, recordsOf, servedRequests, statuses } from './asked-answer'
import { RunningHub } from './running-hub'

const asAnalyst = ['mash.analyst', 'ADULT_SAFEGUARDING'] as const
const victor = ['--nhs', '999 000 0018']
const owen = ['--pnc', '2002/0104567P']

const register = readRegister()
const codes = register.map(({ code }) => code)

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-hub-'))
const dataFolder = path.join(folder, 'data')
let hub: RunningHub

jest.setTimeout(600_000)

beforeAll(async () => {
  hub = new RunningHub(await findFreePort(), dataFolder)
  await hub.ready()
})

afterAll(async () => {
  await hub.stop()
  rmSync(folder, { recursive: true, force: true })
})

const view = (user: string, purpose: string, person: readonly string[]) =>
  askAbout(hub, { user, purpose }, person)

describe('npm start', () => {
  it('says where it is ready, who the demo users are and what to try', () => {
    expect(hub.output).toContain(`Sightline is ready: http://127.0.0.1:${hub.port + 80}`)
    expect(hub.output).toContain(`For programs: http://127.0.0.1:${hub.port}/graphql`)
    expect(hub.output).toMatch(/mash\.analyst .*\n.*mash\.manager/)
    expect(hub.output).toContain('npm run --silent ask -- --user mash.analyst')
    expect(hub.output).toContain('Loading the made-up case')
  })

  it('names a port that is in use', async () => {
    const second = new RunningHub(hub.port, path.join(folder, 'second'))
    await expect(second.ready()).rejects.toThrow(
      new RegExp(`Port ${hub.port} on 127.0.0.1, needed by gateway, is in use`),
    )
  })

  it.each([
    ['SIGHTLINE_PORT', '70000'],
    ['SIGHTLINE_HOST', 'not a host'],
    ['SIGHTLINE_ENV', 'production'],
    ['MONGODB_URI', 'postgres://elsewhere'],
    ['SIGHTLINE_LOOKUPS_PER_MINUTE', '-1'],
    ['SIGHTLINE_DATA', '/dev/null/data'],
  ])('does not start with %s=%s and names the variable', async (variable, value) => {
    const { status, stderr } = await hub.run('start', [], { [variable]: value })
    expect(status).not.toBe(0)
    expect(stderr).toContain(`${variable}: `)
  })

  it('is live and ready', async () => {
    for (const path of ['live', 'ready']) {
      const answer = await fetch(`http://127.0.0.1:${hub.port}/health/${path}`)
      expect(answer.status).toBe(200)
    }
  })
})

describe('ask', () => {
  it('shows Victor as each agency that has a record knows him: calls, attendances, tenancy', async () => {
    const response = await view(...asAnalyst, victor)

    expect(response.extensions.coverage).toHaveLength(register.length)
    expect(recordsOf(response, 'harrowmereMinorInjuries', 'attendances')).toHaveLength(39)
    expect(recordsOf(response, 'stAnnesHospital', 'attendances')).toHaveLength(6)
    const incidents = recordsOf(response, 'northshirePolice', 'incidents')
    expect(incidents).toHaveLength(11)
    expect(incidents.filter((incident) => incident['isDomesticDowngrade'] === true)).toHaveLength(5)
    expect(recordsOf(response, 'harrowmereHomes', 'tenancies')).toHaveLength(1)
    expect(statuses(response)).toContain('northshire-probation NO_RECORD')
  })

  it("shows Owen's history in both forces and an order without exclusion requirement", async () => {
    const response = await view(...asAnalyst, owen)

    const offences = recordsOf(response, 'eastmarchPolice', 'convictions').map(
      ({ offence }) => (offence as { code: string }).code,
    )
    expect(offences).toEqual(['008/06', '008/06'])
    expect(recordsOf(response, 'northshirePolice', 'convictions')).toHaveLength(1)
    expect(recordsOf(response, 'northshireProbation', 'orders')).toMatchObject([
      { kind: 'SUSPENDED_SENTENCE_ORDER', hasExclusionRequirement: false },
    ])
  })

  it('prints who answered first, then the records, and ends with status 0', async () => {
    const { status, stdout } = await hub.ask(...asAnalyst, ...victor)

    expect(status).toBe(0)
    expect(stdout).toMatch(/^Who answered\n {2}Northshire Police +answered/)
    const [whoAnswered = ''] = stdout.split('\n\n')
    expect(whoAnswered.split('\n')).toHaveLength(1 + register.length)
    expect(stdout).toContain('attendances (39)')
    expect(stdout).toContain('incidents (11)')
  })

  it('finds who may be meant by a name spelled by ear, says why, and shows the one who is picked', async () => {
    const name = ['--name', 'Viktor Ashdown', '--born', '1957']
    const { status, stdout } = await hub.ask(...asAnalyst, ...name)
    expect(status).toBe(0)
    expect(stdout).toMatch(/1 {2}Victor Ashdown {2}born 1957-03-11 .*\n.*Family name: the same/)

    const picked = await hub.ask(...asAnalyst, ...name, '--pick', '1')
    expect(picked.stdout).toMatch(/^Who answered[\s\S]*Person [0-9a-f]{32} {2}Victor Ashdown/)
  })

  it('says what to add to a name that many have, and who may not search', async () => {
    const name = ['--name', 'Victor Ashdown']
    const vague = await hub.ask(...asAnalyst, ...name)
    expect(vague.status).toBe(1)
    expect(vague.stdout).toContain('Add a date or year of birth')

    const born = ['--born', '1957-03-11']
    const refused = await hub.ask('housing.officer', 'ADULT_SAFEGUARDING', ...name, ...born)
    expect(refused.status).toBe(1)
    expect(refused.stdout).not.toContain('1957-03-11')
  })

  it('finds a person by --crn', async () => {
    const { status, stdout } = await hub.ask(...asAnalyst, '--crn', 'X104567')
    expect(status).toBe(0)
    expect(stdout.match(/^Person /gm)).toHaveLength(1)
  })

  it.each([
    [
      'an unknown number',
      1,
      'mash.analyst',
      'ADULT_SAFEGUARDING',
      ['--nhs', '9990009996'],
      /Nobody is known/,
    ],
    [
      'no number',
      1,
      'mash.analyst',
      'ADULT_SAFEGUARDING',
      ['--nhs', '9990000019'],
      /BAD_USER_INPUT/,
    ],
    [
      'another purpose',
      1,
      'housing.officer',
      'OFFENDER_MANAGEMENT',
      victor,
      /PURPOSE_NOT_PERMITTED/,
    ],
    ['a user who is none', 1, 'nobody', 'ADULT_SAFEGUARDING', victor, /Demo users: mash\.analyst/],
    ['nobody', 2, 'mash.analyst', 'ADULT_SAFEGUARDING', [], /Name the person once/],
  ])('refuses %s and says why', async (...row) => {
    const [, status, user, purpose, person, why] = row
    const outcome = await hub.ask(user, purpose, ...person)
    expect(outcome.stdout + outcome.stderr).toMatch(why)
    expect(outcome.status).toBe(status)
  })

  it('gives a housing officer housing and who works with him, and asks nothing of the others', async () => {
    const ports = register.map(({ position }) => hub.port + agencyPortOffset(position))
    const before = await servedRequests(ports)
    const response = await view('housing.officer', 'ADULT_SAFEGUARDING', victor)

    // Of adult social care a landlord may know who works with somebody.
    const isTold = (code: string) => ['harrowmere-homes', 'northshire-adult-care'].includes(code)
    expect(statuses(response)).toEqual(
      codes.map((code) => `${code} ${isTold(code) ? 'PARTIAL' : 'WITHHELD'}`),
    )
    expect(recordsOf(response, 'harrowmereHomes', 'tenancies')).toHaveLength(1)
    const after = await servedRequests(ports)
    expect(after.map((count, place) => count - (before[place] ?? 0))).toEqual(
      codes.map((code) => (isTold(code) ? 1 : 0)),
    )
  })
})

describe('an agency', () => {
  it('refuses a call that the hub has not signed', async () => {
    const answer = await fetch(`http://127.0.0.1:${hub.port + 10}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ _service { sdl } }' }),
    })
    expect(answer.status).toBe(401)
    expect(await answer.text()).toContain('HUB_TOKEN_MISSING')
  })

  it('that is silent reads UNAVAILABLE, named by its code, and the others answer', async () => {
    // One that was killed would be back before a slow machine has asked.
    hub.kill('st-annes-hospital', 'SIGSTOP')
    const response = await view(...asAnalyst, victor)

    expect(statuses(response)).toContain('st-annes-hospital UNAVAILABLE')
    expect(recordsOf(response, 'harrowmereMinorInjuries', 'attendances')).toHaveLength(39)
    const error = response.errors?.find(
      ({ extensions }) => extensions['code'] === 'AGENCY_UNAVAILABLE',
    )
    expect(error).toMatchObject({
      path: ['personByIdentifier', 'stAnnesHospital'],
      extensions: { agency: 'st-annes-hospital' },
    })
    expect(JSON.stringify(response)).not.toMatch(/127\.0\.0\.1|localhost|invalid\/graphql/)
  })
})

describe('a process that dies', () => {
  it.each(['st-annes-hospital', 'person-index', 'sign-in/main', 'store/main', 'gateway/main'])(
    'is started again, and the hub answers as before: %s',
    async (program) => {
      const [name = ''] = program.split('/')
      hub.kill(program)
      await hub.says(`${name} ended (signal SIGKILL)`)
      await hub.says(`${name} is ready again`)
      expect(await answeredStatuses()).toContain('st-annes-hospital PARTIAL')
    },
  )

  /** An agency that was silent is asked again some seconds later (`CIRCUIT_OPEN`). */
  async function answeredStatuses(): Promise<string[]> {
    for (;;) {
      const { status, stdout } = await hub.ask(...asAnalyst, ...victor, '--json')
      const found = status === 0 ? statuses(JSON.parse(stdout) as AskedAnswer) : []
      if (found.length > 0 && !found.some((text) => text.endsWith('UNAVAILABLE'))) return found
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }

  it('loses nothing of the log', async () => {
    const key = path.join(folder, 'hub.key')
    const file = path.join(folder, 'export.jsonl')
    writeFileSync(key, (await hub.run('log', ['key'])).stdout)
    expect((await hub.run('log', ['export', '--out', file])).status).toBe(0)
    const { status, stderr } = await hub.run('log', ['verify', '--in', file, '--key', key])
    expect([status, stderr]).toEqual([0, ''])
  })
})

describe('a stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s ends everything, and the next start has the same people',
    async (signal) => {
      const before = await personId()
      await hub.stop(signal)
      expect(hub.processes()).toEqual([])

      hub = new RunningHub(hub.port, dataFolder)
      await hub.ready()
      expect(hub.output).not.toContain('Loading the made-up case')
      expect(await personId()).toBe(before)
    },
  )

  it('by kill -9 leaves nothing behind either', async () => {
    const [child] = hub.processes()
    expect(child).toBeDefined()
    hub.killStarter()
    await hub.gone()
    expect(hub.processes()).toEqual([])
  })

  async function personId(): Promise<unknown> {
    const response = await view(...asAnalyst, victor)
    return response.data?.personByIdentifier?.['id']
  }
})

it('is answered by nobody when its port is taken by something else', async () => {
  const port = await findFreePort()
  const other = createServer((_request, response) => response.end('hello')).listen(port + 1)
  const blocked = new RunningHub(port, path.join(folder, 'third'))
  await expect(blocked.ready()).rejects.toThrow(new RegExp(`Port ${port + 1} .*needed by sign-in`))
  other.close()
})
