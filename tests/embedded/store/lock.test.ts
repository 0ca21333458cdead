import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { lockDirectory } from '../../../embedded/store/lock'
import { socketPathFor } from '../../../embedded/store/socket-path'

const directory = mkdtempSync(path.join(os.tmpdir(), 'sightline-lock-'))
const contenders: ChildProcess[] = []

async function startContender(): Promise<ChildProcess> {
  const child = fork(path.join(__dirname, 'helpers', 'lock-contender.ts'), {
    execArgv: ['--import', 'tsx'],
  })
  contenders.push(child)
  await once(child, 'message')
  return child
}

async function tell(child: ChildProcess, order: 'lock' | 'release'): Promise<string> {
  child.send({ order, directory })
  const [outcome] = (await once(child, 'message')) as [string]
  return outcome
}

afterAll(() => {
  for (const child of contenders) child.kill('SIGKILL')
  rmSync(directory, { recursive: true, force: true })
})

describe('lockDirectory', () => {
  it('lets exactly one of many starters in, round after round, also after kill -9', async () => {
    let children = await Promise.all(Array.from({ length: 6 }, startContender))
    for (let round = 0; round < 20; round += 1) {
      const outcomes = await Promise.all(children.map((child) => tell(child, 'lock')))
      const winners = children.filter((_, place) => outcomes[place] === 'holds')
      expect(winners).toHaveLength(1)
      expect(outcomes.filter((outcome) => outcome === 'DirectoryInUseError')).toHaveLength(5)
      const [winner] = winners
      if (!winner) continue
      if (round % 5 !== 4) await tell(winner, 'release')
      else {
        const exit = once(winner, 'exit')
        winner.kill('SIGKILL')
        await exit
        children = [...children.filter((child) => child !== winner), await startContender()]
      }
    }
  })

  it('names the directory to a second store', async () => {
    const lock = await lockDirectory(directory)
    const [contender] = [await startContender()]

    await expect(lockDirectory(directory)).rejects.toThrow(`${directory} is in use`)
    expect(await tell(contender, 'lock')).toBe('DirectoryInUseError')

    await lock.release()
    expect(await tell(contender, 'lock')).toBe('holds')
  })
})

describe('socketPathFor', () => {
  it('is inside the directory when the system can take the path', () => {
    expect(socketPathFor('/a/b', 'store.sock')).toBe('/a/b/store.sock')
  })

  it('is in a private folder for a long path, and differs by directory', () => {
    const long = path.join(directory, 'x'.repeat(120))
    mkdirSync(long)

    const first = socketPathFor(long, 'store.sock')
    expect(Buffer.byteLength(first)).toBeLessThan(100)
    expect(socketPathFor(`${long}y`, 'store.sock')).not.toBe(first)
  })
})
