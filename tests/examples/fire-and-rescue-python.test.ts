import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { projectPath } from '../../common/project-root'
import { checkConformance } from '../../scripts/agency/conformance/command'
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
      ...{ python: python ?? '', example, folder, port: 0 },
      hubKeysUrl: `http://127.0.0.1:${keysPort}/.well-known/jwks.json`,
    })
    agency.run('load', path.join(example, 'made-up-records.json'))
    await agency.start()
  })

  afterAll(async () => {
    await agency.stop()
    rmSync(folder, { recursive: true })
  })

  it('passes its own tests, those of the vectors among them', () => {
    const args = ['-m', 'unittest', 'discover', '-t', '.', '-s', 'tests']
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }
    const { status, stderr } = spawnSync(python ?? '', args, {
      ...{ cwd: example, env, encoding: 'utf8' },
    })
    expect(stderr).toMatch(/Ran 1\d tests/)
    expect(status).toBe(0)
  })

  it('conforms, and has written down what it told before', async () => {
    const conformance = await checkConformance({
      ...{ code: 'fire-and-rescue', url: agency.url, field: 'fireAndRescue', isJson: true },
      ...{ sdlFile: path.join(example, 'schema.graphql'), references: ['FR-0001', 'FR-0002'] },
      ...{ key: { port: keysPort }, roles: ['mash.analyst'], purpose: 'ADULT_SAFEGUARDING' },
      stated: ['PUBLIC_INTEREST_TEST'],
    })
    const failed = conformance.points.flatMap(({ id, checks }) =>
      checks.flatMap(({ name, problem }) =>
        problem === null ? [] : [`${id} ${name}: ${problem}`],
      ),
    )
    expect(failed).toEqual([])
    expect(conformance.passed).toBe(true)
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
})
