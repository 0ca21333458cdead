/** `npm run test:kill-index -- --rounds 100`: links, partings and keys of the person index survive every end. */
import { setTimeout as sleep } from 'node:timers/promises'

import { openNameKey } from '../../common/registration/name-key'
import { openLinkKey } from '../../common/registration/link-tokens'
import { findFreePort } from '../free-port'
import { runRounds } from '../kill-rounds'
import type { IndexFindings } from './check-index'
import { checkIndex } from './check-index'
import { KillIndex } from './kill-index'
import { Pairs } from './pairs'
import type { Working } from './worker'
import { findLost, sendAgain, workUntilKilled } from './worker'

const workers = 4
const longestRunMs = 900
const longestStartMs = 1500
/** One round in this many is killed once more while it starts. */
const roundsPerCutStart = 4

/** After one round in this many the index is given a new key, and that is killed as well. */
const roundsPerRotation = 3
const longestRotationMs = 1200

interface Run {
  readonly index: KillIndex
  readonly pairs: Pairs
  readonly folder: string
}

async function run(rounds: number, folder: string): Promise<boolean> {
  const index = new KillIndex(folder, await findFreePort())
  const pairs = new Pairs()
  try {
    await index.start()
    return await killAgainAndAgain({ index, pairs, folder }, rounds)
  } finally {
    await index.stop()
  }
}

async function killAgainAndAgain(running: Run, rounds: number): Promise<boolean> {
  const { index, pairs } = running
  const sums = { lost: 0, doubled: 0, wrong: 0 }
  for (let round = 1; round <= rounds + 1; round += 1) {
    index.launch()
    await index.waitUntilSettled()
    await sendAgain(workingOn(running))
    await index.waitUntilSettled()
    const findings = await checkAll(running)
    for (const name of ['lost', 'doubled', 'wrong'] as const) sums[name] += findings[name].length
    printRound(round, pairs, findings)
    if (round <= rounds) await killUnderLoad(running)
    if (round <= rounds && round % roundsPerCutStart === 0) await cutStart(index)
    if (round <= rounds && round % roundsPerRotation === 0) await rotateUnderKills(index)
  }
  console.log(
    `${rounds} times kill -9 of the index under ${workers} workers, ${pairs.all.length} pairs: ` +
      `${sums.lost} lost, ${sums.doubled} doubled, ${sums.wrong} wrong`,
  )
  return sums.lost + sums.doubled + sums.wrong === 0
}

/** What is stored, and that some of them are found by their number: they are only with the keys in force. */
async function checkAll(running: Run): Promise<IndexFindings> {
  const { index, pairs } = running
  const findings = await checkIndex(index.models, pairs, index.storedKey())
  const lost = await findLost(workingOn(running))
  return { ...findings, lost: [...findings.lost, ...lost] }
}

function workingOn({ index, pairs, folder }: Run): Working {
  const { url, key, models } = index
  const storedKey = index.storedKey()
  return {
    ...{ url, key, pairs, linkKey: openLinkKey(folder), nameKey: openNameKey(folder) },
    personOf: async (record) =>
      (await models.records.findById(storedKey(record)).lean())?.personId ?? '',
  }
}

async function killUnderLoad(running: Run): Promise<void> {
  const working = workingOn(running)
  const worked = Promise.all(Array.from({ length: workers }, () => workUntilKilled(working)))
  await Promise.race([worked, sleep(50 + Math.random() * longestRunMs)])
  await running.index.kill()
  await worked
}

/** Kills the index while it settles what was left open, which a next start has to live with. */
async function cutStart(index: KillIndex): Promise<void> {
  index.launch()
  await sleep(Math.random() * longestStartMs)
  await index.kill()
}

/** Killed twice at most, then it comes to its end. */
async function rotateUnderKills(index: KillIndex): Promise<void> {
  for (let tries = 0; tries < 2; tries += 1)
    if (await index.rotate(Math.random() * longestRotationMs)) return
  await index.rotate(null)
}

function printRound(round: number, pairs: Pairs, findings: IndexFindings): void {
  const { records, lost, doubled, wrong } = findings
  console.log(
    `start ${String(round).padStart(3)}: ${pairs.all.length} pairs, ${records} records, ` +
      `${lost.length} lost, ${doubled.length} doubled, ${wrong.length} wrong`,
  )
  for (const line of [...lost, ...doubled, ...wrong].slice(0, 20)) console.log(`    ${line}`)
}

void runRounds('kill-index', 100, run)
