import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { projectPath } from '../../common/project-root'
import { checkConformance } from '../../scripts/agency/conformance/command'
import { readInitCommand } from '../../scripts/agency/init/arguments'
import { runInit } from '../../scripts/agency/init/command'
import { findFreePort } from '../../scripts/free-port'
import { preparePython } from './python-environment'
import { PythonAgency } from './python-agency'

const example = projectPath('examples', 'fire-and-rescue-python')
const python = preparePython(path.join(example, 'requirements.txt'))
const describeWithPython = python === null ? describe.skip : describe

describeWithPython('the example of a subgraph outside in Python', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sightline-python-'))
  let keysPort: number
  let agency: PythonAgency

  beforeAll(async () => {
    keysPort = await findFreePort(1)
    agency = new PythonAgency({
      ...{ python: python ?? '', program: example, folder, port: 0 },
      hubKeysUrl: `http://127.0.0.1:${keysPort}/.well-known/jwks.json`,
    })
    agency.run('load', path.join(example, 'records.json'))
    await agency.start()
  })

  afterAll(async () => {
    await agency.stop()
    rmSync(folder, { recursive: true })
  })

  /** What an agency of this folder does not do as the contract says. */
  async function failuresOf(
    where: string,
    url: string,
    references: readonly string[],
  ): Promise<readonly string[]> {
    const { code, field } = JSON.parse(readFileSync(path.join(where, 'agency.json'), 'utf8')) as {
      readonly code: string
      readonly field: string
    }
    const { passed, points } = await checkConformance({
      ...{ code, url, field, isJson: true, sdlFile: path.join(where, 'schema.graphql') },
      ...{ references, key: { port: keysPort }, roles: ['mash.analyst'] },
      ...{ purpose: 'ADULT_SAFEGUARDING', stated: ['PUBLIC_INTEREST_TEST'] },
    })
    const failed = points.flatMap(({ id, checks }) =>
      checks.flatMap(({ name, problem }) =>
        problem === null ? [] : [`${id} ${name}: ${problem}`],
      ),
    )
    return passed ? failed : [...failed, 'it did not pass']
  }

  /** Runs the tests of an agency in this folder. */
  function ownTestsOf(where: string) {
    const args = ['-m', 'unittest', 'discover', '-t', '.', '-s', 'tests']
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }
    return spawnSync(python ?? '', args, { cwd: where, env, encoding: 'utf8' })
  }

  it('passes its own tests, those of the vectors among them', () => {
    const { status, stderr } = ownTestsOf(example)
    expect(stderr).toMatch(/Ran 2\d tests/)
    expect(status).toBe(0)
  })

  it('conforms, and has written down what it told before', async () => {
    expect(await failuresOf(example, agency.url, ['FR-0001', 'FR-0002'])).toEqual([])
    const record = agency.run('disclosures')
    const entries = record
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly disclosed: readonly string[] })
    expect(entries.some(({ disclosed }) => disclosed.includes('HomeVisit.uprn'))).toBe(true)
    expect(record).not.toContain('906700000011')
  })

  it('publishes the schema of the other examples of its kind', () => {
    const published = readFileSync(path.join(example, 'schema.graphql'), 'utf8')
    const other = projectPath('examples', 'fire-and-rescue', 'schema.graphql')
    expect(published).toBe(readFileSync(other, 'utf8'))
  })

  it('is what init makes, for a kind with many lists as well', async () => {
    const made = path.join(folder, 'made')
    const args = ['--kind', 'ambulance', '--language', 'python', '--dir', made]
    await runInit(readInitCommand(args), projectPath('policies'))
    for (const name of [...programOf(example), 'requirements.txt'])
      expect(readFileSync(path.join(made, name), 'utf8')).toBe(
        readFileSync(path.join(example, name), 'utf8'),
      )
    expect(programOf(made)).toEqual(programOf(example))
    const { status, stderr } = ownTestsOf(made)
    expect(stderr).toMatch(/Ran 1\d tests/)
    expect(status).toBe(0)
    const own = mkdtempSync(path.join(folder, 'own-'))
    const ambulance = new PythonAgency({
      ...{ python: python ?? '', program: made, folder: own, port: 0 },
      hubKeysUrl: `http://127.0.0.1:${keysPort}/.well-known/jwks.json`,
    })
    ambulance.run('load', path.join(made, 'records.json'))
    await ambulance.start()
    try {
      expect(await failuresOf(made, ambulance.url, ['EX-0001', 'EX-0002'])).toEqual([])
    } finally {
      await ambulance.stop()
    }
  })
})

/** The files of the program itself, as they are in the folder of an agency. */
function programOf(where: string): readonly string[] {
  return readdirSync(path.join(where, 'agency_subgraph'))
    .filter((name) => name.endsWith('.py'))
    .map((name) => path.join('agency_subgraph', name))
}
