/**
 * Reads what some processes (their ids are the arguments) hold in memory, again and again, until the process that
 * forked it ends: for virtual machines whose host takes back what was not touched for a while, so that reading it takes
 * hundreds of times as long. Linux.
 */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

const chunk = Buffer.alloc(256 * 1024)
const pauseMs = 10_000

/** What a process has written to: first address, and the one after the last. */
function regionsOf(pid) {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .filter((line) => / rw.. 0+ 00:00 0 *(\[heap\])?$/.test(line))
    .map((line) =>
      line
        .split(' ', 1)[0]
        .split('-')
        .map((address) => Number.parseInt(address, 16)),
    )
}

function touch(pid) {
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  try {
    for (const [from, to] of regionsOf(pid)) touchRegion(memory, from, to)
  } finally {
    closeSync(memory)
  }
}

function touchRegion(memory, from, to) {
  try {
    for (let address = from; address < to;) {
      const read = readSync(memory, chunk, 0, Math.min(chunk.length, to - address), address)
      if (read === 0) return
      address += read
    }
  } catch {
    // It was given back meanwhile.
  }
}

process.on('disconnect', () => process.exit())
for (;;) {
  for (const pid of process.argv.slice(2)) touch(pid)
  await setTimeout(pauseMs)
}
