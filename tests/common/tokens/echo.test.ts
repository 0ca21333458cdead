import { echoOf } from '../../../common/tokens/echo'

const callId = '6f1c2d3e-0000-4000-8000-000000000001 7'
const both = ['NP-NOM-0001', 'NP-NOM-0002']

describe('the echo of an answer', () => {
  // printf '%s' '8:person-1,11:NP-NOM-0001,11:NP-NOM-0002,' |
  //   openssl dgst -sha256 -hmac '6f1c2d3e-0000-4000-8000-000000000001 7' -binary | base64
  it.each([
    ['two references', callId, both, 'o9TBgp1Mvm2WhLQUqaTQxihHFAjAET8FXCdKwb7_nOY'],
    ['no reference', callId, [], 'B8y0iL8ZlwRcHce4Scj_elfAVWCYAUNyX-ZI1RV82Wk'],
    ['bytes, not letters', 'k', ['é-é-x'], 'XXSOB-6gI3REt1ipKaY3524hOyQCZTHkM3kL4RDEACA'],
  ])('is what other programs make it: %s', (_what, key, refs, echo) => {
    expect(echoOf(key, { id: 'person-1', refs })).toBe(echo)
  })

  it.each([
    ['another order', both.toReversed()],
    ['one twice', [...both, 'NP-NOM-0001']],
  ])('is the same for %s', (_what, refs) => {
    expect(echoOf(callId, { id: 'person-1', refs })).toBe(
      echoOf(callId, { id: 'person-1', refs: both }),
    )
  })

  it('puts references in the order of their bytes in UTF-8', () => {
    // In UTF-16, the other way round.
    const refs = ['\u{1f600}', '\uff5e']
    expect(echoOf(callId, { id: 'p', refs })).toBe('aSeTQacNBayHcUSI0syTEikzygBGhns006yH5XkThU0')
  })

  it.each([
    ['another person', callId, { id: 'person-2', refs: both }],
    ['a reference less', callId, { id: 'person-1', refs: ['NP-NOM-0001'] }],
    ['another reference', callId, { id: 'person-1', refs: ['NP-NOM-0001', 'NP-NOM-0003'] }],
    [
      'the same letters, cut elsewhere',
      callId,
      { id: 'person-1N', refs: ['P-NOM-0001', both[1] ?? ''] },
    ],
    ['another call', `${callId}8`, { id: 'person-1', refs: both }],
  ])('is another for %s', (_what, key, person) => {
    expect(echoOf(key, person)).not.toBe(echoOf(callId, { id: 'person-1', refs: both }))
  })
})
