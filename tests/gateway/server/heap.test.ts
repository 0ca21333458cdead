import { spawnSync } from 'node:child_process'

import { projectPath } from '../../../common/project-root'

/** What V8 says of flags when a process of its own sets them with this program. */
function complaintsOf(program: string): string {
  const args = ['--import', 'tsx', '--eval', program]
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: projectPath(),
    encoding: 'utf8',
  })
  expect(status).toBe(0)
  return stderr
}

describe('the heap of a gateway', () => {
  it('is fitted with flags that V8 knows', () => {
    const program = `require('./gateway/server/heap.ts').fitHeap()`
    expect(complaintsOf(program)).toBe('')
  })

  it('would be told of one that it does not know', () => {
    const program = `require('node:v8').setFlagsFromString('--no-such-flag-of-a-heap')`
    expect(complaintsOf(program)).toContain('no-such-flag-of-a-heap')
  })
})
