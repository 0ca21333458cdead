/** Every state of the pages about people, over a hub of the test's own: what axe finds, and a narrow window. */
import { execFileSync } from 'node:child_process'

import type { Browser } from 'playwright-core'

import type { JsonObject } from '../../common/json'
import { projectPath, projectRoot } from '../../common/project-root'
import type { AskHub } from '../../web/hub/hub-client'
import { HubRefusal } from '../../web/hub/hub-client'
import { chronology, coverage, finding, id, missing, other, result, row, view } from './made-up'
import { everything, everythingBeside } from './made-up-results'
import { answered, hubOf, problem } from './person-asking'
import { agencies, hubWith, Workspace } from './workspace'
import { findBrowser } from './browser/find-browser'
import { launchBrowser, Visitor } from './browser/visitor'

jest.setTimeout(900_000)

const place = findBrowser()
const describeInBrowser = place === null ? describe.skip : describe

const nothing = {
  ...chronology([]),
  addresses: result({ entries: [], conflicts: [] }),
  injuries: result({ injuries: [], total: 0, attendances: 0 }),
  involvements: result({ services: [] }),
}
const nothingBeside = {
  ...{ concerns: result({ findings: [] }), patterns: result({ findings: [] }) },
  ...{ relationships: result({ pairs: [] }), coResidents: result({ people: [] }) },
}
const one = { northshirePolice: view(), ...chronology([row()]) }
const down = Object.fromEntries(agencies.map(({ code }) => [code, 'UNAVAILABLE']))
const silent = agencies.map(({ code }) => missing(code, 'SILENT'))
const manyRows = Array.from({ length: 1000 }, (_, index) =>
  row({ occurredAt: new Date(Date.UTC(2014, 0, 1 + 4 * index)).toISOString() }),
)
const manyFindings = Array.from({ length: 60 }, () => finding())

const refusing = (code: string, reason: string | null = null): AskHub =>
  hubWith(() => {
    throw new HubRefusal(problem(code, [], reason), 'r')
  })

const states: readonly (readonly [string, AskHub, string])[] = [
  ['empty', hubOf(nothing, { beside: nothingBeside }), 'None of the partnership'],
  ['with one event', hubOf(one, answered), '1 event from 1 agency'],
  [
    'with everything',
    hubOf({ ...one, ...everything }, { ...answered, beside: everythingBeside }),
    '1 injury, each counted once',
  ],
  [
    'with many',
    hubOf(
      { ...one, ...chronology(manyRows, { total: 5000 }), ...everything },
      {
        ...answered,
        beside: { ...everythingBeside, concerns: result({ findings: manyFindings }) },
      },
    ),
    '4000 older rows',
  ],
  ['of which parts did not come', hubOf({}, { ...answered, beside: null }), 'does not mean'],
  [
    'with every agency down',
    hubOf(chronology([], { missing: silent }), { rows: coverage(down, 'NOT_REACHABLE') }),
    '0 of 15 agencies gave records',
  ],
  ['of nobody', hubWith(() => ({ data: { found: null } })), 'Nobody can be shown'],
  ['refused', refusing('WITHHELD', 'RELATED_TO_YOU'), 'You cannot look at this person'],
  ['after the purpose has ended', refusing('ENQUIRY_EXPIRED'), 'Why do you need to look'],
]

const atAddress: JsonObject = { id: '906700000011', people: [other()], ...chronology([row()]) }
const addressStates: readonly (readonly [string, AskHub, string])[] = [
  ['known', hubWith(() => ({ data: { found: atAddress }, coverage: coverage() })), 'Property 906'],
  [
    'with every agency down',
    hubWith(() => ({ data: { found: atAddress }, coverage: coverage(down, 'TIMED_OUT') })),
    'have not answered',
  ],
  ['of nobody', hubWith(() => ({ data: { found: null } })), 'Nobody can be shown'],
]

describeInBrowser('in a browser', () => {
  let browser: Browser
  let visitor: Visitor
  let workspace: Workspace

  beforeAll(async () => {
    execFileSync('node', ['scripts/transpile.mjs'], { cwd: projectRoot() })
    browser = await launchBrowser(place ?? '')
  })

  afterAll(() => browser.close())

  afterEach(async () => {
    await visitor.leave()
    await workspace.stop()
  })

  async function arrive(askHub: AskHub): Promise<void> {
    const assetsFolder = projectPath('dist', 'web', 'public')
    workspace = await Workspace.start({ askHub, assetsFolder })
    visitor = await Visitor.arrive(browser, workspace.url)
    await visitor.goTo('/sign-in')
    await visitor.statePurpose('ADULT_SAFEGUARDING')
  }

  async function expectGoodPage(says: string): Promise<void> {
    expect(await visitor.says(says)).toBe(true)
    expect(await visitor.faults()).toEqual([])
    expect(await visitor.overflowAt(320)).toBe(0)
  }

  it.each(states)('a person %s is accessible and fits a narrow window', async (...state) => {
    const [, askHub, says] = state
    await arrive(askHub)
    await visitor.goTo(`/people/${id}?period=all`)
    await expectGoodPage(says)
    await visitor.page.evaluate(
      'document.querySelectorAll("details").forEach((one) => (one.open = true))',
    )
    await expectGoodPage(says)
  })

  it.each(addressStates)(
    'an address %s is accessible and fits a narrow window',
    async (...state) => {
      const [, askHub, says] = state
      await arrive(askHub)
      await visitor.goTo('/find-address')
      await visitor.page.fill('#uprn', '906700000011')
      await visitor.press('Find')
      await expectGoodPage(says)
    },
  )
})
