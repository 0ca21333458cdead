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
import { toResponse } from './bare-server'

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
 * Answers a question that it has had before with the same bytes; a request without a body with the
 * service's keys.
 */
export function answerWith(schema: GraphQLSchema): (body: string) => Promise<Buffer> {
  const known = new Map<string, Promise<Buffer>>()
  const answer = async (body: string): Promise<Buffer> => {
    if (body === '') return keys
    const { query, variables } = JSON.parse(body) as {
      query: string
      variables: Record<string, unknown>
    }
    const result = await execute({
      schema,
      document: parse(query),
      variableValues: variables,
      fieldResolver: (source, _args, _context, { fieldName, returnType }) => {
        const given = (source as Readonly<Record<string, unknown>> | undefined)?.[fieldName]
        return given ?? mockValue(returnType)
      },
    })
    return toResponse(JSON.stringify(result))
  }
  return (body: string): Promise<Buffer> => {
    const before = known.get(body)
    if (before) return before
    const response = answer(body)
    if (known.size < 1000) known.set(body, response)
    return response
  }
}

/** Every service publishes a key: the hub seals its calls then. */
const keys = toResponse(JSON.stringify(publicKeySet([makeKey()])))

function makeKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { kid: thumbprintOf(publicKey), privateKey, publicKey }
}
