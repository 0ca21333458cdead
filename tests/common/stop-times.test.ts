import {
  agencyTimeoutMs,
  gatewayStopTimes,
  logTimeoutMs,
  starterGraceMs,
  subgraphGraceMs,
} from '../../common/stop-times'
import { readStartSettings } from '../../embedded/start/config'

describe('how long what is to stop may take', () => {
  it.each([
    [0, agencyTimeoutMs],
    [2000, agencyTimeoutMs],
    [0, 60_000],
  ])('is longer than what it waits for: notice %d ms, agency %d ms', (noticeMs, timeoutMs) => {
    const times = gatewayStopTimes(noticeMs, timeoutMs)

    // An agency that was silent to the end, then an entry of the log that took its whole time.
    expect(times.graceMs).toBeGreaterThanOrEqual(timeoutMs + logTimeoutMs)
    // Then it is written down who was cut off.
    expect(times.limitMs).toBeGreaterThan(times.noticeMs + times.graceMs + logTimeoutMs)
    expect(starterGraceMs(times)).toBeGreaterThan(times.limitMs)
  })

  it('is for a subgraph as long as the gateway waits for it', () => {
    expect(subgraphGraceMs).toBeGreaterThanOrEqual(agencyTimeoutMs)
  })

  it('is known to npm start, also with a notice', () => {
    const withNotice = readStartSettings({ SIGHTLINE_DRAIN_SECONDS: '20' })

    expect(readStartSettings({}).stopGraceMs).toBe(starterGraceMs(gatewayStopTimes(0)))
    expect(withNotice.stopGraceMs).toBe(starterGraceMs(gatewayStopTimes(20_000)))
  })
})
