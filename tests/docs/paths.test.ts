import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { projectPath, projectRoot } from '../../common/project-root'

/** What is not of the repository: made by builds, tools and runs. */
const made = new Set(['node_modules', 'dist', 'coverage', '.data', '.cache', '.git'])
const extensions = 'ts|mjs|json|md|graphql|ndjson|yml'

/** Every file and folder of the repository, from its root. */
const files = readdirSync(projectRoot(), { withFileTypes: true }).flatMap((entry) => {
  if (made.has(entry.name)) return []
  if (!entry.isDirectory()) return [entry.name]
  const inside = readdirSync(projectPath(entry.name), { recursive: true, encoding: 'utf8' })
  return [entry.name, ...inside.map((file) => path.join(entry.name, file))]
})

/** README.md of each folder, and all of docs/ and bench/. */
const documents = files.filter(
  (file) => path.basename(file) === 'README.md' || /^(docs|bench)\/.*\.md$/.test(file),
)

/** Texts between backticks, without blocks of code. */
function spansOf(text: string): readonly string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '')
  return [...prose.matchAll(/`((?:[^`\n]|\n(?!\n))+)`/g)].map(([, span = '']) => span)
}

/** The paths a pattern stands for: `{a,b}` is each of them. */
function unfold(pattern: string): readonly string[] {
  const found = /\{([^{}]+)\}/.exec(pattern)
  if (!found) return [pattern]
  const [whole, choices = ''] = found
  return choices.split(',').flatMap((one) => unfold(pattern.replace(whole, one)))
}

/** True for what can only be meant as a file or folder of the repository. */
function isPath(span: string, folder: string): boolean {
  if (!/^[\w@.<>*{},-]+(\/[\w@.<>*{},-]+)*\/?$/.test(span)) return false
  const [first = '', ...rest] = span.split('/')
  if (made.has(first)) return false
  const isInside = existsSync(projectPath(first)) || existsSync(projectPath(folder, first))
  const isFile = new RegExp(`[^/]\\.(${extensions})$`).test(span)
  return isFile || span.endsWith('/') || (rest.length > 0 && isInside)
}

/**
 * Whether a path is there, from the root or from the document's own folder; one without a folder may be
 * anywhere below that. `<x>` and `*` stand for any name.
 */
function isThere(span: string, folder: string): boolean {
  const clean = span.replace(/\/$/, '')
  const below = folder === '.' ? '' : `${escape(folder)}/`
  const named = clean
    .split(/<[^>]*>|\*/)
    .map(escape)
    .join('[^/]*')
  const wherever = new RegExp(`^(${below}(.*/)?)?${named}$`)
  const exactly = new RegExp(`^(${below})?${named}$`)
  return files.some((file) => (clean.includes('/') ? exactly : wherever).test(file))
}

function escape(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
}

/** Paths in a document that lead nowhere. */
function missingIn(document: string, text: string): readonly string[] {
  const folder = path.dirname(document)
  return spansOf(text)
    .filter((span) => isPath(span, folder))
    .flatMap(unfold)
    .filter((span) => !isThere(span, folder))
}

function brokenLinksIn(document: string, text: string): readonly string[] {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  return links
    .filter((link) => !/^(https?:|#)|…/.test(link))
    .map((link) => path.join(path.dirname(document), link.replace(/#.*$/, '')))
    .filter((target) => !existsSync(projectPath(target)))
}

describe('a document', () => {
  it.each(documents)('names only files and folders that there are: %s', (document) => {
    const text = readFileSync(projectPath(document), 'utf8')
    expect(missingIn(document, text)).toEqual([])
    expect(brokenLinksIn(document, text)).toEqual([])
  })

  it('is one of many', () => {
    expect(documents.length).toBeGreaterThan(40)
    expect(documents).toEqual(expect.arrayContaining(['README.md', 'gateway/README.md']))
  })
})

describe('the check of paths', () => {
  it.each([
    'gateway/execution/plan.ts',
    'gateway/execution/',
    'gateway/no-such-room',
    'no-such-file.ts',
    'no-such-room/',
    'policies/{decide,no-such-file}.ts',
    'subgraphs/<kind>/no-such-file.ts',
  ])('finds that `%s` is not there', (span) => {
    expect(missingIn('gateway/README.md', `See \`${span}\`.`)).toHaveLength(1)
  })

  it.each([
    'gateway/',
    'calls/',
    'main.ts',
    'gateway/{plan,calls}',
    'policies/agreements/<kind>.json',
    'subgraphs/*/models.ts',
    'extensions.coverage',
    'application/json',
    '/health/live',
    'dist/',
    '.ndjson',
    'agency-keys.ts',
  ])('finds nothing wrong with `%s`', (span) => {
    expect(missingIn('gateway/README.md', `See \`${span}\`.`)).toEqual([])
  })
})
