import { GraphQLError } from 'graphql'

import { describeError } from '../../../common/observing/describe-error'

const hostile =
  'Victor Ashdown\n    at Victor.Ashdown (/home/9990000018.ts:1:1)\n    at /Ashdown:1:1'

describe('describeError', () => {
  it('says where an error came from', () => {
    const { frames } = describeError(new Error('x'))

    expect(frames?.[0]).toMatch(/ \/.*describe-error\.test\.ts:\d+:\d+$/)
  })

  it('takes no line of a message for a frame', () => {
    const described = describeError(new Error(hostile))

    expect(described.frames?.[0]).toContain(__filename)
    expect(JSON.stringify(described)).not.toMatch(/Victor|9990000018/)
  })

  it('has no frames when the message is not the one the stack was made with', () => {
    const error = new Error(hostile)
    // It is made when it is first looked at.
    expect(error.stack).toContain('Ashdown')
    error.message = 'something else'

    expect(describeError(error)).toStrictEqual({ errorName: 'Error', frames: [], causes: [] })
  })

  it('names what caused it, also where graphql keeps it, and ends with a circle', () => {
    const error = new Error('a')
    error.cause = error
    const wrapped = new GraphQLError('b', { originalError: error })

    expect(describeError(wrapped).causes).toStrictEqual(['Error', 'Error', 'Error', 'Error'])
  })

  it('says of what is no error only that', () => {
    expect(describeError('Victor Ashdown')).toStrictEqual({ errorName: 'NoError' })
  })

  it('tells no reason: it may be the word of an agency', () => {
    const error = Object.assign(new Error('x'), { reason: 'VICTOR_ASHDOWN' })

    expect(JSON.stringify(describeError(error))).not.toContain('VICTOR')
  })
})
