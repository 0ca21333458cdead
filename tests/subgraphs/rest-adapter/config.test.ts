import { readRestSettings } from '../../../subgraphs/rest-adapter/config'

const url = { SIGHTLINE_REST_WESTMARCH_CARE_URL: 'http://127.0.0.1:2/' }
const read = (sweep?: string) =>
  readRestSettings('westmarch-care', { ...url, SIGHTLINE_REST_WESTMARCH_CARE_SWEEP_SECONDS: sweep })

describe('the settings of a system with REST', () => {
  it('say how often everybody is asked for', () => {
    expect(read()).toEqual({ baseUrl: 'http://127.0.0.1:2', token: null, sweepSeconds: 30 })
    expect(read('600').sweepSeconds).toBe(600)
  })

  it.each(['4', '0', '90000', 'often'])('do not take %j for that', (sweep) => {
    expect(() => read(sweep)).toThrow(
      'SIGHTLINE_REST_WESTMARCH_CARE_SWEEP_SECONDS: expected seconds',
    )
  })
})
