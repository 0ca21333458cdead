/** Every state of the pages about pairs, proofs, notices and postcodes: what axe finds, and a narrow window. */
import { execFileSync } from 'node:child_process'

import type { Browser } from 'playwright-core'

import type { JsonObject } from '../../common/json'
import { projectPath, projectRoot } from '../../common/project-root'
import { findBrowser } from './browser/find-browser'
import { launchBrowser, Visitor } from './browser/visitor'
import { coverage, id as person, other } from './made-up'
import { acknowledgedNotice, openNotice, unsentNotice } from './made-up-notices'
import { decision, id, likeness, personOfRecords, review, sides } from './made-up-reviews'
import { hubWith, staff, Workspace } from './workspace'

jest.setTimeout(900_000)

const place = findBrowser()
const describeInBrowser = place === null ? describe.skip : describe

const page = (nodes: readonly JsonObject[]) => ({ page: { nodes, endCursor: null } })
const pair = `/possible-matches/${id}`
const contradicted = {
  againstSame: [decision],
  againstDifferent: [decision],
  decisions: [decision],
}
const numbers = { isVerified: true, isNumberTraced: false }
const kept = { ...review, ...contradicted, ...numbers, isOpen: false }
const manyFields = Array.from({ length: 14 }, (_, at) => ({
  ...{ name: `Field number ${at + 1}`, agreement: 'one digit apart', bits: 7 - at, rarityBand: 2 },
}))

const managerStates: readonly (readonly [string, string, JsonObject, string])[] = [
  ['no pairs', '/possible-matches', page([]), 'No pair waits'],
  ['a pair', '/possible-matches', page([review]), 'Nobody yet'],
  ['many pairs', '/possible-matches', page(Array.from({ length: 20 }, () => kept)), 'Two people'],
  ['a pair side by side', pair, { review }, 'Are these one person?'],
  ['one that contradicts much', pair, { review: kept }, 'would contradict'],
  [
    'one with many fields',
    pair,
    { review: { ...review, likeness: { ...likeness, fields: manyFields } } },
    'Field number 14',
  ],
  ['one that nobody compared', pair, { review: { ...review, likeness: null } }, 'Nobody has'],
  ['no pair', pair, { review: null }, 'There is no such pair'],
  ['records of a person', `/people/${person}/records`, { found: personOfRecords }, 'HH-3'],
  ['no records', `/people/${person}/records`, { found: { id: person } }, 'None that may be shown'],
]

const entry = {
  ...{ log: 'gateway-1', index: 3, requestId: 'request-3', at: '2026-11-01T10:00:00.000Z' },
  ...{ staffId: 'an.analyst', homeAgency: 'harrowmere-council', purpose: 'ADULT_SAFEGUARDING' },
  ...{ people: ['1'.repeat(32), '2'.repeat(32)], caseReference: 'MASH-0001', reason: 'Call' },
}
const proof = {
  ...{ holds: true, size: 21, signedAt: '2026-11-01T10:00:01.000Z', root: 'r'.repeat(44) },
  ...{ steps: ['s'.repeat(44)], key: 'k'.repeat(90), document: '{}', disclosure: entry },
}
const entryPath = '/who-looked/entries/gateway-1/3'
const manyNotices = Array.from({ length: 6 }, () => [openNotice, acknowledgedNotice, unsentNotice])
const officerStates: readonly (readonly [string, string, JsonObject, string])[] = [
  ['a proof that holds', entryPath, { proof }, 'The proof holds'],
  [
    'a proof that does not',
    entryPath,
    { proof: { ...proof, holds: false } },
    'The proof does not hold',
  ],
  [
    'a proof that waits',
    entryPath,
    { proof: { ...proof, holds: null, document: null } },
    'Not signed yet',
  ],
  ['a proof of no entry', entryPath, { proof: null }, 'There is no such entry'],
  ['no notices', '/notices', page([]), 'There are no notices'],
  ['a notice', '/notices', page([openNotice]), 'Open since'],
  ['many notices', '/notices', page(manyNotices.flat()), 'Went to nobody'],
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

  async function arrive(role: string, purpose: string, data: JsonObject): Promise<void> {
    const assetsFolder = projectPath('dist', 'web', 'public')
    const askHub = hubWith(({ query }) => ({
      data: query.includes('PossibleMatchSides') ? { review: sides } : data,
      coverage: coverage(),
    }))
    workspace = await Workspace.start({ askHub, assetsFolder, user: staff(role) })
    visitor = await Visitor.arrive(browser, workspace.url)
    await visitor.goTo('/sign-in')
    await visitor.statePurpose(purpose)
  }

  async function expectGoodPage(says: string): Promise<void> {
    expect(await visitor.says(says)).toBe(true)
    expect(await visitor.faults()).toEqual([])
    expect(await visitor.overflowAt(320)).toBe(0)
  }

  it.each(managerStates)(
    'a manager’s page with %s is accessible and fits a narrow window',
    async (...state) => {
      const [, path, data, says] = state
      await arrive('mash.manager', 'ADULT_SAFEGUARDING', data)
      await visitor.goTo(path)
      await expectGoodPage(says)
    },
  )

  it('a pair about which nothing was chosen says what is missing, accessibly', async () => {
    await arrive('mash.manager', 'ADULT_SAFEGUARDING', { review: kept })
    await visitor.goTo(pair)
    await visitor.press('Say so')
    await expectGoodPage('Choose what they are')
  })

  it('records of which none was chosen say so, accessibly', async () => {
    await arrive('mash.manager', 'ADULT_SAFEGUARDING', { found: personOfRecords })
    await visitor.goTo(`/people/${person}/records`)
    await visitor.press('Part them')
    await expectGoodPage('Choose the records that are somebody else')
  })

  it.each(officerStates)(
    'an officer’s page with %s is accessible and fits a narrow window',
    async (...state) => {
      const [, path, data, says] = state
      await arrive('dpo', 'AUDIT', data)
      await visitor.goTo(path)
      await visitor.page.evaluate(
        'document.querySelectorAll("details").forEach((one) => (one.open = true))',
      )
      await expectGoodPage(says)
    },
  )

  it.each([
    ['with a property', { ...other(), northshirePolice: { people: [at('906700000011')] } }, '9067'],
    ['where no property was shown', other(), 'at which property was not shown'],
  ])('a postcode %s is accessible and fits a narrow window', async (...state) => {
    const [, known, says] = state
    const found = { postcode: 'ZY1 4AB', hasMorePeople: true, people: [known] }
    await arrive('mash.analyst', 'ADULT_SAFEGUARDING', { found })
    await visitor.goTo('/find-address')
    await visitor.page.fill('#postcode', 'ZY1 4AB')
    await visitor.press('Find')
    await expectGoodPage(says)
  })
})

function at(uprn: string) {
  return { uprn, postcode: 'ZY1 4AB', names: [] }
}
