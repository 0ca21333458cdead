import { readGatewaySettings } from '../../gateway/config'

const read = (environment: Readonly<Record<string, string>>) =>
  readGatewaySettings({ MONGODB_URI: 'mongodb://nowhere', ...environment })

describe("the name of a gateway's log", () => {
  it.each(['gateway-1', 'A.b_c', 'x', 'y'.repeat(100)])('may be "%s"', (name) => {
    expect(read({ SIGHTLINE_INSTANCE: name }).instance).toBe(name)
  })

  it.each(['', 'two words', 'a/b', 'a\u001Bb', 'é', 'y'.repeat(101), 'a\n'])(
    'may not be "%s"',
    (name) => {
      expect(() => read({ SIGHTLINE_INSTANCE: name })).toThrow(
        /^SIGHTLINE_INSTANCE: expected 1 to 100/,
      )
    },
  )

  it('is one that may be, with the port in it, when none is given', () => {
    expect(read({ SIGHTLINE_PORT: '4100' }).instance).toMatch(/^[A-Za-z0-9._-]{1,95}-4100$/)
  })
})
