import { spawn } from 'node:child_process'
import { once } from 'node:events'

import { projectPath } from '../../common/project-root'

/** Prints without end, as a long answer into `head` does. */
const program = `
require(${JSON.stringify(projectPath('scripts', 'closed-pipe.ts'))}).endOnClosedPipe()
process.exitCode = 0
const more = () => { console.log('x'.repeat(10000)); setImmediate(more) }
more()`

describe('a command whose reader stops reading', () => {
  it('ends without a word', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', '-e', program], {
      cwd: projectPath(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.stdout.once('data', () => child.stdout.destroy())
    const [status] = (await once(child, 'close')) as [number | null]

    expect({ status, said }).toEqual({ status: 0, said: '' })
  })
})
