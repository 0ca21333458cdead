import { readTraceparent, writeTraceparent } from '../../../common/observing/traceparent'

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const spanId = '00f067aa0ba902b7'

describe('readTraceparent', () => {
  it.each([
    ['01', true],
    ['00', false],
    ['03', true],
    ['fe', false],
  ])('reads one with flags %s', (flags, isSampled) => {
    const context = readTraceparent(`00-${traceId}-${spanId}-${flags}`)

    expect(context).toStrictEqual({ traceId, spanId, isSampled })
    expect(context && writeTraceparent(context)).toBe(
      `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`,
    )
  })

  it.each([
    ['nothing', ''],
    ['another version', `01-${traceId}-${spanId}-01`],
    ['capitals', `00-${traceId.toUpperCase()}-${spanId}-01`],
    ['no trace', `00-${'0'.repeat(32)}-${spanId}-01`],
    ['no span', `00-${traceId}-${'0'.repeat(16)}-01`],
    ['more after it', `00-${traceId}-${spanId}-01-x`],
    ['a line after it', `00-${traceId}-${spanId}-01\n`],
    ['two of them', `00-${traceId}-${spanId}-01, 00-${traceId}-${spanId}-01`],
    ['a name', 'Victor Ashdown'],
  ])('does not take %s', (_case, text) => {
    expect(readTraceparent(text)).toBeNull()
  })
})
