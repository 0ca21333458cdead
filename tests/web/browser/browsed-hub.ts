import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { Browser } from 'playwright-core'

import { findFreePort } from '../../../scripts/free-port'
import { HubCaller } from '../../hub/hub-caller'
import { patient, RunningHub } from '../../hub/running-hub'
import { launchBrowser, Visitor } from './visitor'

/** The hub with the made-up cases, whose workspace is looked at in a browser; one for a test file. */
export class BrowsedHub {
  readonly hub: RunningHub
  /** Of the hub, and of what is made for it. */
  readonly folder: string
  readonly #browser: Browser

  private constructor(hub: RunningHub, folder: string, browser: Browser) {
    this.hub = hub
    this.folder = folder
    this.#browser = browser
  }

  /** @param executable of the browser */
  static async start(executable: string): Promise<BrowsedHub> {
    const folder = mkdtempSync(path.join(tmpdir(), 'sightline-browsed-'))
    const hub = new RunningHub(await findFreePort(), folder, patient)
    try {
      await hub.ready()
      await new HubCaller(hub.port).addressesAreTold()
      return new BrowsedHub(hub, folder, await launchBrowser(executable))
    } catch (error) {
      await hub.stop()
      rmSync(folder, { recursive: true })
      throw error
    }
  }

  arrive(options: Parameters<typeof Visitor.arrive>[2] = {}): Promise<Visitor> {
    return Visitor.arrive(this.#browser, `http://127.0.0.1:${this.hub.port + 80}`, options)
  }

  async stop(): Promise<void> {
    await this.#browser.close()
    await this.hub.stop()
    rmSync(this.folder, { recursive: true })
  }
}
