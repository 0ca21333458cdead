/** `npm run test:kill-gateway -- --rounds 200`: every answered request is in the log. */
import { setTimeout as sleep } from 'node:timers/promises'

import { reconcile } from '../../disclosure-log/reconcile'
import { findFreePort } from '../free-port'
import { runRounds } from '../kill-rounds'
import { checkLog } from './check-log'
import type { Answered, Asking } from './client'
import { askUntilKilled } from './client'
import { KillHub } from './kill-hub'

const clients = 6
const longestRunMs = 1200
const graceMs = 15_000
const always = { from: '2000-01-01T00:00:00.000Z', to: '9999-01-01T00:00:00.000Z' }

async function run(rounds: number, folder: string): Promise<boolean> {
  const hub = new KillHub(folder, await findFreePort())
  try {
    await hub.start()
    return await killAgainAndAgain(hub, rounds)
  } finally {
    await hub.stop()
  }
}

async function killAgainAndAgain(hub: KillHub, rounds: number): Promise<boolean> {
  const answered: Answered[] = []
  const sums = { missing: 0, wrong: 0 }
  let asking: Asking | null = null
  for (let round = 1; round <= rounds + 1; round += 1) {
    await hub.startGateway()
    asking ??= await hub.signIn()
    const { entries, missing, problems } = checkLog(await hub.readLog(), answered, hub.publicKey())
    sums.missing += missing
    sums.wrong += problems.length
    for (const problem of problems) console.log(`  ${problem}`)
    const done = `${answered.length} answered, ${entries} entries, ${missing} missing`
    console.log(`start ${String(round).padStart(3)}: ${done}, ${problems.length} wrong`)
    if (round <= rounds) answered.push(...(await killUnderLoad(hub, asking)))
  }
  await hub.stopGateway()
  const isClean = await reconcileAll(hub)
  console.log(
    `${rounds} times kill -9 of the gateway under ${clients} clients, ${answered.length} answers: ` +
      `${sums.missing} missing in the log, ${sums.wrong} wrong`,
  )
  return isClean && sums.missing === 0 && sums.wrong === 0
}

async function killUnderLoad(hub: KillHub, asking: Asking): Promise<readonly Answered[]> {
  const asked = Array.from({ length: clients }, () => askUntilKilled(asking))
  await sleep(100 + Math.random() * longestRunMs)
  await hub.killGateway()
  return (await Promise.all(asked)).flat()
}

async function reconcileAll(hub: KillHub): Promise<boolean> {
  const agencies = await hub.readRecords()
  const { leaves } = await hub.readLog()
  const namesOf = hub.recordNames()
  const entries = leaves.map(({ entry }) => entry)
  const result = reconcile({ hub: entries, agencies, graceMs, bounds: always, namesOf })
  const { matched, explained, discrepancies } = result
  const ended = `${explained.GATEWAY_ENDED} left by a killed gateway, ${explained.LATE} late`
  console.log(`\nreconciled: ${matched} on both sides, ${ended}, ${discrepancies.length} differ`)
  for (const { code, agency, requestId } of discrepancies.slice(0, 20))
    console.log(`  ${code} ${agency} ${requestId}`)
  return discrepancies.length === 0
}

void runRounds('kill-gateway', 200, run)
