import { rm } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

import { agencyPortOffset } from '../../common/ports'
import type { Agency } from '../../common/register'
import { findFreePort } from '../../scripts/free-port'
import { bodiesFor } from '../execution/targets'
import type { Target } from '../hub/ask'
import { askOnce, findProblem } from '../hub/ask'
import type { MadeUpPerson } from '../hub/made-up-people'
import { madeUpReference } from '../hub/made-up-records'
import { personQuery } from '../hub/person-query'
import { hasBenchField } from './bench-fields'
import { copyPartnership } from './partnership'
import { openPeople } from './stock/people'
import type { System } from './systems'
import { startFloor, startHub, startStock, storeUri } from './systems'

/** People who are asked about in one measurement: all with the same number of records. */
export type Group = readonly MadeUpPerson[]

/** Longest list that the schema gives. */
const longestList = 1000

/** The hub, the stock system and the floor over one store with the same records. */
export interface Trio {
  readonly systems: readonly System[]
  /** How to ask a system about these people, and what a whole answer holds. */
  readonly targetFor: (system: System, group: Group) => Promise<Target>
  readonly stop: () => Promise<void>
}

export interface TrioOptions {
  readonly agencies: number
  readonly groups: readonly Group[]
}

/**
 * Starts all three; each process of two of them is idle while the third is measured. Everybody is asked
 * about once, so that answers are compared before any is measured.
 * @throws Error when the answers of the three differ
 */
export async function startTrio({ agencies, groups }: TrioOptions): Promise<Trio> {
  const copy = copyPartnership(agencies, groups.flat())
  const systems: System[] = []
  const stop = async () => {
    // The hub was started first and has the store.
    for (const system of systems.toReversed()) await system.stop()
    await rm(copy.folder, { recursive: true, force: true })
  }
  const lastOffset = agencyPortOffset(agencies)
  const place = async () => ({ copy, port: await findFreePort(lastOffset) })
  const query = personQuery(copy.supergraphSdl, copy.register, {
    first: longestList,
    hasField: hasBenchField,
  })
  const targetFor: Trio['targetFor'] = async (
    { name, url, marker, headers, processes },
    group,
  ) => ({
    name,
    url,
    pid: processes.find((one) => one.name === 'gateway')?.pid ?? 0,
    headers: await headers(),
    bodies: bodiesFor(query, group),
    // Each agency describes the person too.
    whole: { marker, records: (group[0]?.records ?? 0) + agencies },
  })
  try {
    const hub = await startHub(await place())
    systems.push(hub)
    const store = hub.processes.find(({ name }) => name === 'store')
    if (!store) throw new Error('The hub runs without its store')
    const answers = new Map<MadeUpPerson, string>()
    for (const group of groups) await collect(await targetFor(hub, group), group, answers)
    await indexPeople(storeUri(copy), copy.register, answers)
    systems.push(await startStock(await place(), store))
    systems.push(await startFloor(await place(), store))
    const [, ...others] = systems
    for (const group of groups)
      for (const other of others) await compare(await targetFor(other, group), group, answers)
    return { systems, targetFor, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Asks about everybody until all agencies are heard: they register their people by and by. */
async function collect(
  target: Target,
  group: Group,
  answers: Map<MadeUpPerson, string>,
): Promise<void> {
  const untilMs = Date.now() + 60_000
  for (const [turn, person] of group.entries()) {
    let text = await askOnce(target, turn)
    let problem = findProblem(target, 200, Buffer.from(text))
    while (problem !== null) {
      if (Date.now() > untilMs) throw new Error(`${target.name} ${problem}: ${text.slice(0, 500)}`)
      await delay(500)
      text = await askOnce(target, turn)
      problem = findProblem(target, 200, Buffer.from(text))
    }
    answers.set(person, dataOf(text))
  }
}

/** Checks that another system gives the same: to the letter when it has the same schema. */
async function compare(
  target: Target,
  group: Group,
  answers: ReadonlyMap<MadeUpPerson, string>,
): Promise<void> {
  for (const [turn, person] of group.entries()) {
    const text = await askOnce(target, turn)
    const problem = findProblem(target, 200, Buffer.from(text))
    if (problem !== null) throw new Error(`${target.name} ${problem}: ${text.slice(0, 500)}`)
    if (target.name === 'stock' && dataOf(text) !== answers.get(person))
      throw new Error(`${target.name} answers differently about ${person.nhsNumber}`)
  }
}

function dataOf(text: string): string {
  const { data } = JSON.parse(text) as { readonly data: unknown }
  return JSON.stringify(data)
}

/** Gives the stock person index the people under the ids that the hub has for them. */
async function indexPeople(
  mongodbUri: string,
  register: readonly Agency[],
  answers: ReadonlyMap<MadeUpPerson, string>,
): Promise<void> {
  const people = await openPeople(mongodbUri)
  await people.insertMany(
    [...answers].map(([person, answer]) => ({
      _id: idIn(answer),
      nhsNumber: person.nhsNumber,
      references: Object.fromEntries(
        register.map(({ code }) => [code, [madeUpReference(code, person)]]),
      ),
    })),
  )
  await people.db.close()
}

function idIn(answer: string): string {
  const data = JSON.parse(answer) as { readonly personByIdentifier: { readonly id: string } }
  return data.personByIdentifier.id
}
