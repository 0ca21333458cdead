/** `npm run pictures`: starts a hub with the made-up case and puts pictures of its pages into docs/pictures/. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'

import { projectPath } from '../../../common/project-root'
import { BrowsedHub } from './browsed-hub'
import { findBrowser } from './find-browser'
import type { Visitor } from './visitor'

async function takePictures(visitor: Visitor): Promise<void> {
  const folder = projectPath('docs', 'pictures')
  mkdirSync(folder, { recursive: true })
  const take = async (name: string, height: number) => {
    await visitor.page.setViewportSize({ width: 1280, height })
    await visitor.page.screenshot({ path: path.join(folder, `${name}.png`) })
    console.log(`docs/pictures/${name}.png`)
  }
  await visitor.signIn('mash.analyst')
  await visitor.press('Open the made-up case')
  // The pictures are the same whenever they are made.
  await visitor.lookBack('Look back')
  await take('person', 1250)
  for (const part of ['chronology', 'injuries', 'homes']) {
    await visitor.page.evaluate(`document.getElementById("${part}").scrollIntoView()`)
    await take(part, 1000)
  }
  await visitor.findAddress('uprn', '906700000011')
  await visitor.lookBack('Ask all again')
  await take('address', 1250)
}

async function main(): Promise<void> {
  const place = findBrowser()
  if (place === null)
    throw new Error("No browser: install Debian's chromium, or set SIGHTLINE_CHROMIUM")
  const browsed = await BrowsedHub.start(place)
  try {
    await takePictures(await browsed.arrive())
  } finally {
    await browsed.stop()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
