import { riskAssessmentResolvers } from '../../../../subgraphs/kit/records/risk-assessment'
import { createModels } from '../../../../subgraphs/police/models'
import type { Fields } from '../../record-checks'
import { envelope, modelsOf, refusalOf, without } from '../../record-checks'

const models = modelsOf(createModels)

const dash: Fields = {
  ...envelope,
  ...{ basis: 'OPINION', subjectRole: 'VICTIM', tool: 'DASH', toolVersion: '2009' },
  ...{ yesCount: 9, grade: 'STANDARD', assessorRole: 'Response officer' },
}

const raised: Fields = { actuarialGrade: 'STANDARD', grade: 'HIGH', judgement: 'Threats to kill' }

const refusal = (fields: Fields) => refusalOf(models, 'riskAssessment', fields)

describe('an assessment of risk', () => {
  it.each([
    ['of few ticks', {}],
    ['of all ticks', { yesCount: 27, grade: 'HIGH' }],
    ['raised by judgement', raised],
    ['whose ticks nobody wrote down', { yesCount: null, grade: 'HIGH' }],
    ['by DARA from its first month', { tool: 'DARA', yesCount: null, grade: 'MEDIUM' }],
    ['by another tool, of more questions', { tool: 'OTHER', yesCount: 40 }],
    ['as the tool found', { actuarialGrade: 'MEDIUM', grade: 'MEDIUM' }],
  ])('is taken %s', async (_what, changes) => {
    expect(await refusal({ ...dash, ...changes })).toBeNull()
  })

  it.each([
    ['of 28 ticks', { yesCount: 28, grade: 'HIGH' }, /yesCount.*27/],
    ['of half a tick', { yesCount: 0.5 }, /yesCount.*whole number/],
    ['with 14 ticks that is not high', { yesCount: 14, grade: 'MEDIUM' }, /grade.*never lower/],
    [
      'with 14 ticks of which judgement made less',
      { yesCount: 14, grade: 'STANDARD', judgement: 'He seems calm' },
      /grade.*below HIGH/,
    ],
    [
      'with 14 ticks that are said to be less',
      { yesCount: 14, actuarialGrade: 'MEDIUM', grade: 'HIGH' },
      /actuarialGrade.*must be HIGH/,
    ],
    ['lowered', { actuarialGrade: 'HIGH', grade: 'MEDIUM', judgement: 'Fine' }, /never lower/],
    ['raised without reasons', { ...raised, judgement: ' ' }, /judgement.*reasons/],
    ['with a grade that is none', { grade: 'EXTREME' }, /grade.*EXTREME/],
    ['with a tool that is none', { tool: 'DICE' }, /tool.*DICE/],
    [
      'by DARA before there was one',
      { tool: 'DARA', yesCount: null, occurredAt: '2022-10-31T10:00:00Z' },
      /tool.*not in use on 2022-10-31/,
    ],
  ])('is refused %s', async (_what, changes, reason) => {
    expect(await refusal({ ...dash, ...changes })).toMatch(reason)
  })

  it('is refused without the job of whoever assessed', async () => {
    expect(await refusal(without(dash, 'assessorRole'))).toMatch(/assessorRole/)
  })

  it.each([
    [{ tool: 'DASH', yesCount: 14, grade: 'HIGH' }, 'HIGH', false],
    [{ tool: 'DASH', yesCount: 13, grade: 'HIGH' }, null, null],
    [{ tool: 'DARA', actuarialGrade: 'MEDIUM', grade: 'HIGH' }, 'MEDIUM', true],
  ])('%j: the tool found %s, raised: %s', (record, found, isRaised) => {
    expect(riskAssessmentResolvers.actuarialGrade(record)).toBe(found)
    expect(riskAssessmentResolvers.isRaisedByJudgement(record)).toBe(isRaised)
  })
})
