import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { projectPath, projectRoot } from '../../../common/project-root'

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-large-'))
const rows = 100_000
/** Of a heap this small the file fills more than one. */
const heapMegabytes = 64

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Counts what is read of a file, in a process with little memory. */
const program = `
const { readEntries } = require(${JSON.stringify(projectPath('scripts', 'import', 'read-records.ts'))})
const columns = { recordType: 'person', encoding: 'utf-8', fields: [
  ['notes', { column: 'notes', value: undefined, type: 'text', form: 'YYYY-MM-DD', words: null, list: null }]] }
async function main() {
  const [file] = process.argv.slice(-1)
  let count = 0
  for await (const entry of readEntries(file, undefined, { columns: file.endsWith('.csv') ? columns : null, fhirFor: null }))
    if ('value' in entry) count += 1
  console.log(count)
}
void main()
`

describe('a file of 100,000 rows', () => {
  it.each([
    ['csv', 'id,notes\n', `1,${'x'.repeat(800)}\n`],
    ['ndjson', '', `{"id":1,"notes":"${'x'.repeat(800)}"}\n`],
  ])('is read in less memory than it takes itself: .%s', (form, header, row) => {
    const file = path.join(folder, `large.${form}`)
    const handle = openSync(file, 'w')
    writeFileSync(handle, header)
    for (let written = 0; written < rows; written += 1000) writeFileSync(handle, row.repeat(1000))
    closeSync(handle)
    expect(statSync(file).size).toBeGreaterThan(heapMegabytes * 1024 * 1024)

    const options = [`--max-old-space-size=${heapMegabytes}`, '--require', 'tsx/cjs']
    const { stdout, stderr } = spawnSync(process.execPath, [...options, '-e', program, file], {
      ...{ cwd: projectRoot(), encoding: 'utf8' },
    })
    expect({ stdout, stderr }).toEqual({ stdout: `${rows}\n`, stderr: '' })
  })
})
