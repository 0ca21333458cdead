/**
 * What no single agency can see, on the made-up case over the hub as `npm start` runs it; numbers are those of the
 * acceptance scenarios.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { requestDemoToken } from '../../embedded/sign-in/demo-token'
import { HubClient } from '../../scripts/ask/hub-client'
import { findFreePort } from '../../scripts/free-port'
import { HubCaller } from './hub-caller'
import { RunningHub } from './running-hub'

type Json = Readonly<Record<string, unknown>>

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-insights-'))
const victor = 'personByIdentifier(type: NHS_NUMBER, value: "999 000 0018")'
const home = '906700000011'
let hub: RunningHub
let client: HubClient
let enquiry: string

jest.setTimeout(600_000)

beforeAll(async () => {
  hub = new RunningHub(await findFreePort(), path.join(folder, 'data'))
  await hub.ready()
  const token = await requestDemoToken(`http://127.0.0.1:${hub.port + 1}`, 'mash.analyst')
  client = new HubClient(`http://127.0.0.1:${hub.port}/graphql`, token)
  enquiry = await client.openEnquiry({
    ...{ purpose: 'ADULT_SAFEGUARDING', caseReference: 'MASH-0001' },
    ...{ reason: 'Call to address, injuries seen', publicInterestTest: 'Serious injury is likely' },
  })
})

beforeAll(() => new HubCaller(hub.port).addressesAreTold())

afterAll(async () => {
  await hub.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function ask(query: string): Promise<Json> {
  const { response } = await client.send({ query: `{ found: ${query} }`, variables: {} }, enquiry)
  expect(response.errors ?? []).toEqual([])
  return response.data?.['found'] as Json
}

describe('acceptance', () => {
  it('1: a call at an address: who is there, the order, the old assaults of the other force, eleven calls', async () => {
    const found = await ask(`address(uprn: "${home}") {
      associates(asAt: "2025-08-30") { associates { isCurrent person { id }
        activeOrders { agency sentence } violence { agency sentence } } }
      calls { domesticCalls domesticClosedOtherwise calls { closedAs sources { agency } } } }`)
    const text = JSON.stringify(found['associates'])

    expect(text).toMatch(/"agency":"northshire-[a-z]+","sentence":"[^"]*suspended sentence/i)
    expect(
      text.match(/eastmarch-police","sentence":"Convicted: Assault occasioning/g),
    ).toHaveLength(2)
    expect(found['calls']).toMatchObject({ domesticCalls: 5, domesticClosedOtherwise: 5 })
    expect((found['calls'] as { calls: readonly unknown[] }).calls).toHaveLength(11)
  })

  it('3: four labels, disputed, and nobody chooses one', async () => {
    const found = await ask(
      `${victor} { relationships { pairs { labels consensus daPersonallyConnected sameHousehold } } }`,
    )

    expect(found['relationships']).toEqual({
      pairs: [
        {
          labels: ['friend', 'housemate', 'lodger', 'partner'],
          ...{
            consensus: 'DISPUTED',
            daPersonallyConnected: 'POSSIBLE',
            sameHousehold: 'POSSIBLE',
          },
        },
      ],
    })
  })

  it('4: 39 attendances at the minor injuries unit are no injuries; each injury once', async () => {
    const found = await ask(`${victor} { injuries { total recordsOfInjury headInjuries rule { name }
      bySource { agency attendances } injuries { parts { recordId } } } }`)
    const { total, recordsOfInjury, bySource } = found['injuries'] as {
      readonly total: number
      readonly recordsOfInjury: number
      readonly bySource: readonly object[]
    }

    expect(bySource).toContainEqual({ agency: 'harrowmere-minor-injuries', attendances: 39 })
    expect(total).toBeLessThan(recordsOfInjury)
    expect(found['injuries']).toMatchObject({
      total: 56,
      headInjuries: 30,
      rule: { name: 'same-injury' },
    })
  })

  it('5: the chronology has the 26 days in which nothing was written down', async () => {
    const found = await ask(`${victor} { chronology(from: "2025-07-20", to: "2025-09-10") {
      rows { type silentDays agencies sources { agency } } } }`)
    const { rows } = found['chronology'] as { readonly rows: readonly { readonly type: string }[] }

    expect(rows.filter(({ type }) => type === 'SILENCE')).toMatchObject([
      { silentDays: 26, agencies: ['northshire-adult-care'] },
    ])
  })

  it('5: prints it and writes it as a table, each line with its source', async () => {
    const file = path.join(folder, 'chronology.csv')
    const outcome = await hub.ask(
      ...(['mash.analyst', 'ADULT_SAFEGUARDING', '--nhs', '999 000 0018'] as const),
      ...['--insights', '--as-at', '2025-10-01', '--csv', file],
    )

    expect(outcome.status).toBe(0)
    expect(outcome.stdout).toMatch(/SILENCE +Northshire Adult Care +No entry for 26 days/)
    expect(readFileSync(file, 'utf8')).toMatch(
      /"Police call or incident".*"Northshire Police, record NP-[^"]+"/,
    )
  })

  it('1: prints of an address who is there, the order, the violence, the calls, who is silent', async () => {
    const { status, stdout } = await hub.ask(
      ...(['mash.analyst', 'ADULT_SAFEGUARDING', '--uprn', home] as const),
      ...['--as-at', '2025-08-31'],
    )
    const order = [
      ...['Who is associated (2)', 'Active orders', 'suspended sentence order', 'Violence of who'],
      ...['Eastmarch Police EM-CRI-0001', 'Calls to the police there', 'NP-INC-0001)'],
      'Who has not answered',
    ].map((text) => stdout.indexOf(text))

    expect(status).toBe(0)
    expect(order).not.toContain(-1)
    expect(order).toEqual(order.toSorted((one, other) => one - other))
  })

  it('9: prints where a person lived and marks the victim who is there', async () => {
    const { stdout } = await hub.ask(
      ...(['probation.officer', 'OFFENDER_MANAGEMENT', '--crn', 'X104567', '--addresses'] as const),
    )

    expect(stdout).toMatch(/to now {2}906700000011 {2}Victor Ashdown .*VICTIM OF THIS PERSON/)
  })
  it('15: prints what it could not see while an agency does not answer', async () => {
    hub.kill('harrowmere-gp', 'SIGSTOP')
    const asked = await Promise.all([
      hub.ask('mash.analyst', 'ADULT_SAFEGUARDING', '--nhs', '999 000 0018', '--insights'),
      hub.ask('mash.analyst', 'ADULT_SAFEGUARDING', '--uprn', home),
    ])
    hub.kill('harrowmere-gp', 'SIGCONT')

    for (const { stdout } of asked) {
      expect(stdout).toMatch(/Harrowmere Surgery.* DID NOT ANSWER/)
      expect(stdout).toContain('DID NOT ANSWER: what it holds is missing here')
      expect(stdout).toContain('Northshire Police')
    }
  })
})
