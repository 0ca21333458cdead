import { getAgency, readRegister } from '../../../../common/register'
import { SettingError } from '../../../../common/settings'
import { readSubgraphSettings } from '../../../../subgraphs/kit/service/config'

const eastmarch = getAgency('eastmarch-police', readRegister())

describe('readSubgraphSettings', () => {
  it('finds the hub, the index and the agencies from the one port', () => {
    const settings = readSubgraphSettings({ SIGHTLINE_PORT: '5000' })
    expect(settings.hubKeysUrl).toBe('http://127.0.0.1:5000/.well-known/jwks.json')
    expect(settings.personIndexUrl).toBe('http://127.0.0.1:5002')
    expect(settings.agencyKeysUrl(eastmarch)).toBe('http://127.0.0.1:5011/.well-known/jwks.json')
  })

  it('takes them from the environment when each has a place of its own', () => {
    const settings = readSubgraphSettings({
      SIGHTLINE_HUB_JWKS: 'https://hub.example/keys',
      SIGHTLINE_PERSON_INDEX_URL: 'https://index.example',
      SIGHTLINE_AGENCY_URL: 'https://{code}.example/graphql',
    })
    expect(settings.hubKeysUrl).toBe('https://hub.example/keys')
    expect(settings.personIndexUrl).toBe('https://index.example')
    expect(settings.agencyKeysUrl(eastmarch)).toBe(
      'https://eastmarch-police.example/.well-known/jwks.json',
    )
  })

  it.each(['SIGHTLINE_HUB_JWKS', 'SIGHTLINE_PERSON_INDEX_URL'])(
    'refuses a malformed %s',
    (name) => {
      expect(() => readSubgraphSettings({ [name]: 'not a URL' })).toThrow(
        new SettingError(name, 'expected a URL: "not a URL" is no http or https URL'),
      )
    },
  )
})
