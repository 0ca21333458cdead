import type { LogFields } from '../../../common/observing/log-fields'
import type { LogLevel } from '../../../common/observing/logger'
import { createLogger, reportTo } from '../../../common/observing/logger'

function logOf(level: LogLevel = 'debug') {
  const lines: string[] = []
  const write = (line: string) => lines.push(line)
  return { lines, logger: createLogger({ service: 'test', level, write }) }
}

/** As a caller passes them whom no compiler checks. */
function unchecked(fields: Readonly<Record<string, unknown>>): LogFields {
  return fields
}

describe('the log', () => {
  it('has one line of JSON for each event', () => {
    const { lines, logger } = logOf()
    logger.info('request', {
      requestId: 'r-1',
      route: '/graphql',
      status: 200,
      durationMs: 1.23456,
    })

    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^\{[^\n]*\}\n$/)
    expect(JSON.parse(lines[0] ?? '')).toStrictEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as unknown,
      service: 'test',
      event: 'request',
      requestId: 'r-1',
      route: '/graphql',
      status: 200,
      durationMs: 1.235,
    })
  })

  it.each([
    ['silent', 0],
    ['error', 1],
    ['warn', 2],
    ['info', 3],
    ['debug', 4],
  ] as const)('at level %s has %i of four lines', (level, count) => {
    const { lines, logger } = logOf(level)
    logger.error('error')
    logger.warn('refusal')
    logger.info('request')
    logger.debug('listening')

    expect(lines).toHaveLength(count)
    expect(logger.writes('info')).toBe(count >= 3)
  })

  it('drops a field that is not in the list', () => {
    const { lines, logger } = logOf()
    logger.info('request', unchecked({ variables: { name: 'Victor Ashdown' }, msg: 'x', nhs: 1 }))

    expect(Object.keys(JSON.parse(lines[0] ?? '') as object).toSorted()).toStrictEqual(
      ['event', 'level', 'service', 'time'].toSorted(),
    )
  })

  it.each([
    ['requestId', 'Victor Ashdown'],
    ['requestId', 'r'.repeat(65)],
    ['route', '/person?name=Ashdown'],
    ['reason', 'Call to address, injuries seen'],
    ['reason', '999 000 0018'],
    ['code', 'not found: Victor Ashdown'],
    ['agency', 'Victor Ashdown'],
    ['errorName', 'Error: Victor Ashdown'],
    ['status', '999 000 0018'],
    ['status', Number.NaN],
    ['durationMs', { name: 'Ashdown' }],
    ['frames', 'at Ashdown'],
    ['causes', ['Error: Victor Ashdown']],
    ['traceId', '999'],
    ['policyVersion', '2026-01 Victor Ashdown'],
    ['policyProblem', { name: 'Ashdown' }],
  ])('leaves out %s when it is %p', (name, value) => {
    const { lines, logger } = logOf()
    logger.info('request', unchecked({ [name]: value }))

    expect(JSON.parse(lines[0] ?? '')).not.toHaveProperty(name)
  })

  it('escapes what a terminal would obey, and bounds what is long', () => {
    const { lines, logger } = logOf()
    const hostile = '\u001B[2J\u202Etxt\u2028'
    logger.error('error', { frames: [hostile, 'x'.repeat(1000), ...Array<string>(20).fill('f')] })
    const { frames } = JSON.parse(lines[0] ?? '') as { readonly frames: readonly string[] }

    logger.error('policy refused', { policyProblem: hostile + 'x'.repeat(1000) })
    const { policyProblem } = JSON.parse(lines[1] ?? '') as { readonly policyProblem: string }

    expect(policyProblem).toMatch(/^\\u001b\[2J\\u202etxt\\u2028x{600}/)
    expect(policyProblem).toHaveLength(700)
    expect(frames).toHaveLength(8)
    expect(frames[0]).toBe('\\u001b[2J\\u202etxt\\u2028')
    expect(frames[1]).toHaveLength(300)
    expect(lines[0]?.trim()).toMatch(/^[\x20-\x7E]*$/)
  })
})

describe('an error in the log', () => {
  it('has its kind, its code and the request, and nothing it says', () => {
    const { lines, logger } = logOf()
    const cause = Object.assign(new TypeError('999 000 0018'), { code: 'ECONNREFUSED' })
    const error = new Error('Victor Ashdown was not found', { cause })
    reportTo(logger)(Object.assign(error, { code: 11000 }), { requestId: 'r-1' })

    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'error',
      event: 'error',
      requestId: 'r-1',
      errorName: 'Error',
      code: '11000',
      causes: ['TypeError (ECONNREFUSED)'],
    })
    expect(lines[0]).not.toMatch(/Ashdown|0018/)
  })
})
