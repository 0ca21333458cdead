import type { RequestListener } from 'node:http'

import { postToIndex } from '../../../../subgraphs/kit/index/index-client'
import type { Neighbour } from '../../../common/http/neighbour'
import { startNeighbour } from '../../../common/http/neighbour'
import { makeSigningKey } from '../../../helpers/signed-call'

const signingKey = makeSigningKey()

describe('what an agency posts to the person index', () => {
  let index: Neighbour | null = null
  afterEach(async () => {
    await index?.close()
  })
  const post = async (listener: RequestListener) => {
    index = await startNeighbour(listener)
    const connection = { agency: 'harrowmere-homes', signingKey, personIndexUrl: index.url }
    return postToIndex('/registrations', { a: 1 }, connection)
  }

  it('is signed JSON, and the answer is given', async () => {
    const answer = await post((request, response) => {
      const { 'content-type': type, authorization = '' } = request.headers
      response.end(
        JSON.stringify({ said: [request.method, request.url, type, authorization.slice(0, 8)] }),
      )
    })
    const said = ['POST', '/registrations', 'application/json', 'Bearer e']
    expect(answer).toEqual({ isPutOff: false, body: { said } })
  })

  it.each<[string, RequestListener, string]>([
    [
      'too long',
      (_, response) => response.end('[]'.padEnd(1_048_577)),
      'no answer that can be read',
    ],
    [
      'sent elsewhere',
      (request, response) => {
        if (request.url === '/registrations') response.writeHead(307, { location: '/there' })
        response.end('[]')
      },
      'no answer that can be read',
    ],
    ['broken off', ({ socket }) => socket.destroy(), 'no answer that can be read'],
    ['a refusal', (_, response) => response.writeHead(403).end('{}'), 'status 403'],
    ['no JSON', (_, response) => response.end('<html>'), 'JSON'],
  ])('fails when the answer is %s', async (_what, listener, message) => {
    await expect(post(listener)).rejects.toThrow(message)
  })
})
