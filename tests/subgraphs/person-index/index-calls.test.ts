import { readFileSync } from 'node:fs'

import { readKeySet } from '../../../common/keys/key-set'
import { projectPath } from '../../../common/project-root'
import { verifyAgencyToken } from '../../../common/registration/agency-token'
import { ReplayGuard } from '../../../common/tokens/replay-guard'
import { readProtectionQuestion } from '../../../subgraphs/person-index/protection-question'
import { readRegistrations } from '../../../subgraphs/person-index/registration-body'

interface IndexCall {
  readonly path: string
  readonly headers: { readonly authorization: string }
  readonly body: string
}

const read = (name: string) =>
  JSON.parse(readFileSync(projectPath('docs', 'vectors', name), 'utf8')) as Readonly<
    Record<string, unknown>
  >
const vectors = read('index-calls.json') as unknown as {
  readonly agency: string
  readonly receivedAt: number
  readonly calls: readonly IndexCall[]
}
const keys = readKeySet(JSON.stringify({ keys: [read('keys.json')['agency']] }))

function verify({ headers, body }: IndexCall, bytes: string = body, late = 0) {
  return verifyAgencyToken(headers.authorization.replace('Bearer ', ''), {
    body: Buffer.from(bytes),
    keysOf: (agency) => (agency === vectors.agency ? (kid) => findKey(kid) : null),
    guardOf: () => new ReplayGuard(0),
    now: new Date((vectors.receivedAt + late) * 1000),
  })
}

const findKey = (kid: string) => Promise.resolve(keys.get(kid) ?? null)

describe('a call of the vectors to the index', () => {
  it.each(vectors.calls)('is taken as signed by the agency: $path', async (call) => {
    await expect(verify(call)).resolves.toBe(vectors.agency)
  })

  it.each(vectors.calls)('is refused with another body or too late: $path', async (call) => {
    const refusal = { extensions: { reason: 'AGENCY_TOKEN_INVALID' } }
    await expect(verify(call, `${call.body} `)).rejects.toMatchObject(refusal)
    await expect(verify(call, call.body, 36)).rejects.toMatchObject(refusal)
  })

  it('is of the shape that the index reads', () => {
    const [registrations, question] = vectors.calls.map(({ body }) => JSON.parse(body) as unknown)
    expect(readRegistrations(registrations).map(({ ref }) => ref)).toEqual([
      ...['EX-0001', 'EX-0002', 'EX-0003', 'EX-0004'],
    ])
    expect(readProtectionQuestion(question).ask).toEqual(['EX-0001'])
  })
})
