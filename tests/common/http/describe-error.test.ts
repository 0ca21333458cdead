import { GraphQLError } from 'graphql'

import { HubError } from '../../../common/errors'
import { describeError } from '../../../common/http/describe-error'

const secret = 'Victor Ashdown at mongodb://10.0.0.7'

describe('an error as operators read it', () => {
  it('is named by service, kind and code, with where it came from and without its message', () => {
    const error = Object.assign(new TypeError(secret), { code: 'E_TEST' })
    const text = describeError('homes', error)
    expect(text).toMatch(/^homes: TypeError \(E_TEST\)\n\s+at /)
    expect(text).not.toContain('Ashdown')
  })

  it.each([
    ['a cause', new Error(secret, { cause: new RangeError(secret) })],
    ['a GraphQL error', new GraphQLError(secret, { originalError: new RangeError(secret) })],
    ['an error of the hub', new HubError('LOG_UNAVAILABLE', 'No.', { cause: new RangeError() })],
  ])('is described with what caused it: %s', (_name, error) => {
    const text = describeError('homes', error)
    expect(text).toMatch(/caused by RangeError\n\s+at /)
    expect(text).not.toContain('Ashdown')
  })

  it('of the hub has its code', () => {
    const error = new HubError('LOG_UNAVAILABLE', 'No.')
    expect(describeError('gateway', error)).toMatch(/^gateway: HubError \(LOG_UNAVAILABLE\)/)
  })

  it('ends, though its causes go round in a circle', () => {
    const error = new Error('a')
    error.cause = error
    expect(describeError('homes', error).match(/caused by/g)).toHaveLength(4)
  })

  it('that is none is said to be none', () => {
    expect(describeError('homes', secret)).toBe('homes: something that is no error was thrown')
  })
})
