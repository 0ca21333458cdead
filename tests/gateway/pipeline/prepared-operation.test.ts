import type { OperationDefinitionNode } from 'graphql'
import { buildSchema, parse } from 'graphql'

import type { FieldAuthorizer } from '../../../gateway/authorization/decided-selection'
import { OperationReader } from '../../../gateway/operation/read-operation'
import { OperationPreparer } from '../../../gateway/pipeline/prepared-operation'
import { smallRequest } from '../small-hub'

const schema = buildSchema('type Query { a: Int b: Int }')
const document = parse('query ($b: Boolean = true) { a b @include(if: $b) }')
const operation = document.definitions[0] as OperationDefinitionNode
const supergraph = { schema, owners: new Map(), requirements: new Map(), register: [] }

const makeReader = () => new OperationReader(supergraph, { maxFields: 10, maxListSize: 10 })

const permitAll: FieldAuthorizer = () =>
  Promise.resolve({ effect: 'permit', legalPower: 'p', handling: 'MASH_ONLY' })

function askerWith(
  requester: Partial<typeof smallRequest.requester>,
  authorize: FieldAuthorizer = permitAll,
  purpose = 'DVDS',
) {
  const request = { ...smallRequest, requester: { ...smallRequest.requester, ...requester } }
  return { request, enquiry: { id: 'e', purpose, caseReference: 'c', reason: 'r' }, authorize }
}

describe('hazard 5: what is remembered of a decision', () => {
  const { asked } = makeReader().read({ document, operation, variables: {} })

  it.each([
    ['another member of staff', askerWith({ staffId: 'staff-2' })],
    ['the same id at another agency', askerWith({ homeAgency: 'elsewhere' })],
    ['another role', askerWith({ roles: ['housing.officer'] })],
    ['another user of a system', askerWith({ onBehalfOf: 'user-2' })],
    ['another purpose', askerWith({}, permitAll, 'AUDIT')],
  ])('is not used for %s', async (_name, other) => {
    const preparer = new OperationPreparer()
    const first = await preparer.prepare(operation, asked, askerWith({}))

    expect(await preparer.prepare(operation, asked, other)).not.toBe(first)
  })

  it('is used for the same staff, roles and purpose', async () => {
    const preparer = new OperationPreparer()
    const first = await preparer.prepare(operation, asked, askerWith({}))

    expect(await preparer.prepare(operation, asked, askerWith({}))).toBe(first)
  })

  it('is nothing when deciding failed', async () => {
    const preparer = new OperationPreparer()
    const failing: FieldAuthorizer = () => Promise.reject(new Error('no policy'))

    await expect(preparer.prepare(operation, asked, askerWith({}, failing))).rejects.toThrow()
    expect((await preparer.prepare(operation, asked, askerWith({}))).pruned).not.toBeNull()
  })
})

describe('fields that were read before', () => {
  it.each<[{ b?: boolean }, string[]]>([
    [{}, ['a', 'b']],
    [{ b: true }, ['a', 'b']],
    [{ b: false }, ['a']],
  ])('depend on the variables of @include: %j', (variables, names) => {
    const reader = makeReader()
    reader.read({ document, operation, variables: { b: variables.b !== true } })
    const { fields } = reader.read({ document, operation, variables })

    expect(fields.map(({ responseName }) => responseName)).toEqual(names)
  })
})

describe('a list that is too long', () => {
  const lists = buildSchema('type Query { people(first: Int): [Int] }')
  const reader = new OperationReader(
    { ...supergraph, schema: lists },
    { maxFields: 10, maxListSize: 1000 },
  )

  it.each([
    ['as a literal', '{ people(first: 1001) }', {}],
    ['through a variable', 'query ($n: Int) { people(first: $n) }', { n: 1001 }],
    ['as a default', 'query ($n: Int = 1001) { people(first: $n) }', {}],
  ])('is refused %s, also when the document is known', (_name, text, variables) => {
    const parsed = parse(text)
    const sent = {
      document: parsed,
      operation: parsed.definitions[0] as OperationDefinitionNode,
      variables,
    }

    for (let time = 0; time < 2; time += 1)
      expect(() => reader.read(sent)).toThrow('the most is 1000')
  })
})
