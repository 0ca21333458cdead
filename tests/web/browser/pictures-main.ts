/** `npm run pictures`: starts a hub with the made-up case and puts pictures of its pages into docs/pictures/. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { projectPath } from '../../../common/project-root'
import { HubCaller } from '../../hub/hub-caller'
import { patient, RunningHub } from '../../hub/running-hub'
import { findBrowser } from './find-browser'
import { launchBrowser, Visitor } from './visitor'
import { findFreePort } from '../../../scripts/free-port'

async function lookBack(visitor: Visitor, button: string): Promise<void> {
  const day = { day: '31', month: '8', year: '2025' }
  for (const [part, value] of Object.entries(day))
    await visitor.page.fill(`.hub-as-at [name="known-${part}"]`, value)
  await visitor.press(button)
}

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
  // The day after the last call: the pictures are the same whenever they are made.
  await lookBack(visitor, 'Look back')
  await take('person', 1250)
  for (const part of ['chronology', 'injuries', 'homes']) {
    await visitor.page.evaluate(`document.getElementById("${part}").scrollIntoView()`)
    await take(part, 1000)
  }
  await visitor.goTo('/find-address')
  await visitor.page.fill('#uprn', '906700000011')
  await visitor.press('Find')
  await lookBack(visitor, 'Ask all again')
  await take('address', 1250)
}

async function main(): Promise<void> {
  const place = findBrowser()
  if (place === null)
    throw new Error("No browser: install Debian's chromium, or set SIGHTLINE_CHROMIUM")
  const data = mkdtempSync(path.join(tmpdir(), 'sightline-pictures-'))
  const hub = new RunningHub(await findFreePort(), data, patient)
  try {
    await hub.ready()
    await new HubCaller(hub.port).addressesAreTold()
    const browser = await launchBrowser(place)
    const visitor = await Visitor.arrive(browser, `http://127.0.0.1:${hub.port + 80}`)
    await takePictures(visitor)
    await browser.close()
  } finally {
    await hub.stop()
    rmSync(data, { recursive: true })
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
