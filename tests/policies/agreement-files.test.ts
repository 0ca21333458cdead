import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { readAgreementFiles } from '../../policies/agreement-files'
import police from '../../policies/agreements/police.json'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sightline-agreements-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

function write(name: string, text: string): void {
  writeFileSync(path.join(folder, name), text)
}

describe('the files of agreements', () => {
  it('are those beside the policy, by kind', () => {
    expect(readAgreementFiles()).toMatchObject({ police })
  })

  it('are found by their names alone', () => {
    write('social-care.json', '{ "source": "social-care" }')
    write('social-care.json.17.part', 'half of')
    write('README.md', '# Agreements')
    expect(readAgreementFiles(folder)).toEqual({ 'social-care': { source: 'social-care' } })
  })

  it.each(['Police.json', '.json', '__proto__.json', 'police .json'])(
    'are refused under a name that no kind has: %s',
    (name) => {
      write(name, '{}')
      expect(() => readAgreementFiles(folder)).toThrow(`policies/agreements/${name}`)
    },
  )

  it('are refused when one is not JSON', () => {
    write('police.json', '{')
    expect(() => readAgreementFiles(folder)).toThrow('police.json cannot be read as JSON')
  })
})
