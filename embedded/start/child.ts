/**
 * Runs one process of the hub under `npm start`: the first argument is how long it may take to stop, in
 * milliseconds, the second the program. When the starter is gone, however it ended, the process ends too.
 */
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const [stopGraceMs, program, ...args] = process.argv.slice(2)
if (program === undefined) throw new Error('child: the program to run is missing')

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), Number(stopGraceMs)).unref()
})

const entry = path.resolve(program)
process.argv = [process.argv[0] ?? 'node', entry, ...args]
// The channel tells when the starter is gone; it must not by itself keep a finished process alive.
process.channel?.unref()
void import(pathToFileURL(entry).href)
