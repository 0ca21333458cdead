import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { prepareDataFolder } from '../../common/data-folder'

const folder = mkdtempSync(path.join(tmpdir(), 'sightline-data-folder-'))

afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('the folder for data', () => {
  it('is made, and left empty', () => {
    const inside = path.join(folder, 'a', 'b')
    prepareDataFolder(inside)

    expect(existsSync(inside)).toBe(true)
    expect(readdirSync(inside)).toEqual([])
  })

  it('is named with its variable when it cannot be written', () => {
    const file = path.join(folder, 'file')
    writeFileSync(file, '')

    expect(() => {
      prepareDataFolder(path.join(file, 'data'))
    }).toThrow(`SIGHTLINE_DATA: the folder ${file}/data cannot be written (ENOTDIR)`)
  })
})
