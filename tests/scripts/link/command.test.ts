import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'link-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function link(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(__dirname, '../../../scripts/link.ts'), ...args],
    { encoding: 'utf8', cwd: join(__dirname, '../../..') },
  )
  return { status, stdout, stderr }
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('npm run link', () => {
  const config = file(
    'columns.json',
    '{"id":"n","givenNames":"first","familyName":"last","dateOfBirth":"born","truth":"who"}',
  )
  const out = join(folder, 'clusters.csv')

  it('writes who is one person, and says how well that fits the truth', () => {
    const a = file(
      'a.csv',
      'n,first,last,born,who\n1,Marie,Hallam,1976-04-13,m\n2,Zoe,Orton,1950-01-02,z\n',
    )
    const b = file(
      'b.csv',
      'n,first,last,born,who\n9,Marie,Halam,13/04/1976,m\n8,Ian,Pell,1931-12-24,i\n',
    )
    const { status, stdout, stderr } = link('--config', config, '--out', out, a, b)
    expect(stderr).toContain('comparing')
    expect(status).toBe(0)
    expect(stdout).toContain('4 rows, 3 people')
    expect(stdout).toContain('people: precision 1.0000, recall 1.0000, F1 1.0000')
    const rows = readFileSync(out, 'utf8').split('\r\n')
    expect(rows.slice(1, 3)).toEqual([`"1","${a}","1"`, `"1","${b}","9"`])
  })

  it('says what is wrong in one line a problem, and ends with 2', () => {
    const hostile = file('hostile.csv', 'n,first\u001b[2J\n1,x\n')
    const refused = link('--config', config, hostile)
    expect(refused.status).toBe(2)
    expect(refused.stderr).toContain('it has no column "first"')
    expect(refused.stderr).not.toContain('\u001b')
    expect(link().stderr).toContain('Usage: npm run link')
    expect(link('--config', config, join(folder, 'none.csv')).stderr).toContain('no such file')
    expect(link('--config', file('bad.json', '{'), out).stderr).toContain('It is not JSON.')
  })
})
