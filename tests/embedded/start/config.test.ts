import { readStartSettings } from '../../../embedded/start/config'

describe('the settings of npm start', () => {
  it.each([
    ['SIGHTLINE_LOOKUPS_PER_MINUTE', '-1'],
    ['SIGHTLINE_INSTANCE', 'two words'],
    ['SIGHTLINE_ISSUER', 'nowhere'],
    ['SIGHTLINE_ISSUER_JWKS', 'nowhere'],
    ['SIGHTLINE_HUB_JWKS', 'nowhere'],
    ['SIGHTLINE_PERSON_INDEX_URL', 'nowhere'],
    ['SIGHTLINE_AGENCY_URL', '{code}'],
    ['SIGHTLINE_PORT', 'many'],
    ['SIGHTLINE_DRAIN_SECONDS', '-1'],
    ['SIGHTLINE_ENV', 'production'],
    ['MONGODB_URI', 'postgres://'],
  ])('are refused before anything starts when %s is "%s"', (variable, value) => {
    expect(() => readStartSettings({ [variable]: value })).toThrow(new RegExp(`^${variable}: `))
  })

  it('need nothing to be set', () => {
    expect(readStartSettings({})).toMatchObject({ port: 4000, mongodbUri: null, mode: 'demo' })
  })
})
