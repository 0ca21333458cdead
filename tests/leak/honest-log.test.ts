/** What the hub says it disclosed is what the agencies say, whatever they kept back or was cut off. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

import { projectPath } from '../../common/project-root'
import { LeakHub } from './leak-hub'
import { buildOperation } from './operations'
import { subjects } from './people'
import { supergraph, tryOperations } from './try-operations'

jest.setTimeout(600_000)

/** How many ask at once while the hub ends. */
const clients = 8

/** The partnership's agreement of police forces, without what this force keeps to itself. */
function stricterPolice(): object {
  const text = readFileSync(projectPath('policies', 'agreements', 'police.json'), 'utf8')
  const agreement = JSON.parse(text) as { rows: { discloses: string[] }[] }
  const isKept = (category: string) => ['ADDRESS', 'CALL_FOR_SERVICE', 'RISK'].includes(category)
  const rows = agreement.rows.map((row) => ({
    ...row,
    discloses: row.discloses.filter((category) => !isKept(category)),
  }))
  return { ...agreement, version: 'own', rows }
}

/** Asks again and again until there is no hub any more. */
async function askUntilEnd(hub: LeakHub, seed: number): Promise<number> {
  for (let count = 0; ; count += 1) {
    const subject = subjects[(seed + count) % subjects.length]
    if (!subject) throw new Error('No subject')
    const numbers = Array.from(
      { length: 60 },
      (_, index) => (seed * 7919 + count * 31 + index * 104_729) % 65_537,
    )
    const query = buildOperation(supergraph, numbers, subject.target)
    const answer = await hub.ask(query, 'mash.analyst', 'ADULT_SAFEGUARDING').catch(() => null)
    if (!answer) return count
  }
}

async function endUnderLoad(hub: LeakHub, how: 'stopped' | 'killed'): Promise<void> {
  const asked = Array.from({ length: clients }, (_, client) => askUntilEnd(hub, client + 1))
  await sleep(1500)
  await hub.end(how)
  await Promise.all(asked)
  await hub.launch()
}

async function expectAgreement(hub: LeakHub, args: readonly string[]): Promise<void> {
  const { status, stdout, stderr } = await hub.run('log', ['reconcile', ...args])
  expect([stdout, stderr, status]).toEqual([expect.stringMatching(/discrepancies +0$/m), '', 0])
  expect(stdout).toMatch(/on both sides +[1-9]/)
}

describe('the disclosure log of an honest hub', () => {
  const hub = new LeakHub({ 'northshire-police': stricterPolice() })
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  it('agrees with the agencies after refusals, a suspension, a stop under load and a kill', async () => {
    await tryOperations(hub, { runs: 200, seed: 1 })
    const suspended = await hub.run('agency', [
      'suspend',
      'harrowmere-homes',
      '--reason',
      'A breach',
    ])
    expect(suspended.status).toBe(0)
    await tryOperations(hub, { runs: 120, seed: 2 })
    await hub.run('agency', ['resume', 'harrowmere-homes'])
    await endUnderLoad(hub, 'stopped')
    await tryOperations(hub, { runs: 60, seed: 3 })
    // What a planned stop cut off is written down: no start has to excuse it.
    await expectAgreement(hub, ['--grace', '0'])
    await endUnderLoad(hub, 'killed')
    await tryOperations(hub, { runs: 60, seed: 4 })
    await expectAgreement(hub, ['--grace', '600'])
  })
})
