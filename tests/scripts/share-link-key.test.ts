import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { projectPath } from '../../common/project-root'
import { openLinkKey } from '../../common/registration/link-tokens'
import { openNameKey } from '../../common/registration/name-key'

const root = mkdtempSync(path.join(tmpdir(), 'sightline-link-key-'))
const folder = (name: string) => path.join(root, name)
const secretIn = (name: string) => openLinkKey(folder(name)).secret.toString('hex')

function share(...names: readonly string[]) {
  const script = projectPath('scripts', 'share-link-key.ts')
  return spawnSync(process.execPath, ['--import', 'tsx', script, ...names.map(folder)], {
    encoding: 'utf8',
  })
}

afterAll(() => {
  rmSync(root, { recursive: true })
})

describe("the partnership's link key", () => {
  it('is the same in every folder, and stays when a folder is added', () => {
    expect(share('a', 'b').status).toBe(0)
    const first = secretIn('a')
    expect(share('c', 'b', 'a').status).toBe(0)

    expect(['a', 'b', 'c'].map(secretIn)).toEqual([first, first, first])
  })

  it('of names goes to agencies and the search, and not to the index; that of identifiers not to the search', () => {
    expect(share('an-agency', 'person-index', 'search-tokens').status).toBe(0)
    const has = (name: string, key: string) => existsSync(path.join(folder(name), 'keys', key))

    expect(openNameKey(folder('search-tokens'))).toEqual(openNameKey(folder('an-agency')))
    expect([has('person-index', 'name-tokens'), has('search-tokens', 'link-tokens')]).toEqual([
      false,
      false,
    ])
    expect(secretIn('person-index')).toBe(secretIn('an-agency'))
  })

  it('is not guessed when two folders hold different ones', () => {
    mkdirSync(path.join(folder('d'), 'keys'), { recursive: true })
    writeFileSync(path.join(folder('d'), 'keys', 'link-tokens'), 'ab'.repeat(32))
    const { status, stderr } = share('a', 'd')

    expect(status).toBe(1)
    expect(stderr).toContain('hold different link keys')
  })
})
