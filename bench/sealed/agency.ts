import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { SigningKey } from '../../common/keys/keys'
import { findAmong, openSigningKey } from '../../common/keys/keys'
import type { Agency } from '../../common/register'
import { getAgency, readRegister } from '../../common/register'
import type { HubCall } from '../../common/tokens/hub-token'
import { signHubToken } from '../../common/tokens/hub-token'
import type { AgencyTargetOptions } from '../../scripts/import/agency-target'
import { openAgencyTarget } from '../../scripts/import/agency-target'
import { getAgencyKind } from '../../subgraphs/agency-kinds'
import { startAgency } from '../../subgraphs/kit/agency/agency'
import { readSubgraphSettings } from '../../subgraphs/kit/service/config'
import { openStorage } from '../../subgraphs/storage'
import type { HiddenPeople, MadeUpRecord } from './hidden-people'
import { known, referenceOf } from './hidden-people'
import { timeInTurn } from './in-turn'
import type { Compared } from './report'
import { unknown } from './report'

/** The time of an agency's answer about somebody it was asked about all the same: hidden, unknown and known. */
export async function measureAgency(
  { code, groups, records, selection }: HiddenPeople,
  requestsEach: number,
): Promise<Compared> {
  const agency = getAgency(code, readRegister())
  const kind = getAgencyKind(agency.kind)
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'sightline-sealed-'))
  const settings = {
    ...readSubgraphSettings({ SIGHTLINE_DATA: dataFolder }),
    personIndexUrl: 'http://127.0.0.1:2',
  }
  const storage = await openStorage(settings, console.error)
  const options = { agency, kind, settings, mongodbUri: storage.uri }
  try {
    await importRecords(options, records)
    const key = openSigningKey(dataFolder, 'bench-hub')
    const service = await startAgency({ ...options, port: 0, hubKeys: findAmong([key]) })
    const asking = { url: service.url, key, agency, selection }
    const times = await timeInTurn([...groups, unknown, known], requestsEach, (group) =>
      ask(asking, group),
    ).finally(() => service.stop())
    return { what: `${agency.displayName} alone:`, times }
  } finally {
    await storage.stop()
    await rm(dataFolder, { recursive: true })
  }
}

async function importRecords(
  options: AgencyTargetOptions,
  records: readonly MadeUpRecord[],
): Promise<void> {
  const target = await openAgencyTarget(options)
  try {
    await target.write(await Promise.all(records.map((record) => target.prepare(record))))
  } finally {
    await target.close()
  }
}

interface Asking {
  readonly url: string
  readonly key: SigningKey
  readonly agency: Agency
  readonly selection: string
}

async function ask({ url, key, agency, selection }: Asking, group: string): Promise<void> {
  const query = `query ($people: [_Any!]!) { _entities(representations: $people) {
    ... on Person { ${agency.field} ${selection} } } }`
  const refs = [referenceOf(group)]
  const representation = {
    __typename: 'Person',
    id: 'p',
    [`${agency.field}Refs`]: refs,
    isAddressProtected: false,
  }
  const body = JSON.stringify({ query, variables: { people: [representation] } })
  const authorization = `Bearer ${signHubToken({ ...call, aud: agency.code }, { body, key })}`
  const headers = { 'content-type': 'application/json', authorization }
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body })
  await response.text()
  if (!response.ok) throw new Error(`The agency answered with status ${response.status}`)
}

const call: Omit<HubCall, 'aud'> = {
  sub: 'bench',
  homeAgency: 'bench',
  roles: ['mash.analyst'],
  purpose: 'ADULT_SAFEGUARDING',
  legalPower: 'Care Act 2014 s.42',
  enquiryId: 'bench',
  caseReference: 'BENCH-1',
  requestId: 'bench',
}
