import { projectPath } from '../../common/project-root'
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

describe('the folder of the policy', () => {
  it("is the project's, or the one that is named", () => {
    expect(read({}).policyFolder).toBe(projectPath('policies'))
    expect(read({ SIGHTLINE_POLICIES: '/srv/policies' }).policyFolder).toBe('/srv/policies')
  })

  it('may not be nothing', () => {
    expect(() => read({ SIGHTLINE_POLICIES: '' })).toThrow(/^SIGHTLINE_POLICIES: expected the path/)
  })
})

describe('a second gateway on a host', () => {
  it('listens on its own port and finds the others where they are', () => {
    const first = read({ SIGHTLINE_PORT: '4000' })
    const second = read({ SIGHTLINE_PORT: '4100', SIGHTLINE_HUB_PORT: '4000' })
    const urls = (settings: typeof first) => [
      settings.issuer,
      settings.issuerKeysUrl,
      ...settings.services.map(({ url }) => url),
    ]

    expect(second.port).toBe(4100)
    expect(urls(second)).toEqual(urls(first))
    expect(second.instance).not.toBe(first.instance)
  })

  it('is refused with a port that is none', () => {
    expect(() => read({ SIGHTLINE_HUB_PORT: 'x' })).toThrow(/^SIGHTLINE_HUB_PORT: /)
  })
})
