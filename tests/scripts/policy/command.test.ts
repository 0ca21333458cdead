import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { projectPath, projectRoot } from '../../../common/project-root'

const folder = mkdtempSync(path.join(tmpdir(), 'sightline-policies-'))
cpSync(projectPath('policies'), folder, { recursive: true })
const agreement = path.join(folder, 'agreements', 'housing.json')

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function run(...command: readonly string[]) {
  const parameters = ['--import', 'tsx', 'scripts/policy.ts', ...command]
  const env = { ...process.env, SIGHTLINE_POLICIES: folder }
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, {
    ...{ cwd: projectRoot(), env, encoding: 'utf8' },
  })
  return { status, text: stdout + stderr }
}

describe('npm run policy, of the folder that SIGHTLINE_POLICIES names', () => {
  it('notices a row that went without a new version, and writes nothing down for it', () => {
    expect(run('check').status).toBe(0)
    const housing = JSON.parse(readFileSync(agreement, 'utf8')) as { rows: unknown[] }
    writeFileSync(agreement, JSON.stringify({ ...housing, rows: housing.rows.slice(1) }))
    const sealed = readFileSync(path.join(folder, 'agreement-versions.json'), 'utf8')

    for (const command of ['check', 'seal']) {
      const { status, text } = run(command)
      expect(status).toBe(1)
      expect(text).toContain('housing: it says something else than version')
    }
    expect(readFileSync(path.join(folder, 'agreement-versions.json'), 'utf8')).toBe(sealed)
  })

  it('names the row of a threshold that cannot be read', () => {
    const file = path.join(folder, 'thresholds.json')
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, '[{}]')
    const { status, text } = run('check')
    writeFileSync(file, before)

    expect(status).toBe(1)
    expect(text).toMatch(/thresholds\.json, row 1/)
  })

  it('publishes the rows in the form of the national standard, and notices what is stale', () => {
    const published = path.join(folder, 'published')
    expect(run('export', '--mais', published).text).toMatch(/^\d+ sharing policies are in /)
    expect(run('check', '--mais', published).text).not.toContain('published')
    const { text } = run('check', '--mais', path.join(folder, 'elsewhere'))
    expect(text).toContain('_2025-01-01.json is agreed, and not published')
  })

  it.each([[['tables']], [['diff', 'policies']], [['explain']], [['export']]])(
    'says how to ask when it is asked %j',
    (command) => {
      const { status, text } = run(...command)
      expect(status).toBe(1)
      expect(text).toContain('Usage: npm run policy')
    },
  )
})
