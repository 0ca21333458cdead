import { mkdirSync, rmSync, writeFileSync } from 'node:fs'

import { decide } from '../../../policies/decide'
import type { PolicyInForce, PolicyPlace } from '../../../policies/in-force/policy-in-force'
import { currentPolicy } from '../../helpers/current-policy'
import type { PolicyFolder } from '../../helpers/policy-folder'
import { until, without } from '../../helpers/policy-folder'
import { analyst, isTold, OpenedPolicy } from './opened-policy'

const withoutAnalyst = without('mash.analyst', 'ADULT_SAFEGUARDING')

let place: OpenedPolicy
let folder: PolicyFolder

beforeEach(() => {
  place = new OpenedPolicy()
  folder = place.folder
})
afterEach(() => place.stop())

const open = (given: Partial<PolicyPlace> = {}) => place.open(given)

describe('an agreement of its own beside it', () => {
  const writeOwn = (discloses: readonly string[]) => {
    const agreement = JSON.parse(folder.read('agreements/housing.json')) as { rows: object[] }
    const rows = [{ ...agreement.rows[0], discloses }]
    writeFileSync(ownFile(), JSON.stringify({ ...agreement, rows }))
  }
  const ownFile = () => folder.fileOf('own', 'homes.json')
  const openWithOwn = () => open({ own: { file: ownFile(), kind: 'housing' } })

  beforeEach(() => {
    mkdirSync(folder.fileOf('own'))
  })

  it('tightens as soon as there is one', async () => {
    const opened = await openWithOwn()
    expect(isTold(opened.policies)).toBe(true)
    writeOwn(['IDENTITY'])
    await until(() => !isTold(opened.policies))
    expect(opened.state.own).toMatch(/^[0-9a-f]{16}$/)
    expect(opened.state.version).toBe(currentPolicy.version)
    expect(isTold([opened.policy])).toBe(true)
  })

  it('goes on when its file is gone, for all that changes meanwhile', async () => {
    writeOwn(['IDENTITY'])
    const opened = await openWithOwn()
    const { own } = opened.state
    rmSync(ownFile())
    await until(() => opened.state.problem !== null)
    expect(opened.state.problem).toContain('homes.json is gone; put it back, or restart')
    await place.lookedAgain(opened)
    expect(isTold(opened.policies)).toBe(false)
    expect(opened.state).toMatchObject({ own, problem: expect.any(String) as string })
  })

  it('holds back nothing of the partnership while it cannot be read', async () => {
    writeOwn(['HOUSING'])
    const opened = await openWithOwn()
    expect(isTold(opened.policies)).toBe(true)
    writeFileSync(ownFile(), '{')
    await until(() => opened.state.problem !== null)
    folder.changeRows('housing', withoutAnalyst)
    await until(() => !isTold(opened.policies))
    expect(opened.policies).toHaveLength(2)
    expect(opened.state.problem).toContain('homes.json cannot be read as JSON')
  })

  it('is not opened with what cannot be read', async () => {
    writeFileSync(ownFile(), '{')
    await expect(openWithOwn()).rejects.toThrow('homes.json cannot be read as JSON')
  })
})

describe('an agreement that an agency decides by alone', () => {
  const own = () => ({ file: folder.fileOf('alone.json'), kind: 'school', isAlone: true })
  const agreement = (category: string) => ({
    ...{ source: 'school', version: '1', inForceFrom: '2020-01-01', inForceUntil: '2099-12-31' },
    rows: [
      {
        ...{ recipientRole: 'mash.analyst', purpose: 'ADULT_SAFEGUARDING' },
        ...{ discloses: [category], legalPower: 'Care Act 2014 s.42' },
        ...{ condition: 'UK GDPR Art 6(1)(e)', handling: 'MASH_ONLY' },
      },
    ],
  })
  const write = (category: string) => {
    writeFileSync(own().file, JSON.stringify(agreement(category)))
  }
  const asked = (category: string) => ({
    ...{ ...analyst, sourceKind: 'school', categories: [category] },
  })
  const effects = ({ policies }: PolicyInForce, category: string) =>
    policies.map((policy) => decide(asked(category), policy).effect)

  it('permits what its rows say, though the partnership has none for the kind', async () => {
    write('SAFEGUARDING')
    const opened = await open({ kinds: [], own: own() })
    expect(effects(opened, 'SAFEGUARDING')).toEqual(['permit'])
    expect(effects(opened, 'HEALTH')).toEqual(['withhold'])
  })

  it('must be there: without it the agency does not start', async () => {
    await expect(open({ kinds: [], own: own() })).rejects.toThrow(
      'alone.json is missing: nothing may be told without it',
    )
  })

  it('stays in force when its file is lost, and that is said', async () => {
    write('SAFEGUARDING')
    const opened = await open({ kinds: [], own: own() })
    rmSync(own().file)
    await until(() => opened.state.problem !== null)
    expect(opened.state.problem).toContain('is missing')
    expect(effects(opened, 'HEALTH')).toEqual(['withhold'])
  })
})
