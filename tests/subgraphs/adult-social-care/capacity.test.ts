import { isSafeToRelyOn, qualityFlags } from '../../../subgraphs/adult-social-care/capacity'

const sound = { place: 'HOME', isSeenAlone: true, isSober: true, isGpConsulted: true }

describe('how capacity was assessed', () => {
  it.each([
    ['soundly', {}, [], true],
    ['with a person who was not sober', { isSober: false }, ['INTOXICATED'], false],
    ['with somebody listening', { isSeenAlone: false }, ['OTHER_PARTY_PRESENT'], false],
    ['at the door', { place: 'DOORSTEP' }, ['DOORSTEP'], false],
    ['without the general practice', { isGpConsulted: false }, ['GP_NOT_CONSULTED'], false],
    [
      'badly in every way',
      { place: 'DOORSTEP', isSeenAlone: false, isSober: false, isGpConsulted: false },
      ['INTOXICATED', 'OTHER_PARTY_PRESENT', 'DOORSTEP', 'GP_NOT_CONSULTED'],
      false,
    ],
    ['with nobody writing down whether sober', { isSober: null }, [], null],
    ['with nobody writing down whether alone', { isSeenAlone: null }, [], null],
    ['with nobody writing down where', { place: null }, [], null],
    ['with nobody writing down whether the practice was asked', { isGpConsulted: null }, [], null],
    [
      'at the door, with nothing else written down',
      { place: 'DOORSTEP', isSeenAlone: null, isSober: null, isGpConsulted: null },
      ['DOORSTEP'],
      false,
    ],
  ])('%s', (_what, changes, flags, isSafe) => {
    const circumstances = { ...sound, ...changes }
    expect(qualityFlags(circumstances)).toEqual(flags)
    expect(isSafeToRelyOn(circumstances)).toBe(isSafe)
  })

  it('is not known when nothing was written down', () => {
    expect(qualityFlags({})).toEqual([])
    expect(isSafeToRelyOn({})).toBeNull()
  })
})
