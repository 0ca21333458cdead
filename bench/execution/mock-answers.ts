import { generateKeyPairSync } from 'node:crypto'

import type { GraphQLOutputType, GraphQLSchema } from 'graphql'
import {
  execute,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isObjectType,
  parse,
} from 'graphql'

import type { SigningKey } from '../../common/keys/keys'
import { publicKeySet, thumbprintOf } from '../../common/keys/keys'
import type { BareRequest } from './bare-server'
import { toResponse } from './bare-server'
import type { KeptAnswer } from './mock-echo'
import { isEcho, peopleIn, placeholder, withEchoes } from './mock-echo'

/** Elements of each list: the person view is about 20 kB. */
const listLength = 15

function mockValue(type: GraphQLOutputType): unknown {
  const nullable = getNullableType(type)
  if (isListType(nullable))
    return Array.from({ length: listLength }, () => mockValue(nullable.ofType))
  const named = getNamedType(nullable)
  if (isObjectType(named)) return { __typename: named.name }
  if (isEnumType(named)) return named.getValues()[0]?.value
  const values: Readonly<Record<string, unknown>> = { Int: 3, Float: 1.5, Boolean: true }
  return values[named.name] ?? '2012-07-07'
}

/**
 * Answers a question that it has had before with the same bytes, but for the echo of the call; a request without
 * a body with the service's keys.
 * @param refsName the field with an agency's references; null for the index
 */
export function answerWith(
  schema: GraphQLSchema,
  refsName: string | null,
): (request: BareRequest) => Promise<Buffer> {
  const known = new Map<string, Promise<KeptAnswer>>()
  const answer = async (body: string): Promise<KeptAnswer> => {
    if (body === '') return { response: keys, people: [] }
    const { query, variables } = JSON.parse(body) as {
      query: string
      variables: Record<string, unknown>
    }
    const result = await execute({
      schema,
      document: parse(query),
      variableValues: variables,
      fieldResolver: (
        source,
        args: Readonly<Record<string, unknown>>,
        _context,
        { fieldName, returnType, parentType },
      ) => {
        if (isEcho(parentType.name, fieldName)) return placeholder
        const given = (source as Readonly<Record<string, unknown>> | undefined)?.[fieldName]
        return given ?? personOf(args) ?? mockValue(returnType)
      },
    })
    const response = toResponse(JSON.stringify(result))
    const isEchoed = response.includes(placeholder)
    return { response, people: isEchoed ? peopleIn(variables, refsName ?? '') : [] }
  }
  return async ({ head, body }: BareRequest): Promise<Buffer> => {
    const kept = known.get(body) ?? answer(body)
    if (known.size < 1000) known.set(body, kept)
    return withEchoes(await kept, head)
  }
}

/** Whoever is looked up is there, under an id of their own; null for fields that look nobody up. */
function personOf({ value }: Readonly<Record<string, unknown>>): object | null {
  return typeof value === 'string' ? { __typename: 'Person', id: `person-${value}` } : null
}

/** Every service publishes a key: the hub seals its calls then. */
const keys = toResponse(JSON.stringify(publicKeySet([makeKey()])))

function makeKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { kid: thumbprintOf(publicKey), privateKey, publicKey }
}
