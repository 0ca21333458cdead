import { buildSchema, parse } from 'graphql'
import type { OperationDefinitionNode } from 'graphql'

import { OperationReader } from '../../../gateway/operation/read-operation'
import { answerOperation } from '../../../gateway/pipeline/answer-operation'
import type { HubServices } from '../../../gateway/pipeline/hub-services'
import type { OperationFetcher } from '../../../gateway/pipeline/planned-gateway'
import { OperationPreparer } from '../../../gateway/pipeline/prepared-operation'
import { smallRegister } from '../../schema/sdl'
import { smallRequest, wideLimits } from '../small-hub'

const schema = buildSchema(`
  type Query { person: Person }
  type Person { id: ID! northPolice: PoliceView homes: HousingView }
  type PoliceView { crimes: [Crime!] }
  type Crime { reference: ID! }
  type HousingView { note: String }
`)

const owners = new Map([
  ['Query.person', 'person-index'],
  ['Person.northPolice', 'north-police'],
  ['Person.homes', 'homes'],
])

const supergraph = { schema, owners, requirements: new Map(), register: smallRegister }

const services: HubServices = {
  supergraph,
  reader: new OperationReader(supergraph, { maxFields: 100, maxListSize: 1000 }),
  preparer: new OperationPreparer(),
  verifyEnquiry: () =>
    Promise.resolve({ id: 'e', purpose: 'DVDS', caseReference: 'c', reason: 'r' }),
  authorizerFor: () => () =>
    Promise.resolve({ effect: 'permit', legalPower: 'p', handling: 'MASH_ONLY' }),
  limits: wideLimits(),
  mayIntrospect: () => false,
  signCall: () => ({ headers: { authorization: 'Bearer token' }, id: 'call' }),
  isLogDown: () => false,
  appendDisclosure: () => Promise.resolve(),
  noteUnanswered: () => undefined,
  report: () => undefined,
}

/** An answer to a query, with what @apollo/gateway gives in place of a real fetch. */
async function answerWith(fetch: OperationFetcher) {
  const document = parse('{ person { northPolice { crimes { reference } } homes { note } } }')
  const operation = document.definitions[0] as OperationDefinitionNode
  const sent = { document, operation, variables: {} }
  const result = await answerOperation(services, { request: smallRequest, sent, fetch })
  return JSON.parse(JSON.stringify(result)) as Record<string, unknown>
}

const rows = (answer: Record<string, unknown>) => {
  const { coverage } = answer['extensions'] as { coverage: { agency: string; status: string }[] }
  return Object.fromEntries(coverage.map(({ agency, status }) => [agency, status]))
}

describe('hazard 4: an empty plan', () => {
  it('is an error, never a null that looks like an answer', async () => {
    const answer = await answerWith((_pruned, { context }) => {
      context.record.hasEmptyPlan = true
      return Promise.resolve({ data: { person: null }, incomplete: [], errors: [] })
    })

    expect(answer).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'UNSATISFIABLE_OPERATION' } }],
    })
    expect(rows(answer)).toMatchObject({ 'north-police': 'UNAVAILABLE', homes: 'UNAVAILABLE' })
  })
})

describe('hazard 12: a null that @apollo/gateway only mentions', () => {
  const fetch: OperationFetcher = (_pruned, { context }) => {
    context.record.faults.push({
      service: 'homes',
      fetchPath: ['person'],
      entityId: 'x',
      path: ['homes'],
      fault: { code: 'AGENCY_UNAVAILABLE', message: 'gone', reason: 'NOT_REACHABLE' },
    })
    const path = ['person', 'northPolice', 'crimes', 0, 'reference']
    return Promise.resolve({
      data: { person: { hub__id: 'x', northPolice: { crimes: null }, homes: null } },
      incomplete: [{ message: 'Cannot return null for non-nullable field', path }],
      errors: [],
    })
  }

  it('is an error of the agency it belongs to, beside other errors', async () => {
    const answer = await answerWith(fetch)

    expect(answer['errors']).toEqual([
      expect.objectContaining({ path: ['person', 'homes'] }),
      expect.objectContaining({
        path: ['person', 'northPolice', 'crimes', 0, 'reference'],
        extensions: { code: 'AGENCY_UNAVAILABLE', agency: 'north-police', reason: 'BAD_ANSWER' },
      }),
    ])
    expect(rows(answer)).toMatchObject({ 'north-police': 'PARTIAL', homes: 'UNAVAILABLE' })
  })
})

describe('a failure of the gateway itself', () => {
  it('gives no data and says nothing of its cause', async () => {
    const answer = await answerWith(() =>
      Promise.resolve({ data: {}, incomplete: [], errors: [new Error('at http://inside:1')] }),
    )

    expect(answer).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    })
    expect(JSON.stringify(answer)).not.toContain('inside')
  })
})
