import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { unobserved } from '../../../../common/observing/observing'
import { openLinkKey } from '../../../../common/registration/link-tokens'
import type { Registration } from '../../../../common/registration/registration'
import { getAgencyKind } from '../../../../subgraphs/agency-kinds'
import { Registrar } from '../../../../subgraphs/kit/index/registrar'
import { openCollections } from '../../../../subgraphs/kit/records/record-collection'
import { makeSigningKey } from '../../../helpers/signed-call'
import type { TestStore } from '../../../helpers/store'
import { startTestStore } from '../../../helpers/store'
import { envelope, examplePerson } from '../../agency-examples'
import { RunningAgency } from '../../running-agency'

const home = '906700000011'
const day = '2024-05-04T12:00:00Z'

function tenancy(id: string, refs: readonly string[], uprn: string, changes: object = {}) {
  const people = refs.map((reference) => ({ reference, role: 'TENANT' }))
  const fields = { kind: 'SECURE', startDate: '2023-12-01', uprn, subjectRole: undefined, people }
  const record = { recordType: 'tenancy', sourceRecordId: id, ...envelope(refs, day) }
  return { ...record, ...fields, ...changes }
}

let store: TestStore
let homes: RunningAgency

beforeAll(async () => {
  store = await startTestStore()
  homes = new RunningAgency('harrowmere-homes', store)
  const identifiers = { nhsNumber: '999 000 0026' }
  await homes.load([
    { ...examplePerson('PLAIN'), identifiers },
    { ...examplePerson('PROTECTED'), isAddressProtected: true },
    { ...examplePerson('SEALED'), identifiers, isSealed: true },
    tenancy('plain', ['PLAIN'], home),
    tenancy('sealed', ['PLAIN'], '906700000012', { isSealed: true }),
    tenancy('shared', ['PLAIN', 'PROTECTED'], '906700000013'),
    tenancy('hers', ['PROTECTED'], '906700000014'),
    tenancy('hidden', ['SEALED'], '906700000015'),
  ])
}, 20_000)

afterAll(async () => {
  await homes.stop()
  await store.stop()
})

/** What the registrar sends for the people of this agency, by reference. */
async function registered(): Promise<ReadonlyMap<string, Registration>> {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      bodies.push(body)
      response.end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const models = getAgencyKind('housing').createModels(homes.connection, homes.agency)
  const registrar = new Registrar({
    agency: homes.agency.code,
    collections: openCollections({ connection: homes.connection }, models),
    signingKey: makeSigningKey(),
    linkKey: openLinkKey(homes.folder),
    personIndexUrl: `http://127.0.0.1:${port}`,
    logger: unobserved.logger,
  })
  await registrar.registerDue()
  await new Promise((resolve) => server.close(resolve))
  const all = bodies.flatMap((body) => JSON.parse(body) as Registration[])
  return new Map(all.map((registration) => [registration.ref, registration]))
}

describe('what an agency tells the person index', () => {
  it('is nothing that leads to a sealed or protected person', async () => {
    const sent = await registered()
    expect(sent.get('SEALED')).toEqual({
      ref: 'SEALED',
      tokens: [],
      addresses: [],
      isWithdrawn: true,
    })
    expect(sent.get('PROTECTED')).toMatchObject({ addresses: [], isAddressProtected: true })
    // Only for comparison with staff who ask: the homes the agency has of them itself.
    expect(sent.get('PROTECTED')?.households?.length).toBeGreaterThan(0)
    // One of four: not by a sealed record, nor by one that would lead to somebody protected.
    expect(sent.get('PLAIN')?.addresses).toHaveLength(1)
    expect(sent.get('PLAIN')?.tokens).toHaveLength(1)
  })
})
