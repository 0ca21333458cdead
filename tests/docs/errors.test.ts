import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { hubErrorCodes } from '../../common/errors'
import { projectRoot } from '../../common/project-root'
import { importCodes } from '../../scripts/import/files/import-error'

const folders = ['common', 'disclosure-log', 'gateway', 'policies', 'subgraphs']
const read = (file: string) => readFileSync(path.join(projectRoot(), file), 'utf8')
const docs = read('docs/errors.md')

/** Every source file of the product. */
const sources = folders.flatMap((folder) =>
  readdirSync(path.join(projectRoot(), folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(folder, file)),
)

/** Reasons as the code writes them: `reason: 'TOO_DEEP'`, or a member of a table of messages. */
const reasons = sources.flatMap((file) => {
  const text = read(file)
  const given = [...text.matchAll(/reason: '([A-Z_]+)'/g)].map(([, reason = '']) => reason)
  const tables = [...text.matchAll(/^const messages = \{\n([\s\S]*?)^\}/gm)].flatMap(
    ([, table = '']) => [...table.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, reason = '']) => reason),
  )
  const types = [...text.matchAll(/^ {2}\| '([A-Z][A-Z_]+)'/gm)].map(([, reason = '']) => reason)
  const isOfErrors = /Code|Reason|Flag|Status/.test(text)
  return [...given, ...tables, ...(isOfErrors ? types : [])]
})

describe('docs/errors.md', () => {
  it.each(hubErrorCodes)('has a line for the code %s', (code) => {
    expect(docs).toMatch(new RegExp(`^\\| \`${code}\``, 'm'))
  })

  it.each(importCodes)('names the code %s of an import', (code) => {
    expect(docs).toContain(`[${code}]`)
  })

  it.each([...new Set(reasons)].toSorted())('names the reason %s', (reason) => {
    expect(docs).toContain(`\`${reason}\``)
  })

  it('is compared with more than a few reasons', () => {
    expect(new Set(reasons).size).toBeGreaterThan(40)
  })
})
