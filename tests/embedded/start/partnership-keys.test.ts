import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { preparePartnershipKeys } from '../../../embedded/start/partnership-keys'

const folder = mkdtempSync(path.join(tmpdir(), 'sightline-partnership-keys-'))
const fileOf = (name: string) => path.join(folder, 'keys', name)

afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('the keys that agencies share', () => {
  it('are made before the start, for their owner alone, and checked at the next one', () => {
    preparePartnershipKeys(folder)

    for (const name of ['link-tokens', 'name-tokens'])
      expect(statSync(fileOf(name)).mode & 0o777).toBe(0o600)
    expect(() => {
      preparePartnershipKeys(folder)
    }).not.toThrow()
    writeFileSync(fileOf('name-tokens'), 'none')
    expect(() => {
      preparePartnershipKeys(folder)
    }).toThrow('The key file "name-tokens" does not hold 64 hexadecimal digits')
  })
})
