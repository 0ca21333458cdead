import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

import { createMetrics } from '../../../common/observing/metrics'
import { startMetricsServer } from '../../../common/observing/metrics-server'

const labels = { agency: ['north', 'south'], reason: ['TIMED_OUT'] }

async function linesOf(text: Promise<string>, name: string): Promise<readonly string[]> {
  return (await text).split('\n').filter((line) => line.startsWith(name))
}

describe('a count', () => {
  it('counts by its labels, and by nothing anybody else made up', async () => {
    const metrics = createMetrics('test')
    const count = metrics.count({ name: 'calls_total', help: 'Calls.', labels })
    count.add('north', 'TIMED_OUT')
    count.add('north', 'TIMED_OUT')
    count.add('Victor Ashdown', 'TIMED_OUT')
    count.add('somebody else', 'TIMED_OUT')
    count.add('south', '999 000 0018')

    expect(await linesOf(metrics.text(), 'calls_total')).toStrictEqual([
      'calls_total{agency="north",reason="TIMED_OUT",service="test"} 2',
      'calls_total{agency="other",reason="TIMED_OUT",service="test"} 2',
      'calls_total{agency="south",reason="other",service="test"} 1',
    ])
  })

  it('is the same however often it is read', async () => {
    const metrics = createMetrics('test')
    metrics.count({ name: 'calls_total', help: 'Calls.', labels: {} }).add()
    await metrics.text()

    expect(await linesOf(metrics.text(), 'calls_total')).toStrictEqual([
      'calls_total{service="test"} 1',
    ])
  })

  it('can be read from where it is kept', async () => {
    const metrics = createMetrics('test')
    const kept: [number, string][] = [
      [3, 'north'],
      [1, 'nowhere'],
      [1, 'elsewhere'],
    ]
    const definition = { name: 'loads_total', help: 'Loads.', labels: { agency: ['north'] } }
    metrics.countFrom(definition, () => kept)

    expect(await linesOf(metrics.text(), 'loads_total')).toStrictEqual([
      'loads_total{agency="north",service="test"} 3',
      'loads_total{agency="other",service="test"} 2',
    ])
  })
})

describe('a duration', () => {
  it('is given in milliseconds and told in seconds', async () => {
    const metrics = createMetrics('test')
    const duration = metrics.duration({ name: 'call_seconds', help: 'Calls.', labels })
    duration.observe(1500, 'north', 'TIMED_OUT')
    duration.observe(500, 'north', 'TIMED_OUT')
    const at = '{service="test",agency="north",reason="TIMED_OUT"}'

    expect(await linesOf(metrics.text(), 'call_seconds_sum')).toStrictEqual([
      `call_seconds_sum${at} 2`,
    ])
    expect(await linesOf(metrics.text(), 'call_seconds_count')).toStrictEqual([
      `call_seconds_count${at} 2`,
    ])
  })
})

describe('a gauge', () => {
  it('is what it is when somebody asks', async () => {
    const metrics = createMetrics('test')
    let waiting = 1
    const definition = { name: 'waiting', help: 'Waiting.', labels: { agency: ['north'] } }
    metrics.gauge(definition, () => [[waiting, 'north']])
    await metrics.text()
    waiting = 7

    expect(await linesOf(metrics.text(), 'waiting')).toStrictEqual([
      'waiting{agency="north",service="test"} 7',
    ])
  })
})

describe('the metrics of a process', () => {
  it('are served at GET /metrics and nowhere else', async () => {
    const server = await startMetricsServer(createMetrics('test'), { host: '127.0.0.1', port: 0 })
    const ask = (path: string, method = 'GET') =>
      fetch(`http://127.0.0.1:${server.port}${path}`, { method })
    const served = await ask('/metrics')
    const others = [await ask('/'), await ask('/metrics', 'POST'), await ask('/metrics?a=b')]
    await server.stop()

    expect(served.headers.get('content-type')).toContain('text/plain')
    expect(await served.text()).toContain('process_cpu_seconds_total{service="test"}')
    expect(others.map(({ status }) => status)).toStrictEqual([404, 404, 404])
  })

  it('name the port that cannot be had', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const start = startMetricsServer(createMetrics('test'), { host: '127.0.0.1', port })
    await expect(start).rejects.toThrow(`port ${port} on 127.0.0.1 is in use`)
    other.close()
  })
})
