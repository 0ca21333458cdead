import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { readRegister } from '../../common/register'
import { requestDemoToken } from '../../embedded/sign-in/demo-token'
import { searchQuery } from '../../scripts/ask/search'
import type { Target } from '../hub/ask'
import { askOnce } from '../hub/ask'
import { askInTurn } from '../hub/load'
import { startAgencies, startGatewayProcess } from '../hub/local-hub'
import type { MadeUpPerson } from '../hub/made-up-people'
import { describedPerson, madeUpPeople } from '../hub/made-up-people'
import { openEnquiry } from '../hub/open-enquiry'
import { percentile } from '../store/statistics'
import { MadeUpPeople } from './made-up-people'

const port = 4720
const register = readRegister()
const seed = 20_261_128
/** How long the hub may take until everybody is registered. */
const waitMs = 600_000

/**
 * Searches the whole hub by name, as the terminal does, beside the same people asked for by their number: every
 * agency holds each of them, and each question is about somebody else.
 * @returns a row each, in milliseconds
 */
export async function measureHub(searches: number) {
  const people = madeUpPeople(searches, register.length)
  const folder = await mkdtemp(path.join(tmpdir(), 'sightline-bench-search-'))
  const agencies = await startAgencies(folder, port, people)
  try {
    const environment = { ...agencies.environment, SIGHTLINE_LOOKUPS_PER_MINUTE: '100000' }
    const program = path.join('dist', 'gateway', 'main.js')
    const gateway = await startGatewayProcess(program, [], environment)
    return await measure(people, gateway.pid).finally(() => gateway.stop())
  } finally {
    await agencies.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(people: readonly MadeUpPerson[], pid: number) {
  const url = `http://127.0.0.1:${port}/graphql`
  const token = await requestDemoToken(`http://127.0.0.1:${port + 1}`, 'mash.analyst')
  const signedIn = { authorization: `Bearer ${token}` }
  const headers = { ...signedIn, ...(await openWhenCalm(url, signedIn)) }
  const target = (name: string, bodies: readonly string[]): Target => ({
    ...{ name, url, pid, headers, bodies, mayHoldErrors: true },
  })
  const byName = target('by a misspelled name', people.map(askByName()))
  const byNumber = target('by number (baseline)', people.map(askByNumber))
  const found = await waitUntilFound(byName, people)
  const times = await askInTurn([byName, byNumber], people.length)
  return [byName, byNumber].map(({ name }, index) => {
    const of = (share: number) => `${percentile(times[index] ?? [], share).toFixed(1)} ms`
    const told = index === 0 ? (found / people.length).toFixed(3) : '1.000'
    return { people: people.length, asked: name, p50: of(50), p95: of(95), found: told }
  })
}

/** While the index takes everybody in, the store they share may be too busy for the log: then there is no answer. */
async function openWhenCalm(url: string, signedIn: Readonly<Record<string, string>>) {
  const untilMs = Date.now() + waitMs
  for (;;)
    try {
      return await openEnquiry(url, signedIn)
    } catch (error) {
      if (Date.now() > untilMs) throw error
      await delay(2000)
    }
}

/** With a date of birth for one half of them, with the year for the other. */
function askByName() {
  const chance = new MadeUpPeople(seed)
  const query = searchQuery(register)
  return (person: MadeUpPerson, index: number) => {
    const { forenames, surname, dateOfBirth } = describedPerson(person)
    const born =
      index % 2 === 0 ? { dateOfBirth } : { yearOfBirth: Number(dateOfBirth.slice(0, 4)) }
    const input = { givenNames: chance.misspelled(forenames), familyName: surname, ...born }
    return JSON.stringify({ query, variables: { input } })
  }
}

function askByNumber({ nhsNumber }: MadeUpPerson): string {
  const names = register.map(
    ({ field }) => `${field} { people { names { forenames surname kind } dateOfBirth } }`,
  )
  const query = `query ByNumber($value: String!) { personByIdentifier(type: NHS_NUMBER, value: $value) { id ${names.join(' ')} } }`
  return JSON.stringify({ query, variables: { value: nhsNumber } })
}

/** Agencies tell the index of new people every two seconds. @returns how many of them a search tells of */
async function waitUntilFound(target: Target, people: readonly MadeUpPerson[]): Promise<number> {
  const untilMs = Date.now() + waitMs
  for (;;) {
    let found = 0
    for (const [turn, person] of people.entries())
      if ((await askOnce(target, turn)).includes(describedPerson(person).surname)) found += 1
    if (found === people.length || Date.now() > untilMs) return found
    await delay(2000)
  }
}
