/** `npm run replay`: writes docs/replay.md. */
import { writeFileSync } from 'node:fs'

import { formatReplay, replayCase, replayPage } from './replay-page'

async function main(): Promise<void> {
  writeFileSync(replayPage, formatReplay(await replayCase()))
  console.log('docs/replay.md')
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
