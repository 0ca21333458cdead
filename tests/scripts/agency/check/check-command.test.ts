import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { projectPath } from '../../../../common/project-root'
import { readCheckCommand } from '../../../../scripts/agency/check/arguments'
import { runCheck } from '../../../../scripts/agency/check/command'
import { readExceptions } from '../../../../scripts/agency/check/exceptions'
import { readSdlFile } from '../../../../schema/instance-sdl'
import { published } from './fire-and-rescue'

const folder = mkdtempSync(path.join(tmpdir(), 'sightline-check-'))
const sdlFile = path.join(folder, 'schema.graphql')
const place = { policyFolder: projectPath('policies'), read: readSdlFile }
const isNew = ['--agency', 'fire-and-rescue', '--kind', 'ambulance', '--field', 'fireAndRescue']

beforeEach(() => {
  writeFileSync(sdlFile, published)
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

const command = (...args: readonly string[]) =>
  readCheckCommand(['--sdl', sdlFile, ...args], '2026-04-01')

describe('agency -- check', () => {
  it('lets a new agency in that keeps to the rules, and says what it would tell', async () => {
    const report = await runCheck(command(...isNew), place)
    expect(report).toMatchObject({ passed: true, problems: [], changes: [] })
    expect(report.permits.gained.join('\n')).toContain('the mash analyst for ADULT_SAFEGUARDING')
  })

  it('holds an agency of the register against what it has in force', async () => {
    const args = ['--agency', 'northshire-ambulance', '--kind', 'ambulance']
    const report = await runCheck(command(...args, '--field', 'northshireAmbulance'), place)
    expect(report.passed).toBe(false)
    expect(report.changes.some(({ sort }) => sort === 'FIELD_REMOVED')).toBe(true)
  })

  it.each([
    [[], '--agency is missing'],
    [['--agency', 'a', '--kind', 'b'], 'give both of --kind and --field'],
    [['--agency', 'a', '--on', '2026-02-30'], '--on must be a day'],
    [['--agency', 'a', '--colour', 'red'], 'colour'],
  ])('says what is wrong with %j', (args, problem) => {
    expect(() => command(...args)).toThrow(problem)
  })

  it('says which file is wrong, and where', async () => {
    writeFileSync(sdlFile, 'type Person {\n  id: \n}')
    await expect(runCheck(command(...isNew), place)).rejects.toThrow(`${sdlFile}, line 3: Syntax`)
    const gone = readCheckCommand([...isNew, '--sdl', 'nowhere.graphql'], '2026-04-01')
    await expect(runCheck(gone, place)).rejects.toThrow('nowhere.graphql: there is no such file')
    const unknown = command('--agency', 'circus')
    await expect(runCheck(unknown, place)).rejects.toThrow('circus is not in agencies.json')
  })

  it.each([
    [{}, 'f: expected a list'],
    [[{}], 'f, entry 1: change must be'],
    [[{ change: 'A b', approvedBy: ' ' }], 'f, entry 1: approvedBy must be'],
    [[{ change: 'A b', colour: 1 }], 'f, entry 1: "colour" is not part of'],
    [[exception('2026-04-02', '2026-04-01')], 'f, entry 1: until is before from'],
    [[exception('2026-04-31', '2026-05-01')], 'f, entry 1: from must be a day'],
  ])('takes no exception that is not whole: %j', (content, problem) => {
    expect(() => readExceptions('f', content)).toThrow(problem)
  })
})

function exception(from: string, until: string) {
  return { change: 'A b', approvedBy: 'A. Person', reason: 'Not used', from, until }
}
