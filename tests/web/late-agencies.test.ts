import { execFileSync } from 'node:child_process'

import type { Browser } from 'playwright-core'

import { projectPath, projectRoot } from '../../common/project-root'
import type { AskHub } from '../../web/hub/hub-client'
import { HubRefusal } from '../../web/hub/hub-client'
import { findBrowser } from './browser/find-browser'
import { launchBrowser, Visitor } from './browser/visitor'
import { chronology, coverage, id, missing, other, row, view } from './made-up'
import { problem, section } from './person-asking'
import { hubWith, Workspace } from './workspace'

const uprn = '906700000011'
const late = 'northshire-police'
const lateRows = coverage({ [late]: 'UNAVAILABLE' }, 'NOT_WAITED_FOR')
const silent = chronology([], { missing: [missing(late, 'SILENT')] })
const told = { northshirePolice: view(), ...chronology([row()]) }

/** How long each question about people waited. */
const waits: (number | undefined)[] = []

/** A hub that the police answer late, in the answers of these names. */
function hubWithLate(named = ['PersonOverview', 'PersonEvents', 'find-address']): AskHub {
  return hubWith(({ query, agencyWaitMs }) => {
    waits.push(agencyWaitMs)
    const name = /^query (\w+)/.exec(query)?.[1] ?? ''
    const isAddress = query.includes('address(')
    const isLate = agencyWaitMs !== undefined && named.includes(isAddress ? 'find-address' : name)
    const own = isLate ? silent : told
    const found = isAddress ? { id: uprn, people: [other()], ...own } : { id, ...own }
    const rows = isLate ? lateRows : coverage({ [late]: 'ANSWERED' })
    return { data: { found }, coverage: rows }
  })
}

const agencyWaitMs = 1000
let workspace: Workspace

async function open(askHub = hubWithLate()): Promise<void> {
  workspace = await Workspace.start({ askHub, agencyWaitMs })
  await workspace.begin()
  waits.length = 0
}

afterEach(() => workspace.stop())

const note = /<p class="hub-late" data-late><b>This page is not whole yet\.<\/b>[\s\S]*?<\/p>/

describe('an agency that has not answered when a page is made', () => {
  it('is told as late in the strip, the picture and the words, and never as one without records', async () => {
    await open()
    const { html } = await workspace.get(`/people/${id}?period=all`)
    expect(waits).toEqual([1000, 1000])
    const cell = /<li class="hub-cell hub-cell--late">[\s\S]*?<\/li>/.exec(html)?.[0] ?? ''
    expect(cell).toContain('Northshire Police')
    expect(cell).toContain('</svg>Not answered yet')
    expect(cell).toContain('Ask again')
    expect(section(html, 'coverage')).toContain('1 has not answered yet and 14 hold no record.')
    expect(html).toContain('Not answered yet by Northshire Police: records may exist.')
    expect(html).toContain('Not answered yet. Records may exist.')
    const [said = ''] = note.exec(html) ?? []
    expect(said).toContain('without all that Northshire Police may know')
    expect(said).toContain(`href="/people/${id}?period=all&amp;wait=all"`)
  })

  it.each(['', '/table'])('is waited for by the page that the link leads to: %s', async (rest) => {
    await open()
    expect((await workspace.get(`/people/${id}${rest}`)).html).toMatch(note)
    waits.length = 0
    const { html } = await workspace.get(`/people/${id}${rest}?wait=all`)
    expect(new Set(waits)).toEqual(new Set([undefined]))
    expect(html).not.toContain('data-late')
    expect(html).toContain('</svg>Answered')
    // A filter without scripts keeps who came; other links do their own waiting.
    expect(section(html, 'chronology')).toContain('<input type="hidden" name="wait" value="all">')
    expect(html).not.toMatch(/href="[^"]*wait=all/)
  })

  it('is told where only what it knows of those around the person is late', async () => {
    await open(hubWithLate(['PersonHousehold']))
    const { html } = await workspace.get(`/people/${id}`)
    expect(html).toMatch(note)
    expect(html).toContain('</svg>Answered')
  })

  it('is waited for also where a part of what it knows came in time', async () => {
    const rows = coverage({ [late]: 'PARTIAL' }, 'NOT_WAITED_FOR')
    await open(hubWith(() => ({ data: { found: { id, ...told } }, coverage: rows })))
    const { html } = await workspace.get(`/people/${id}`)
    expect(note.exec(html)?.[0]).toContain('without all that Northshire Police may know')
  })

  it('is told on the page of an address, whose number stays out of every link', async () => {
    await open()
    await workspace.get('/find-address')
    const { html } = await workspace.post('/find-address', { uprn, 'known-day': '' })
    const [form = ''] = /<form class="hub-late"[\s\S]*?<\/form>/.exec(html) ?? []
    expect(form).toContain('without all that Northshire Police may know')
    expect(form).toContain('<input type="hidden" name="wait" value="all">')
    expect(form).toContain(`<input type="hidden" name="uprn" value="${uprn}">`)
    expect(html).not.toMatch(/href="[^"]*906700000011/)
    const whole = await workspace.post('/find-address', { uprn, wait: 'all' })
    expect(whole.html).not.toContain('data-late')
    expect(waits).toEqual([1000, undefined])
  })

  it('is told on the page of a postcode, and not as one that did not answer', async () => {
    const late = coverage({ 'northshire-police': 'UNAVAILABLE' }, 'NOT_WAITED_FOR')
    const found = { postcode: 'ZY1 4AB', people: [other()] }
    await open(
      hubWith(({ agencyWaitMs }) => ({
        data: { found },
        coverage: agencyWaitMs === undefined ? coverage() : late,
      })),
    )
    await workspace.get('/find-address')
    const { html } = await workspace.post('/find-address', { postcode: 'ZY1 4AB' })
    const [form = ''] = /<form class="hub-late"[\s\S]*?<\/form>/.exec(html) ?? []
    expect(form).toContain('<input type="hidden" name="postcode" value="ZY1 4AB">')
    expect(html).not.toContain('Did not answer')
    const whole = await workspace.post('/find-address', { postcode: 'ZY1 4AB', wait: 'all' })
    expect(whole.html).not.toContain('data-late')
  })

  it('is no matter of a page on which nobody is late, nor of one that asks a single agency', async () => {
    await open(hubWithLate([]))
    const { html } = await workspace.get(`/people/${id}`)
    expect(html).not.toContain('data-late')
    expect(html).not.toContain('name="wait"')
    waits.length = 0
    await workspace.get(`/people/${id}/agencies/${late}`)
    expect(waits).toEqual([undefined])
  })
})

const place = findBrowser()
const describeInBrowser = place === null ? describe.skip : describe

describeInBrowser('an agency that answers after a page is shown', () => {
  let browser: Browser
  let visitor: Visitor

  beforeAll(async () => {
    execFileSync('node', ['scripts/transpile.mjs'], { cwd: projectRoot() })
    browser = await launchBrowser(place ?? '')
  })

  afterAll(() => browser.close())
  afterEach(() => visitor.leave())

  /** @param whole what comes of a question that waits for everybody */
  async function arrive(whole: (answer: ReturnType<AskHub>) => ReturnType<AskHub>): Promise<void> {
    const late = hubWithLate()
    const askHub: AskHub = (question) => {
      const answer = late(question)
      const isWhole = question.agencyWaitMs === undefined && question.query.includes('found:')
      return isWhole ? whole(answer) : answer
    }
    const assetsFolder = projectPath('dist', 'web', 'public')
    workspace = await Workspace.start({ askHub, agencyWaitMs, assetsFolder })
    visitor = await Visitor.arrive(browser, workspace.url)
    await visitor.goTo('/sign-in')
    await visitor.statePurpose('ADULT_SAFEGUARDING')
    waits.length = 0
    await visitor.goTo(`/people/${id}`)
  }

  const saying = (text: string) =>
    visitor.page.locator('#said', { hasText: text }).waitFor({ state: 'attached' })

  it('comes into the page, and takes nothing from the reader', async () => {
    let release: () => void = () => undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    await arrive(async (answer) => {
      await released
      return answer
    })
    const { page } = visitor
    await saying('They are being waited for.')
    expect(await visitor.says('Northshire Police may know. They are being waited for.')).toBe(true)
    expect(await visitor.faults()).toEqual([])
    expect(await visitor.overflowAt(320)).toBe(0)
    await page.evaluate('globalThis.isSamePage = true')
    await page.fill('#known-day', '3')
    await page.check('input[name="harm"]')
    await page.click('text=Choose agencies')
    await page.focus('text=Take it away')

    release()
    await saying('All agencies were waited for. 1 of 15 agencies gave records')
    expect(await visitor.says('This page is not whole yet')).toBe(false)
    expect(await page.locator('.hub-cell--answered').innerText()).toContain('Northshire Police')
    expect(await page.evaluate('globalThis.isSamePage')).toBe(true)
    const reference = await page.locator('#reference').innerText()
    expect(reference.split(' and ')).toEqual(waits.map(() => 'request-of-the-hub'))
    expect(await page.inputValue('#known-day')).toBe('3')
    expect(await page.isChecked('input[name="harm"]')).toBe(true)
    expect(await page.locator('.hub-filter__agencies[open]').count()).toBe(1)
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Take it away')
    expect(await visitor.faults()).toEqual([])
    expect(waits).toEqual([agencyWaitMs, agencyWaitMs, undefined, undefined])
  })

  it('stays missing, and says so, where it cannot be waited for', async () => {
    await arrive(() => Promise.reject(new HubRefusal(problem('HUB_UNREACHABLE'), 'r')))
    await saying('The agencies that have not answered could not be waited for.')
    expect(await visitor.says('This page is not whole yet')).toBe(true)
    expect(await visitor.page.isVisible('text=Wait for them')).toBe(true)
  })
})
