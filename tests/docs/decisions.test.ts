import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { projectPath } from '../../common/project-root'

interface Decision {
  readonly file: string
  readonly number: string
  readonly text: string
  readonly title: string
  /** Without the word "Status". */
  readonly status: string
}

const folder = projectPath('docs', 'decisions')
const files = readdirSync(folder).filter((file) => file !== 'README.md')
const decisions = files.map(readDecision)
const index = readFileSync(path.join(folder, 'README.md'), 'utf8')

function readDecision(file: string): Decision {
  const text = readFileSync(path.join(folder, file), 'utf8')
  const [, number = '', title = ''] = /^# (\d{4}) (.+)\n/.exec(text) ?? []
  const [, status = ''] = /^# .*\n\nStatus: (.+)\n/.exec(text) ?? []
  return { file, number, title, status, text }
}

/** Number and link of each decision that a status names after these words. */
function namedAfter(words: string, { status }: Decision): readonly (readonly [string, string])[] {
  const named = new RegExp(`${words} \\[(\\d{4})\\]\\(([^)]+)\\)`, 'g')
  return [...status.matchAll(named)].map(([, number = '', link = '']) => [number, link])
}

function linksOf(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^https?:|…/.test(link))
    .map((link) => link.replace(/#.*$/, ''))
}

const superseded = decisions.flatMap((decision) =>
  namedAfter('superseded by', decision).map(([by, link]) => ({ ...decision, by, link })),
)
const replacing = decisions.flatMap((decision) =>
  namedAfter('replaces', decision).map(([old, link]) => ({ ...decision, old, link })),
)

describe('a decision in docs/decisions', () => {
  it.each(decisions)('has its number, a title and a status: $file', (decision) => {
    expect(decision.file).toMatch(/^\d{4}-[a-z0-9-]+\.md$/)
    expect(decision.number).toBe(decision.file.slice(0, 4))
    expect(decision.title).not.toBe('')
    expect(decision.status).toMatch(/^(accepted|superseded by \[\d{4}\]\([^)]+\))(;|$)/)
  })

  it('has a number of its own', () => {
    expect(new Set(decisions.map(({ number }) => number)).size).toBe(decisions.length)
  })

  it.each(decisions)('says what was decided: $file', ({ text }) => {
    expect(text).toMatch(/^\*\*Decision\.\*\*/m)
  })

  it.each(decisions)('links to files that there are: $file', ({ text }) => {
    for (const link of linksOf(text))
      expect([link, existsSync(path.join(folder, link))]).toEqual([link, true])
  })
})

describe('a decision that is superseded', () => {
  it.each(superseded)('names the one that replaces it, which points back: $file', (decision) => {
    expect(files).toContain(decision.link)
    expect(decision.link.slice(0, 4)).toBe(decision.by)
    const back = replacing.filter(({ number }) => number === decision.by)
    expect(back.map(({ link }) => link)).toContain(decision.file)
  })

  it.each(replacing)('is named by the one that replaces it: $file', ({ number, old, link }) => {
    const replaced = decisions.find(({ file }) => file === link)
    expect(link.slice(0, 4)).toBe(old)
    expect(replaced?.status).toContain(`[${number}]`)
  })

  it('is looked for among some', () => {
    expect(superseded.map(({ number }) => number)).toEqual(expect.arrayContaining(['0060', '0074']))
  })
})

describe('docs/decisions/README.md', () => {
  const rows = index.split('\n').flatMap((line) => {
    const [, link = '', title = '', status = '', about = ''] = line
      .split('|')
      .map((one) => one.trim())
    const [, number = '', file = ''] = /^\[(\d{4})\]\(([^)]+)\)$/.exec(link) ?? []
    return number ? [{ number, file, title, status, about }] : []
  })

  it('has a row for every decision, in their order, and no other', () => {
    expect(rows.map(({ file }) => file)).toEqual(files.toSorted())
  })

  it.each(decisions)('says title, status and a line about $file', ({ file, title, status }) => {
    const row = rows.find((one) => one.file === file)
    expect(row?.title).toBe(title)
    const by = /^superseded by \[(\d{4})\]/.exec(status)?.[1]
    expect(row?.status).toBe(by === undefined ? 'accepted' : `superseded by ${by}`)
    expect(row?.about).not.toBe('')
  })

  it.each(decisions)('has a range for the number of $file', ({ number }) => {
    const ranges = [...index.matchAll(/^\| (\d{4})-(\d{4}) \|/gm)]
    expect(ranges.some(([, from = '', to = '']) => from <= number && number <= to)).toBe(true)
  })

  it('links to files that there are', () => {
    for (const link of linksOf(index))
      expect([link, existsSync(path.join(folder, link))]).toEqual([link, true])
  })
})
