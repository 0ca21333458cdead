import { GraphQLError } from 'graphql'

import { HubError } from '../../../common/errors'
import { createErrorMask } from '../../../gateway/server/error-mask'

describe('hazard 15: what leaves of an error', () => {
  const reported: unknown[] = []
  const mask = createErrorMask((error) => reported.push(error))
  const mask1 = (error: GraphQLError) => mask(error.toJSON(), error)

  it.each([
    ['a database error', new GraphQLError('E11000 duplicate key in people')],
    ['an unknown code', new GraphQLError('see http://db:27017', { extensions: { code: 'MONGO' } })],
    [
      'a code of ours on a foreign error',
      new GraphQLError('SELECT 1', { extensions: { code: 'WITHHELD' } }),
    ],
    ['a wrapped error', new GraphQLError('a', { originalError: new Error('stack') })],
  ])('of %s only that something failed', (_name, error) => {
    expect(mask1(error)).toEqual({
      message: 'The hub failed to answer; nothing was disclosed.',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    })
    expect(reported.at(-1)).toBe(error)
  })

  it("of the hub's own errors code, reason and agency, and nothing else", () => {
    const error = new HubError('WITHHELD', 'Not for you.', {
      reason: 'NO_AGREEMENT',
      agency: 'homes',
      path: ['a'],
      httpStatus: 403,
      cause: new Error('inside'),
    })

    expect(mask1(error)).toEqual({
      message: 'Not for you.',
      path: ['a'],
      extensions: { code: 'WITHHELD', agency: 'homes', reason: 'NO_AGREEMENT' },
    })
  })

  it('of a request for a stored query that there are none, and reports nothing', () => {
    const before = reported.length
    const error = new GraphQLError('PersistedQueryNotSupported', {
      extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' },
    })
    expect(mask1(error)).toEqual({
      message: 'PersistedQueryNotSupported',
      extensions: { code: 'BAD_USER_INPUT' },
    })
    expect(reported).toHaveLength(before)
  })

  it('of a query that is wrong in form what is wrong with it', () => {
    const error = new GraphQLError('Syntax Error: Expected Name', {
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
    })

    expect(mask1(error)).toEqual({
      message: 'Syntax Error: Expected Name',
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })
})
