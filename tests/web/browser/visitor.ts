import { readFileSync } from 'node:fs'

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { chromium } from 'playwright-core'

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Starts the browser; with its back-forward cache on, as people have it. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update'],
    ],
  })
}

/** What a page is checked for can be found here. */
export interface Fault {
  readonly rule: string
  readonly where: string
}

/** Somebody at a browser. Every page they come to is checked for accessibility and broken rules. */
export class Visitor {
  readonly page: Page
  /** What pages said on the console, and rules for content that they broke. */
  readonly complaints: string[] = []
  readonly #context: BrowserContext
  readonly #origin: string

  private constructor(context: BrowserContext, page: Page, origin: string) {
    this.#context = context
    this.page = page
    this.#origin = origin
    // However slow the machine is, the test's own limit is the one that counts.
    page.setDefaultTimeout(0)
    page.on('pageerror', (error) => this.complaints.push(String(error)))
    page.on('console', (message) => {
      const isRefusal = /status of (400|403|404)/.test(message.text())
      if (message.type() === 'error' && !isRefusal) this.complaints.push(message.text())
    })
  }

  static async arrive(
    browser: Browser,
    origin: string,
    { hasScript = true } = {},
  ): Promise<Visitor> {
    const viewport = { width: 1440, height: 900 }
    const context = await browser.newContext({ viewport, javaScriptEnabled: hasScript })
    return new Visitor(context, await context.newPage(), origin)
  }

  leave(): Promise<void> {
    return this.#context.close()
  }

  /** Opens the workspace and chooses a demo user. */
  async signIn(user: string): Promise<void> {
    await this.page.goto(this.#origin)
    await this.page.click(`button[value="${user}"]`)
    await this.page.waitForURL(`${this.#origin}/`)
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(this.#origin + path)
  }

  async statePurpose(purpose: string): Promise<void> {
    await this.goTo('/purpose')
    await this.page.check(`input[value="${purpose}"]`)
    await this.page.fill('#caseReference', 'MASH-0001')
    await this.page.fill('#reason', 'Call to address, injuries seen')
    const test = this.page.locator('#publicInterestTest')
    if ((await test.count()) > 0) await test.fill('Serious injury is likely')
    await this.press('Continue')
  }

  async find(type: string, value: string): Promise<void> {
    await this.goTo('/find')
    await this.page.check(`input[value="${type}"]`)
    await this.page.fill('#value', value)
    await this.press('Find')
  }

  /** Looks an NHS number up until somebody is found by it, or nobody any more. */
  async findUntil(number: string, isFound: boolean): Promise<void> {
    await this.find('NHS_NUMBER', number)
    while (/\/people\/[0-9a-f]{32}$/.test(this.page.url()) !== isFound) {
      // Looking up over and over is slowed down by the hub.
      await new Promise((resolve) => setTimeout(resolve, 1000))
      await this.find('NHS_NUMBER', number)
    }
  }

  async findAddress(by: 'uprn' | 'postcode', value: string): Promise<void> {
    await this.goTo('/find-address')
    await this.page.fill(`#${by}`, value)
    await this.press('Find')
  }

  /** Asks what was known on the day after the made-up case's last call. @param button that does so on this page */
  async lookBack(button: string): Promise<void> {
    const day = { day: '31', month: '8', year: '2025' }
    for (const [part, value] of Object.entries(day))
      await this.page.fill(`.hub-as-at [name="known-${part}"]`, value)
    await this.press(button)
  }

  /** Presses a button of the page itself. */
  async press(name: string): Promise<void> {
    await this.page.locator('main').getByRole('button', { name, exact: true }).first().click()
    await this.page.waitForLoadState()
  }

  async says(text: string): Promise<boolean> {
    return (await this.page.locator('body').innerText()).includes(text)
  }

  /** The faults of the page as it is now, by the rules of WCAG 2.2 AA that a program can check. */
  async faults(): Promise<readonly Fault[]> {
    await this.page.evaluate(axe)
    return this.page.evaluate(async (values) => {
      interface Axe {
        run(root: unknown, options: unknown): Promise<{ violations: Violation[] }>
      }
      interface Violation {
        id: string
        nodes: { target: string[]; failureSummary: string }[]
      }
      const global = globalThis as unknown as { axe: Axe; document: unknown }
      const { violations } = await global.axe.run(global.document, {
        runOnly: { type: 'tag', values },
      })
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => ({ rule: id, where: target.join(' ') })),
      )
    }, standards)
  }

  /** How far the page runs over the side of a narrow window, in pixels. */
  async overflowAt(width: number): Promise<number> {
    await this.page.setViewportSize({ width, height: 800 })
    const over = await this.page.evaluate('document.documentElement.scrollWidth - innerWidth')
    await this.page.setViewportSize({ width: 1440, height: 900 })
    return Number(over)
  }
}
