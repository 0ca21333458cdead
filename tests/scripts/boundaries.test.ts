import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { projectPath } from '../../common/project-root'

/** Files by path, each with the relative paths of what it imports. */
type Tree = Readonly<Record<string, readonly string[]>>

interface Report {
  readonly summary: { readonly violations: readonly { readonly rule: { readonly name: string } }[] }
}

const command = projectPath('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
const folders: string[] = []

function plant(tree: Tree): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sightline-boundaries-'))
  folders.push(folder)
  cpSync(projectPath('.dependency-cruiser.mjs'), path.join(folder, '.dependency-cruiser.mjs'))
  // dependency-cruiser reads TypeScript only where it finds the compiler.
  symlinkSync(projectPath('node_modules'), path.join(folder, 'node_modules'))
  writeFileSync(path.join(folder, 'tsconfig.json'), '{}')
  for (const [file, imported] of Object.entries(tree)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    const lines = [...imported.map((from) => `import '${from}'`), 'export const here = 1']
    writeFileSync(path.join(folder, file), lines.join('\n'))
  }
  return folder
}

/** The project's own rules that a tree breaks, each once, sorted. */
function brokenRules(tree: Tree): readonly string[] {
  const rooms = [...new Set(Object.keys(tree).map((file) => file.split('/')[0] ?? ''))]
  const given = [...rooms, '--config', '.dependency-cruiser.mjs', '--output-type', 'json']
  const text = execFileSync(process.execPath, [command, ...given], { cwd: plant(tree) })
  const { summary } = JSON.parse(text.toString()) as Report
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].toSorted()
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('npm run boundaries', () => {
  it('lets imports through that go one way', () => {
    const tree = {
      'gateway/plan/run.ts': ['../../common/json'],
      'gateway/calls/source.ts': ['../plan/run'],
      'subgraphs/kit/agency/agency.ts': ['../records/rules', '../../../common/json'],
      'subgraphs/kit/records/rules.ts': [],
      'common/json.ts': [],
    }
    expect(brokenRules(tree)).toEqual([])
  })

  it('reports folders that need each other where no file does', () => {
    const tree = {
      'gateway/plan/run.ts': ['../calls/source'],
      'gateway/calls/source.ts': [],
      'gateway/calls/client.ts': ['../plan/step'],
      'gateway/plan/step.ts': [],
    }
    expect(brokenRules(tree)).toEqual(['no-circles-of-folders'])
  })

  it('reports records of the kit that need an agency', () => {
    const tree = {
      'subgraphs/kit/records/rules.ts': ['../agency/agency'],
      'subgraphs/kit/agency/agency.ts': [],
    }
    expect(brokenRules(tree)).toEqual(['kit-rooms-in-order'])
  })

  it.each(['gateway/calls/source.ts', 'conformance/main.ts'])(
    'reports an agency that is known to %s',
    (file) => {
      const models = `${'../'.repeat(file.split('/').length - 1)}subgraphs/police/models`
      const tree = { [file]: [models], 'subgraphs/police/models.ts': [] }
      expect(brokenRules(tree)).toEqual(['gateway-knows-no-agency'])
    },
  )

  it('reports a product that is built on the executor without policy', () => {
    const tree = {
      'gateway/start/start.ts': ['../../conformance/executor'],
      'conformance/executor.ts': [],
    }
    expect(brokenRules(tree)).toEqual(['product-without-conformance'])
  })
})
