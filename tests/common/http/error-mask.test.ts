import { GraphQLError } from 'graphql'

import { HubError } from '../../../common/errors'
import { agencyWording, createErrorMask, hubWording, refuse } from '../../../common/http/error-mask'

const reported: unknown[] = []
const report = (error: unknown) => {
  reported.push(error)
}
beforeEach(() => {
  reported.length = 0
})

describe('hazard 15: what leaves the hub of an error', () => {
  const mask = createErrorMask(hubWording, report)
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
    expect(reported).toEqual([error])
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
    const error = new GraphQLError('PersistedQueryNotSupported', {
      extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' },
    })
    expect(mask1(error)).toEqual({
      message: 'PersistedQueryNotSupported',
      extensions: { code: 'BAD_USER_INPUT' },
    })
    expect(reported).toEqual([])
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

describe('what leaves an agency of an error', () => {
  const mask = createErrorMask(agencyWording('homes'), report)
  const thrown = (originalError: Error) => new GraphQLError('outer', { originalError, path: ['a'] })
  const ruled = new GraphQLError('Kept.', { extensions: { code: 'WITHHELD', secret: 'x' } })
  const ownAgency = new HubError('WITHHELD', 'No.', { agency: 'somebody-else' })
  const invalid = new GraphQLError('Cannot query field "secret"', {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  })

  it.each([
    ['its rules, their code', thrown(ruled), 'Kept.', 'WITHHELD'],
    ['the hub, in its own name only', thrown(ownAgency), 'No.', 'WITHHELD'],
    [
      'an operation that does not fit, nothing of the schema',
      invalid,
      'The operation does not fit the schema of this agency.',
      'BAD_USER_INPUT',
    ],
  ])('of %s', (_name, error, message, code) => {
    const at = error.path ? { path: ['a'] } : {}
    expect(mask(error.toJSON(), error)).toEqual({
      message,
      ...at,
      extensions: { code, agency: 'homes' },
    })
    expect(reported).toEqual([])
  })

  it('of a foreign error with a code of ours only that something failed', () => {
    const foreign = Object.assign(new Error('at mongodb://10.0.0.7'), {
      extensions: { code: 'WITHHELD' },
    })
    const error = thrown(foreign)
    expect(mask(error.toJSON(), error)).toEqual({
      message: 'This agency could not answer.',
      path: ['a'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', agency: 'homes' },
    })
    expect(reported).toEqual([error])
  })
})

describe('a refusal before GraphQL', () => {
  it('has the status and headers of its error, and nothing of its cause', () => {
    const error = new HubError('RATE_LIMITED', 'Wait.', {
      httpStatus: 429,
      retryAfterSeconds: 7,
      cause: new Error('inside'),
    })
    const { status, headers, body } = refuse(error, agencyWording('homes'), report)
    expect([status, headers]).toEqual([429, { 'retry-after': '7' }])
    expect(JSON.parse(String(body))).toEqual({
      errors: [
        {
          message: 'Wait.',
          extensions: { code: 'RATE_LIMITED', agency: 'homes', retryAfterSeconds: 7 },
        },
      ],
    })
    expect(reported).toEqual([])
  })

  it.each([
    ['the hub', hubWording, 'The hub failed to answer; nothing was disclosed.', {}],
    ['an agency', agencyWording('homes'), 'This agency could not answer.', { agency: 'homes' }],
  ])('of %s says of a failure only that it failed', (_who, wording, message, agency) => {
    const failure = new Error('at db.internal')
    const { status, body } = refuse(failure, wording, report)
    expect(status).toBe(500)
    expect(JSON.parse(String(body))).toEqual({
      errors: [{ message, extensions: { code: 'INTERNAL_SERVER_ERROR', ...agency } }],
    })
    expect(reported).toEqual([failure])
  })

  it('without a status is a request that was wrong', () => {
    const error = new HubError('BAD_USER_INPUT', 'Not like this.')
    expect(refuse(error, hubWording, report).status).toBe(400)
  })
})
