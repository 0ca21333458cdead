import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { readRegister } from '../../common/register'

const folder = mkdtempSync(path.join(tmpdir(), 'sightline-register-'))
const homes = {
  code: 'eastmarch-homes',
  displayName: 'Eastmarch Homes',
  kind: 'housing',
  field: 'eastmarchHomes',
  existenceProtected: false,
}

afterAll(() => {
  rmSync(folder, { recursive: true })
})

function read(...entries: readonly object[]) {
  const file = path.join(folder, 'agencies.json')
  writeFileSync(file, JSON.stringify(entries))
  return readRegister(file)
}

describe('the register of agencies', () => {
  it('takes a kind by its name, whichever it is', () => {
    expect(read({ ...homes, kind: 'social-care' })).toEqual([
      { ...homes, kind: 'social-care', position: 0 },
    ])
  })

  it.each(['hub', 'person-index'])(
    'refuses the kind of a service of the hub itself: %s',
    (kind) => {
      expect(() => read({ ...homes, kind })).toThrow(`agency 1: "${kind}" is not a kind of agency`)
    },
  )

  it.each(['', 'Housing', '../housing', 'a b', 7, null])(
    'refuses a kind that cannot name a file: %j',
    (kind) => {
      expect(() => read(homes, { ...homes, kind })).toThrow(
        'agency 2: kind must be a text that fits',
      )
    },
  )
})
