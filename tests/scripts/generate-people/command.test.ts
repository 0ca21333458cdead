import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { recordFiles } from '../../../scripts/generate-people/tables'

const root = join(__dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'people-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function run(script: string, args: readonly string[]) {
  const command = ['--import', 'tsx', join(root, 'scripts', script), ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    cwd: root,
  })
  return { status, stdout, stderr }
}

describe('npm run generate:people', () => {
  const read = (out: string, file: string) => readFileSync(join(folder, out, file), 'utf8')

  it('writes the same files for the same seed, the truth apart, and link reads them', () => {
    for (const out of ['a', 'b']) {
      const made = run('generate-people.ts', ['--people', '400', '--out', join(folder, out)])
      expect(made.stderr).toBe('')
      expect(made.stdout).toContain('written: 400 people, ')
    }
    for (const file of [...recordFiles, 'columns.json', 'truth/truth.csv', 'truth/people.csv'])
      expect(read('a', file)).toBe(read('b', file))
    for (const file of recordFiles) expect(read('a', file).split('\r\n')[0]).not.toContain('person')
    expect(read('a', 'truth/people.csv').trim().split('\r\n')).toHaveLength(401)
    const files = recordFiles.map((file) => join(folder, 'a', file))
    const linked = run('link.ts', [
      ...['--config', join(folder, 'a', 'columns.json'), '--out', join(folder, 'clusters.csv')],
      ...['--truth', join(folder, 'a', 'truth', 'truth.csv'), ...files],
    ])
    expect(linked.status).toBe(0)
    const recall = /true pairs that were compared: ([\d.]+)/.exec(linked.stdout)?.[1]
    expect(Number(recall)).toBeGreaterThan(0.95)
    const wrong = run('link.ts', [
      ...['--config', join(folder, 'a', 'columns.json'), '--out', join(folder, 'clusters.csv')],
      ...['--truth', join(folder, 'a', 'truth', 'people.csv'), ...files],
    ])
    expect(wrong.status).toBe(2)
    expect(wrong.stderr).toContain('must name the columns file, id, person')
  })

  it.each([
    [['--people', '0'], '--people must be a whole number from 1 to 10000000.'],
    [['--people', '1e3'], '--people must be a whole number'],
    [['--people', '5', '--seed', '-1'], "'--seed' argument is ambiguous"],
    [['--people', '5', '--seed', 'x'], '--seed must be a whole number from 0 to 4294967295.'],
    [[], 'Usage: npm run generate:people'],
    [['--people', '5', '--out', root], 'it holds something already'],
  ])('refuses %j with words that help', (args, words) => {
    const { status, stderr } = run('generate-people.ts', args)
    expect(status).toBe(2)
    expect(stderr).toContain(words)
  })
})
