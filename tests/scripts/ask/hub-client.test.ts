import type { RequestListener } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { HubClient } from '../../../scripts/ask/hub-client'

/** A client of a hub that answers everything in this way. */
async function withHub<T>(
  answer: RequestListener,
  use: (client: HubClient) => Promise<T>,
  agencyWaitMs?: number,
) {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    return await use(new HubClient(`http://127.0.0.1:${port}/graphql`, 'token', agencyWaitMs))
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const body = { query: '{ a }', variables: {} }
const input = { purpose: 'ADULT_SAFEGUARDING', caseReference: 'MASH-0001', reason: 'injuries' }

describe('HubClient', () => {
  it.each([
    ['what it is told', 500, '500'],
    ['as long as the hub does', undefined, undefined],
  ])('waits for agencies %s', async (_case, agencyWaitMs, sent) => {
    const said: unknown[] = []
    const answer: RequestListener = ({ headers }, response) => {
      said.push(headers['sightline-wait-ms'])
      response.end('{"data":{}}')
    }
    await withHub(answer, (client) => client.send(body), agencyWaitMs)
    expect(said).toEqual([sent])
  })

  it.each([
    ['what the hub calls the request', { 'x-request-id': 'r-1' }, 'r-1'],
    ['nothing when the hub gives no name', {}, null],
    ['nothing of what no name is made of', { 'x-request-id': 'a\tb' }, null],
  ])('gives with an answer %s', async (_case, headers, requestId) => {
    const answer = await withHub(
      (_request, response) => response.writeHead(200, headers).end('{"data":{"a":"b"}}'),
      (client) => client.send(body),
    )

    expect(answer).toStrictEqual({ response: { data: { a: 'b' } }, requestId })
  })

  it.each([
    [
      'is refused',
      403,
      '{"errors":[{"message":"no","extensions":{"code":"FORBIDDEN"}}]}',
      'FORBIDDEN: no',
    ],
    ['does not come from a hub', 502, 'bad gateway', 'status 502'],
  ])('names the request when an enquiry %s', async (_case, status, text, why) => {
    const opening = withHub(
      (_request, response) => response.writeHead(status, { 'x-request-id': 'r-1' }).end(text),
      (client) => client.openEnquiry(input),
    )

    await expect(opening).rejects.toThrow(why)
    await expect(opening).rejects.toThrow(/\nRequest r-1$/)
  })
})
