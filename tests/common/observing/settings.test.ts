import { metricsPort, readObservingSettings } from '../../../common/observing/settings'

describe('readObservingSettings', () => {
  it('writes warnings, and counts and traces nothing, unless told otherwise', () => {
    expect(readObservingSettings({}, 4000)).toStrictEqual({
      level: 'warn',
      metrics: null,
      tracesUrl: null,
    })
  })

  it('takes what is set', () => {
    const env = {
      SIGHTLINE_LOG_LEVEL: 'debug',
      SIGHTLINE_METRICS_PORT: '9464',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
    }

    expect(readObservingSettings(env, 4000)).toStrictEqual({
      level: 'debug',
      metrics: { host: '127.0.0.1', port: 9464, gatewayPort: 4000 },
      tracesUrl: 'http://127.0.0.1:4318',
    })
  })

  it.each([
    ['SIGHTLINE_LOG_LEVEL', 'loud'],
    ['SIGHTLINE_METRICS_PORT', '0'],
    ['SIGHTLINE_METRICS_PORT', 'http'],
    ['SIGHTLINE_METRICS_HOST', 'a b'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
  ])('names %s when it is "%s"', (variable, value) => {
    expect(() => readObservingSettings({ [variable]: value }, 4000)).toThrow(variable)
  })
})

describe('metricsPort', () => {
  it('is as far above the first as the service is above the gateway', () => {
    const address = { host: '127.0.0.1', port: 9464, gatewayPort: 4000 }

    expect([4000, 4002, 4010].map((port) => metricsPort(address, port))).toStrictEqual([
      9464, 9466, 9474,
    ])
  })
})
