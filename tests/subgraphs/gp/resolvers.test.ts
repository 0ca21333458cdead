import { gpResolvers } from '../../../subgraphs/gp/resolvers'

const { AlcoholIntake, GpReferral } = gpResolvers

describe('an intake of alcohol', () => {
  it.each([
    [{ auditCScore: 4 }, false],
    [{ auditCScore: 5 }, true],
    [{ auditCScore: 0 }, false],
    [{ auditCScore: null }, null],
    [{}, null],
  ])('%j is a positive screen: %s', (intake, expected) => {
    expect(AlcoholIntake.isScreenPositive(intake)).toBe(expected)
  })

  it('is judged alike whoever the person is', () => {
    const [his, hers] = ['M', 'F'].map((sex) =>
      AlcoholIntake.isScreenPositive({ auditCScore: 5, ...{ sex } }),
    )
    expect(his).toBe(hers)
  })
})

describe('a referral', () => {
  it.each([
    [{ destination: 'SUBSTANCE_USE_SERVICE' }, true],
    [{ destination: 'MENTAL_HEALTH_SERVICE' }, false],
    [{ destination: 'OTHER' }, false],
    [{ destination: null }, null],
    [{}, null],
  ])('%j is for substance use: %s', (referral, expected) => {
    expect(GpReferral.isForSubstanceUse(referral)).toBe(expected)
  })
})
