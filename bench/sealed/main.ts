/** `npm run bench:sealed`: can the time of an agency's answer tell a sealed person from an unknown one? */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { SigningKey } from '../../common/keys/keys'
import { findAmong, openSigningKey } from '../../common/keys/keys'
import { getAgency, readRegister } from '../../common/register'
import type { HubCall } from '../../common/tokens/hub-token'
import { signHubToken } from '../../common/tokens/hub-token'
import { openAgencyTarget } from '../../scripts/import/agency-target'
import { getAgencyKind } from '../../subgraphs/agency-kinds'
import { startAgency } from '../../subgraphs/kit/agency/agency'
import { readSubgraphSettings } from '../../subgraphs/kit/service/config'
import { openStorage } from '../../subgraphs/storage'
import { compareSamples } from './two-sample'

const requestsEach = 2000
const agency = getAgency('northshire-police', readRegister())
const kind = getAgencyKind(agency.kind)
const groups = ['SEALED', 'UNKNOWN', 'ORDINARY'] as const
const query = `query ($people: [_Any!]!) { _entities(representations: $people) {
  ... on Person { ${agency.field} { people { names { surname } } incidents { id } } } } }`

type Group = (typeof groups)[number]

async function main(): Promise<void> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'sightline-sealed-'))
  const settings = {
    ...readSubgraphSettings({ SIGHTLINE_DATA: dataFolder }),
    personIndexUrl: 'http://127.0.0.1:9',
  }
  const storage = await openStorage(settings, console.error)
  const options = { agency, kind, settings, mongodbUri: storage.uri }
  const target = await openAgencyTarget(options)
  const people = [madeUpPerson('SEALED', { isSealed: true }), madeUpPerson('ORDINARY', {})]
  await target.write(await Promise.all(people.map((person) => target.prepare(person))))
  await target.close()
  const key = openSigningKey(dataFolder, 'bench-hub')
  const hubKeys = findAmong([key])
  const service = await startAgency({ ...options, port: 0, hubKeys })
  try {
    report(await measure(service.url, key))
  } finally {
    await service.stop()
    await storage.stop()
    await rm(dataFolder, { recursive: true })
  }
}

/** Milliseconds by group; the groups take turns in an order nobody can foresee. */
async function measure(url: string, key: SigningKey): Promise<Record<Group, number[]>> {
  const times: Record<Group, number[]> = { SEALED: [], UNKNOWN: [], ORDINARY: [] }
  for (let round = -100; round < requestsEach; round += 1)
    for (const group of groups.toSorted(() => Math.random() - 0.5)) {
      const tookMs = await timeOf(url, key, group)
      if (round >= 0) times[group].push(tookMs)
    }
  return times
}

async function timeOf(url: string, key: SigningKey, ref: string): Promise<number> {
  // Both references are of one length: the answer must not be told by its request either.
  const refs = [ref.padEnd(8, '-')]
  const representation = {
    __typename: 'Person',
    id: 'p',
    [`${agency.field}Refs`]: refs,
    isAddressProtected: false,
  }
  const body = JSON.stringify({ query, variables: { people: [representation] } })
  const authorization = `Bearer ${signHubToken(call, { body, key })}`
  const headers = { 'content-type': 'application/json', authorization }
  const startedMs = performance.now()
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body })
  await response.text()
  const tookMs = performance.now() - startedMs
  if (!response.ok) throw new Error(`The agency answered with status ${response.status}`)
  return tookMs
}

function report(times: Record<Group, readonly number[]>): void {
  for (const group of groups) {
    const sorted = times[group].toSorted((one, other) => one - other)
    const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2)
    console.log(`${group.padEnd(9)} p50 ${at(0.5)} ms  p90 ${at(0.9)} ms  p99 ${at(0.99)} ms`)
  }
  for (const [one, other] of [
    ['SEALED', 'UNKNOWN'],
    ['ORDINARY', 'UNKNOWN'],
  ] as const) {
    const { distance, pValue } = compareSamples(times[one], times[other])
    const told = pValue < 0.01 ? 'can be told apart' : 'cannot be told apart'
    const numbers = `distance ${distance.toFixed(4)}, p ${pValue.toFixed(4)}`
    console.log(`${one} and ${other} ${told} (Kolmogorov-Smirnov, ${numbers})`)
  }
  console.log(`${requestsEach} requests each, in turn; the last line shows what the test can see.`)
}

const call: HubCall = {
  aud: agency.code,
  sub: 'bench',
  homeAgency: 'bench',
  roles: ['mash.analyst'],
  purpose: 'ADULT_SAFEGUARDING',
  legalPower: 'Care Act 2014 s.42',
  enquiryId: 'bench',
  caseReference: 'BENCH-1',
  requestId: 'bench',
}

function madeUpPerson(ref: string, marks: object) {
  return {
    recordType: 'person',
    sourceRecordId: ref.padEnd(8, '-'),
    sourceSystem: 'BENCH',
    recordedAt: '2024-01-01T00:00:00Z',
    names: [{ forenames: 'Example', surname: 'Example' }],
    ...marks,
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
