import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { SigningKey } from '../../common/keys/keys'
import { findAmong, openSigningKey } from '../../common/keys/keys'
import { getAgency, readRegister } from '../../common/register'
import type { HubCall } from '../../common/tokens/hub-token'
import { signHubToken } from '../../common/tokens/hub-token'
import type { AgencyTargetOptions } from '../../scripts/import/agency-target'
import { openAgencyTarget } from '../../scripts/import/agency-target'
import { getAgencyKind } from '../../subgraphs/agency-kinds'
import { startAgency } from '../../subgraphs/kit/agency/agency'
import { readSubgraphSettings } from '../../subgraphs/kit/service/config'
import { openStorage } from '../../subgraphs/storage'
import { timeInTurn } from './in-turn'
import type { Compared } from './report'
import { unknown } from './report'

const agency = getAgency('northshire-probation', readRegister())
const kind = getAgencyKind(agency.kind)
const groups = ['SEALED', 'LIMITED', 'CASE', unknown, 'KNOWN']
const query = `query ($people: [_Any!]!) { _entities(representations: $people) {
  ... on Person { ${agency.field} { people { names { surname } } cases { crn } } } } }`

/**
 * The time of an agency's answer about somebody it was asked about all the same: sealed, limited in access
 * with its existence hidden (the person, or a case of theirs), unknown, and known.
 */
export async function measureAgency(requestsEach: number): Promise<Compared> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'sightline-sealed-'))
  const settings = {
    ...readSubgraphSettings({ SIGHTLINE_DATA: dataFolder }),
    personIndexUrl: 'http://127.0.0.1:9',
  }
  const storage = await openStorage(settings, console.error)
  const options = { agency, kind, settings, mongodbUri: storage.uri }
  try {
    await importRecords(options)
    const key = openSigningKey(dataFolder, 'bench-hub')
    const service = await startAgency({ ...options, port: 0, hubKeys: findAmong([key]) })
    const times = await timeInTurn(groups, requestsEach, (group) =>
      ask(service.url, key, group),
    ).finally(() => service.stop())
    return { what: `${agency.displayName} alone:`, times }
  } finally {
    await storage.stop()
    await rm(dataFolder, { recursive: true })
  }
}

async function importRecords(options: AgencyTargetOptions): Promise<void> {
  const target = await openAgencyTarget(options)
  try {
    await target.write(await Promise.all(madeUpRecords.map((record) => target.prepare(record))))
  } finally {
    await target.close()
  }
}

async function ask(url: string, key: SigningKey, ref: string): Promise<void> {
  // All references are of one length: the answer must not be told by its request either.
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
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body })
  await response.text()
  if (!response.ok) throw new Error(`The agency answered with status ${response.status}`)
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

const limitedAccess = { restrictedToStaff: ['elsewhere/nobody'], isExistenceHidden: true }

const madeUpRecords = [
  madeUpPerson('SEALED', { isSealed: true }),
  madeUpPerson('LIMITED', { limitedAccess }),
  madeUpPerson('CASE', {}),
  madeUpPerson('KNOWN', {}),
  {
    ...{ recordType: 'case', sourceRecordId: 'CASE-1', sourceSystem: 'BENCH' },
    ...{ occurredAt: '2024-01-01T00:00:00Z', occurredPrecision: 'DAY', basis: 'FACT' },
    ...{ recordedAt: '2024-01-01T00:00:00Z', recordedByRole: 'probation officer' },
    ...{ verification: 'VERIFIED', handling: 'MASH_ONLY', crn: 'X709001' },
    ...{
      startDate: '2024-01-01',
      subjectRole: 'OTHER',
      personRefs: ['CASE'.padEnd(8, '-')],
      limitedAccess,
    },
  },
]
