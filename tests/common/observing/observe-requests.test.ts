import type { ServedRequest } from '../../../common/http/served-request'
import { observeRequests } from '../../../common/observing/observe-requests'
import { unobserved } from '../../../common/observing/observing'
import { startRecording } from './recording'

const served: ServedRequest = {
  requestId: 'r-1',
  method: 'POST',
  route: '/graphql',
  status: 200,
  durationMs: 12,
  isAborted: false,
}
const routes = ['/graphql', '/health/live']

describe('observeRequests', () => {
  it('writes a line for each request, and counts it by route and class of status', async () => {
    const { observing, events, metricsText } = startRecording('test')
    const observe = observeRequests(observing, { routes })
    observe(served)
    observe({ ...served, status: 503 })
    observe({ ...served, isAborted: true })

    expect(events()).toMatchObject([
      { event: 'request', requestId: 'r-1', method: 'POST', route: '/graphql', status: 200 },
      { status: 503 },
      { reason: 'CANCELLED' },
    ])
    const text = await metricsText()
    for (const status of ['2xx', '5xx', 'aborted'])
      expect(text).toContain(
        `sightline_http_request_duration_seconds_count{service="test",route="/graphql",status="${status}"} 1`,
      )
  })

  it('knows no address or method that a caller made up', async () => {
    const { observing, lines, metricsText } = startRecording('test')
    const observe = observeRequests(observing, { routes })
    observe({ ...served, route: '/Victor/Ashdown', method: 'ASHDOWN', requestId: 'Victor Ashdown' })
    observe({ ...served, route: 'none', status: 999 })

    expect(`${lines.join()}${await metricsText()}`).not.toMatch(/ashdown/i)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ route: 'other', method: 'OTHER' })
  })

  it('leaves the lines of a route to whoever knows more', () => {
    const { observing, events } = startRecording('test')
    const observe = observeRequests(observing, { routes, withOwnLines: ['/graphql'] })
    observe(served)
    observe({ ...served, route: '/health/live' })

    expect(events()).toMatchObject([{ route: '/health/live' }])
  })

  it('does nothing when nobody observes', () => {
    const observe = observeRequests(unobserved, { routes })

    expect(() => {
      observe(served)
    }).not.toThrow()
  })
})
