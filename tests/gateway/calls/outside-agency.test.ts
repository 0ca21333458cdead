import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:https'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { SubgraphClient } from '../../../gateway/calls/subgraph-client'
import { readGatewaySettings } from '../../../gateway/config'
import { madeUpAuthority } from './made-up-authority'

const { key, certificate } = madeUpAuthority
const call = { body: '{}', headers: {}, signal: null }
const bounds = { timeoutMs: 20_000, maxAnswerBytes: 1000 }

let server: Server
let url: string

beforeAll(async () => {
  server = createServer({ key, cert: certificate }, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

describe('an agency outside with a certificate of a private authority', () => {
  it('is believed when that authority is named', async () => {
    const client = new SubgraphClient({ ...bounds, url, authorities: [certificate] })
    await expect(client.post(call)).resolves.toMatchObject({ content: { data: {} } })
    await client.close()
  })

  it('is not believed otherwise', async () => {
    const client = new SubgraphClient({ ...bounds, url })
    await expect(client.post(call)).rejects.toMatchObject({ reason: 'NOT_REACHABLE' })
    await client.close()
  })
})

describe('SIGHTLINE_AGENCY_CA', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sightline-authority-'))
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  function read(text: string | null) {
    const file = path.join(folder, 'ca.pem')
    if (text !== null) writeFileSync(file, text)
    const named = text === null ? path.join(folder, 'nowhere.pem') : file
    return readGatewaySettings({ MONGODB_URI: 'mongodb://nowhere', SIGHTLINE_AGENCY_CA: named })
  }

  it('names a file of certificates', () => {
    expect(read(`${certificate}${certificate}`).agencyAuthorities).toHaveLength(2)
    expect(readGatewaySettings({ MONGODB_URI: 'mongodb://nowhere' }).agencyAuthorities).toBeNull()
  })

  it.each([
    ['that is not there', null],
    ['with nothing in it', ''],
    ['with a private key', key],
    ['with a damaged certificate', certificate.replace('MII', 'AAA')],
  ])('stops the start for a file %s', (_what, text) => {
    expect(() => read(text)).toThrow(/^SIGHTLINE_AGENCY_CA: expected a file of certificates in PEM/)
  })
})
