import { readFileSync } from 'node:fs'

import { BrowsedHub } from './browsed-hub'
import { findBrowser } from './find-browser'
import { registerPatient } from './patient'
import type { Visitor } from './visitor'

jest.setTimeout(900_000)

const place = findBrowser()
const victor = '999 000 0018'
const describeInBrowser = place === null ? describe.skip : describe

describeInBrowser('the workspace in a browser', () => {
  let browsed: BrowsedHub
  let visitor: Visitor

  beforeAll(async () => {
    browsed = await BrowsedHub.start(place ?? '')
  })

  afterAll(() => browsed.stop())

  afterEach(async () => {
    await visitor.leave()
    if (visitor.complaints.length > 0) throw new Error(visitor.complaints.join('\n'))
  })

  async function arrive(user: string, options: { hasScript?: boolean } = {}): Promise<void> {
    visitor = await browsed.arrive(options)
    await visitor.signIn(user)
  }

  /** Nothing a program can find is wrong with the page, and it fits a narrow window. */
  async function expectGoodPage(): Promise<void> {
    expect(await visitor.faults()).toEqual([])
    expect(await visitor.overflowAt(320)).toBe(0)
  }

  describe.each([true, false])('with scripts: %p', (hasScript) => {
    it('an analyst goes from the start to the whole picture, and on', async () => {
      await arrive('mash.analyst', { hasScript })
      expect(await visitor.says('You have stated no purpose')).toBe(true)
      await visitor.press('Open the made-up case')
      expect(await visitor.page.title()).toBe('Victor Ashdown – Sightline')
      expect(await visitor.says('9 of 15 agencies gave records')).toBe(true)
      expect(await visitor.says('56 injuries, each counted once')).toBe(true)
      expect(await visitor.page.locator('#relationships').innerText()).toContain('Differ')
      expect(visitor.page.url()).toMatch(/\/people\/[0-9a-f]{32}$/)
      await visitor.lookBack('Look back')
      expect(await visitor.says('On an order, and living with their victim')).toBe(true)
      await visitor.page.click('text=Table of the same events')
      expect(await visitor.says('Call for an ambulance: assault')).toBe(true)
      await visitor.page.click('.hub-cell__name >> text=Harrowmere Surgery')
      expect(await visitor.says('Kept back in these records')).toBe(true)
      await visitor.findAddress('postcode', 'zy1 4ab')
      expect(await visitor.says('2 properties where somebody is recorded')).toBe(true)
      await visitor.press('Look at this property 906700000011')
      expect(await visitor.says('Owen Marsh')).toBe(true)
      expect(await visitor.says('Closed as something else')).toBe(true)
      await visitor.goTo('/')
      expect(await visitor.says('What you looked at today')).toBe(true)
      await visitor.page.locator('main a[href^="/people/"]').first().click()
      expect(await visitor.page.title()).toBe('Victor Ashdown – Sightline')
    })

    it('a probation officer sees where a person stays, and who else is there', async () => {
      await arrive('probation.officer', { hasScript })
      await visitor.statePurpose('OFFENDER_MANAGEMENT')
      await visitor.find('CRN', 'X104567')
      expect(await visitor.page.title()).toBe('Owen Marsh – Sightline')
      const homes = visitor.page.locator('#homes')
      const together = homes.getByRole('group', { name: 'At the same address in the same time' })
      expect(await together.innerText()).toContain('Victor Ashdown')
      expect(await together.innerText()).toContain('Victim of an offence of this person')
      const history = homes.getByRole('group', { name: 'Where they lived, stayed and were seen' })
      expect(await history.innerText()).toContain('status M, use A07A')
      await history
        .getByRole('button', { name: 'Look at this address 906700000011' })
        .first()
        .click()
      expect(await visitor.says('Who is associated with it')).toBe(true)
    })

    it('a manager in an emergency sees the banner, and ends the access', async () => {
      await arrive('mash.manager', { hasScript })
      await visitor.goTo('/purpose')
      await visitor.page.check('input[value="VITAL_INTERESTS"]')
      await visitor.page.fill('#reason', 'Threat to life reported by a caller')
      await visitor.press('Continue')
      await visitor.find('NHS_NUMBER', victor)
      expect(await visitor.says('Emergency: a life is at stake')).toBe(true)
      await visitor.page.getByRole('button', { name: 'End access' }).click()
      await visitor.goTo('/find')
      expect(visitor.page.url()).toMatch(/\/purpose$/)
    })
  })

  it('every page an analyst comes to is accessible and fits a narrow window', async () => {
    await arrive('mash.analyst')
    await expectGoodPage()
    for (const path of ['/purpose', '/policy', '/nowhere', '/signed-out']) {
      await visitor.goTo(path)
      await expectGoodPage()
    }
    await visitor.goTo('/purpose')
    await visitor.press('Continue')
    await expectGoodPage()
    await visitor.goTo('/')
    await visitor.press('Open the made-up case')
    await expectGoodPage()
    const person = new URL(visitor.page.url()).pathname
    for (const path of [
      ...[`${person}?harm=high&period=all`, `${person}/table`, `${person}/table?show=order`],
      ...[`${person}/agencies/northshire-police`, `${person}/agencies/northshire-courts`],
      ...[`${person}?known-day=1&known-month=7&known-year=2025`, `${person}?known-day=40`],
      ...[`${person}/who-looked`, '/', '/people/nobody', '/find', '/find-address', '/who-looked'],
    ]) {
      await visitor.goTo(path)
      await expectGoodPage()
    }
    await visitor.find('NHS_NUMBER', '12')
    await expectGoodPage()
    await visitor.findAddress('uprn', '906700000011')
    await expectGoodPage()
  })

  it('an analyst finds somebody by a name spelled by ear, and is told what to add', async () => {
    await arrive('mash.analyst')
    await visitor.statePurpose('ADULT_SAFEGUARDING')
    await visitor.goTo('/find-by-name')
    await expectGoodPage()
    await visitor.page.fill('#givenNames', 'Viktor')
    await visitor.page.fill('#familyName', 'Ashdown')
    await visitor.press('Search')
    expect(await visitor.says('This would name too many people')).toBe(true)
    await expectGoodPage()
    await visitor.page.fill('#birth-year', '1957')
    await visitor.press('Search')
    expect(await visitor.says('First name: one character apart')).toBe(true)
    await expectGoodPage()
    await visitor.page.getByRole('link', { name: 'Victor Ashdown' }).click()
    await visitor.page.waitForURL(/\/people\/[0-9a-f]{32}$/)
  })

  it('the check of accessibility finds faults that were planted', async () => {
    await arrive('mash.analyst')
    await visitor.page.evaluate(`
      document.documentElement.removeAttribute('lang')
      document.querySelector('main').insertAdjacentHTML('beforeend',
        '<input type="text"><p class="planted">pale</p><svg role="img"></svg>')
      document.querySelector('.planted').style.color = '#ddd'`)
    const rules = (await visitor.faults()).map(({ rule }) => rule)
    expect(rules).toEqual(
      expect.arrayContaining(['html-has-lang', 'label', 'color-contrast', 'svg-img-alt']),
    )
  })

  it('the Back button shows nothing after the sign-out', async () => {
    await arrive('mash.analyst')
    await visitor.press('Open the made-up case')
    await visitor.page.getByRole('button', { name: 'Sign out' }).click()
    await visitor.page.waitForURL('**/signed-out')
    await visitor.page.goBack()
    expect(await visitor.says('Ashdown')).toBe(false)
  })

  it('a filter changes the chronology without a new page, and says so', async () => {
    await arrive('mash.analyst')
    await visitor.press('Open the made-up case')
    await visitor.page.evaluate('globalThis.isSamePage = true')
    await visitor.page.check('input[name="harm"]')
    await visitor.page.locator('#chronology').getByRole('button', { name: 'Apply' }).click()
    await visitor.page.waitForURL('**harm=high**')
    await visitor.page.waitForFunction('document.getElementById("said").textContent !== ""')
    expect(await visitor.page.evaluate('globalThis.isSamePage')).toBe(true)
    expect(await visitor.says('that the filter leaves out')).toBe(true)
  })

  it('the keyboard alone leads from the skip link to the person', async () => {
    await arrive('mash.analyst')
    await visitor.page.keyboard.press('Tab')
    const focused = () => visitor.page.evaluate('document.activeElement.textContent.trim()')
    expect(await focused()).toBe('Skip to main content')
    for (let count = 0; count < 40 && (await focused()) !== 'Open the made-up case'; count += 1)
      await visitor.page.keyboard.press('Tab')
    await visitor.page.keyboard.press('Enter')
    await visitor.page.waitForURL('**/people/**')
  })

  it('three agencies that hang are told on the page, with all that the others know', async () => {
    await arrive('mash.analyst')
    const hung = ['northshire-ambulance', 'harrowmere-homes', 'st-annes-hospital']
    for (const agency of hung) browsed.hub.kill(agency, 'SIGSTOP')
    try {
      await visitor.press('Open the made-up case')
      for (const name of ['Northshire Ambulance', 'Harrowmere Homes', "St Anne's Hospital"]) {
        const cell = visitor.page.locator('.hub-cell', { hasText: name })
        expect(await cell.innerText()).toContain('No answer')
      }
      expect(await visitor.says("No answer from St Anne's Hospital, Harrowmere Homes")).toBe(true)
      expect(await visitor.says('Harrowmere Homes: no answer')).toBe(true)
      expect(await visitor.page.title()).toBe('Victor Ashdown – Sightline')
      await expectGoodPage()
    } finally {
      for (const agency of hung) browsed.hub.kill(agency, 'SIGCONT')
    }
  })

  it('a sealed person’s page is that of nobody, to the letter', async () => {
    const number = '999 000 0948'
    const register = (isSealed: boolean) => registerPatient(browsed, { number, isSealed })
    await arrive('mash.analyst')
    await visitor.statePurpose('ADULT_SAFEGUARDING')
    // The name of the request, and at midnight the day on which access ends, are not of the person.
    const others = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|(?<=[ap]m )(today|tomorrow)/g
    const pageOf = async () => (await visitor.page.content()).replaceAll(others, '')
    await register(false)
    await visitor.findUntil(number, true)
    expect(await visitor.says('Sorrel Quenby')).toBe(true)
    const place = new URL(visitor.page.url()).pathname
    await register(true)
    await visitor.findUntil(number, false)
    const byNumber = await pageOf()
    await visitor.find('NHS_NUMBER', '999 000 0956')
    expect(await pageOf()).toBe(byNumber)
    for (const part of ['', '/table', '/agencies/st-annes-hospital']) {
      await visitor.goTo(place + part)
      expect(await pageOf()).toBe(byNumber)
    }
  })

  it('a data protection officer sees who looked, and what is due', async () => {
    await arrive('dpo')
    await visitor.statePurpose('AUDIT')
    await expectGoodPage()
    await visitor.page.fill('#value', victor)
    await visitor.press('Show')
    expect(await visitor.says('mash.analyst')).toBe(true)
    await expectGoodPage()
    const download = visitor.page.waitForEvent('download')
    await visitor.press('Download as CSV')
    expect((await download).suggestedFilename()).toBe('who-looked.csv')
    const [reference = ''] =
      /[0-9a-f]{32}/.exec(await visitor.page.locator('main').innerText()) ?? []
    await visitor.page.locator('main a[href^="/who-looked/entries/"]').last().click()
    expect(await visitor.says('The proof holds')).toBe(true)
    await visitor.goTo(`/people/${reference}/who-looked`)
    expect(await visitor.says('mash.analyst')).toBe(true)
    await expectGoodPage()
    await visitor.goTo('/reviews')
    expect(await visitor.says('Emergency')).toBe(true)
    await expectGoodPage()
  })

  it('a developer asks without scripts', async () => {
    await arrive('agency.developer', { hasScript: false })
    await visitor.goTo('/developers')
    await visitor.press('Ask')
    expect(await visitor.says('northshirePolice')).toBe(true)
  })

  it('a developer is offered what the schema has', async () => {
    await arrive('agency.developer')
    await visitor.goTo('/developers')
    await visitor.page.locator('#schema-state', { hasText: 'The schema is there' }).waitFor()
    await visitor.page.getByRole('textbox', { name: 'Query', exact: true }).click()
    await visitor.page.keyboard.press('Control+End')
    await visitor.page.keyboard.type(' query Schema { __schema { quer')
    await visitor.page.keyboard.press('Control+Space')
    const offered = visitor.page.getByRole('option', { name: /queryType/ })
    await offered.waitFor()
    expect(await offered.count()).toBe(1)
  })

  it.each([true, false])('the chronology is taken away, with scripts: %p', async (hasScript) => {
    await arrive('mash.analyst', { hasScript })
    await visitor.press('Open the made-up case')
    await visitor.page.click('text=Take it away (PDF or table)')
    // Looking at a page for faults needs scripts of its own.
    if (hasScript) await expectGoodPage()
    const download = visitor.page.waitForEvent('download')
    await visitor.press('Make the document')
    const file = await download
    expect(file.suggestedFilename()).toBe('chronology.pdf')
    expect(readFileSync(await file.path(), 'latin1')).toMatch(/^%PDF-1\.7/)
  })

  it('a developer reads the schema, and nobody', async () => {
    await arrive('agency.developer')
    await visitor.goTo('/developers')
    await expectGoodPage()
    await visitor.page.locator('#schema-state', { hasText: 'The schema is there' }).waitFor()
    await visitor.press('Ask')
    await visitor.page.locator('#answer', { hasText: 'northshirePolice' }).waitFor()
    await expectGoodPage()
    await visitor.goTo('/purpose')
    expect(await visitor.says('Your role can state no purpose')).toBe(true)
  })
})
