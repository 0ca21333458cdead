import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { portsFrom } from '../../common/ports'
import { requestDemoToken } from '../../embedded/sign-in/demo-token'
import { findFreePort } from '../../scripts/free-port'
import { createHubClient } from '../../web/hub/hub-client'
import { RunningHub } from '../hub/running-hub'
import { agencies, staff, Workspace } from './workspace'

jest.setTimeout(900_000)

const hanging = ['northshire-ambulance', 'harrowmere-gp', 'st-annes-hospital']

describe('a page while three of fifteen agencies hang', () => {
  let folder: string
  let hub: RunningHub
  let workspace: Workspace

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'sightline-slow-'))
    hub = new RunningHub(await findFreePort(), folder)
    await hub.ready()
    const ports = portsFrom(hub.port)
    const token = await requestDemoToken(`http://127.0.0.1:${ports.signIn}`, 'mash.analyst')
    workspace = await Workspace.start({
      askHub: createHubClient(`http://127.0.0.1:${ports.gateway}/graphql`),
      user: { ...staff('mash.analyst'), token },
      agencyWaitMs: 500,
    })
    await workspace.begin()
    // Without it hospitals withhold, and are not even asked.
    await workspace.post('/purpose', {
      ...{ purpose: 'ADULT_SAFEGUARDING', caseReference: 'MASH-0001' },
      reason: 'Call to address, injuries seen',
      publicInterestTest: 'Serious injury is likely',
    })
  })

  afterAll(async () => {
    await workspace.stop()
    await hub.stop()
    rmSync(folder, { recursive: true })
  })

  it('comes before they answer, with what the rest gave, and says who is missing', async () => {
    const found = await workspace.post('/find', { type: 'NHS_NUMBER', value: '999 000 0018' })
    const where = found.headers.get('location') ?? ''
    for (const code of hanging) hub.kill(code, 'SIGSTOP')
    try {
      const first = await workspace.get(where)
      expect(first.status).toBe(200)
      const late = agencies.filter(({ code }) => hanging.includes(code))
      for (const { displayName } of late) expect(statesOn(first.html).get(displayName)).toBe('late')
      const [, all = ''] = /href="([^"]*wait=all)">Wait for them</.exec(first.html) ?? []
      const { status, html } = await workspace.get(all)
      expect(status).toBe(200)
      expect(html).toContain('Victor Ashdown')
      const states = statesOn(html)
      expect(states.size).toBe(agencies.length)
      for (const { code, displayName } of agencies)
        expect([code, states.get(displayName) === 'silent']).toEqual([code, hanging.includes(code)])
      expect(states.get('Northshire Police')).toBe('partial')
    } finally {
      for (const code of hanging) hub.kill(code, 'SIGCONT')
    }
  })
})

/** How each agency took part, as the page's strip shows it. */
function statesOn(html: string): ReadonlyMap<string, string> {
  const cells = /hub-cell hub-cell--([a-z-]+)">[\s\S]*?hub-cell__name"[^>]*>([^<]+)</g
  return new Map(
    [...html.matchAll(cells)].map(([, state = '', name = '']) => [
      name.replaceAll('&#39;', "'"),
      state,
    ]),
  )
}
