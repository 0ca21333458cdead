import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { startTracing } from '../../../common/observing/start-tracing'
import { endTrace, inSpan, passedTracing } from '../../../common/observing/trace'
import { startRecording } from './recording'

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`

describe('without anywhere to send spans', () => {
  it('a trace that comes is passed on as it is, and no span is made', () => {
    const trace = passedTracing.startRequest(traceparent)

    expect(passedTracing.makesSpans).toBe(false)
    expect(trace).toMatchObject({ traceparent, traceId })
    expect(trace?.startSpan('decide', 'internal')).toBeNull()
    expect(() => {
      endTrace(trace, { status: 200 })
    }).not.toThrow()
  })

  it.each([undefined, null, 'Victor Ashdown'])('%p is no trace', (text) => {
    expect(passedTracing.startRequest(text)).toBeNull()
  })

  it('work is done all the same', async () => {
    expect(await inSpan(null, 'decide', () => Promise.resolve(1))).toBe(1)
  })
})

describe('with somewhere to send spans', () => {
  it('each part of a request has one, below that of its caller', async () => {
    const { observing, spans } = startRecording('test')
    const trace = observing.tracing.startRequest(traceparent)
    const call = trace?.startSpan('agency call', 'client')
    call?.end({ agency: 'northshire-police', reason: 'TIMED_OUT' })
    endTrace(trace, { status: 200 })
    const [first, second] = await spans()

    expect(second).toMatchObject({ name: 'request', traceId, parentSpanId: '00f067aa0ba902b7' })
    expect(first).toMatchObject({
      name: 'agency call',
      traceId,
      parentSpanId: second?.spanId,
      attributes: { agency: 'northshire-police', reason: 'TIMED_OUT' },
      rest: { status: { code: 2 } },
    })
    expect(call?.traceparent).toBe(`00-${traceId}-${first?.spanId ?? ''}-01`)
  })

  it('has attributes of the list and no others', async () => {
    const { observing, spans } = startRecording('test')
    const fields: Readonly<Record<string, unknown>> = { query: '{ x }', reason: 'Victor Ashdown' }
    endTrace(observing.tracing.startRequest(null), fields)

    expect((await spans())[0]?.attributes).toStrictEqual({})
  })

  it('says of work that failed only that', async () => {
    const { observing, spans } = startRecording('test')
    const trace = observing.tracing.startRequest(null)
    const work = inSpan(trace, 'decide', () => Promise.reject(new Error('Victor Ashdown')))
    await expect(work).rejects.toThrow('Victor')
    const [span] = await spans()

    expect(span).toMatchObject({ name: 'decide', attributes: { code: 'FAILED' } })
    expect(JSON.stringify(span)).not.toContain('Victor')
  })

  it('sends them as OTLP over HTTP, and names the service', async () => {
    const bodies: string[] = []
    const collector = createServer((request, response) => {
      let text = `${request.url ?? ''} `
      request.on('data', (chunk: Buffer) => (text += chunk.toString()))
      request.on('end', () => {
        bodies.push(text)
        response.end('{}')
      })
    })
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
    const { port } = collector.address() as AddressInfo
    const tracesUrl = `http://127.0.0.1:${port}/`
    const tracing = startTracing({ service: 'test', tracesUrl })
    endTrace(tracing.startRequest(traceparent), { status: 200 })
    await tracing.stop()
    collector.closeAllConnections()
    collector.close()

    expect(bodies).toHaveLength(1)
    expect(bodies[0]).toMatch(/^\/v1\/traces .*"service\.name".*"test"/)
    expect(bodies[0]).toContain(traceId)
  })
})
