import { createModels } from '../../../subgraphs/council/models'
import { councilResolvers } from '../../../subgraphs/council/resolvers'
import type { Fields } from '../record-checks'
import { envelope, modelsOf, person, refusalOf, without } from '../record-checks'

const models = modelsOf(createModels)

const hubCase: Fields = {
  ...envelope,
  ...{ kind: 'FREQUENT_ATTENDER', state: 'OPEN', startDate: '2024-05-04' },
  ...{ partners: ['MASH', 'HEALTH'], uprn: '906700000011' },
}
const referral: Fields = {
  ...envelope,
  ...{ direction: 'IN', otherAgency: 'MASH', reason: 'FREQUENT_ATTENDER' },
  ...{ acknowledgedDate: '2024-05-05', outcome: 'DECLINED', declinedReason: 'Known already' },
}
const tool: Fields = { ...envelope, tool: 'CPN', startDate: '2024-05-04' }
const hate: Fields = { ...envelope, reportedBy: 'VICTIM', strands: ['RACE'], state: 'OPEN' }
const recommendation: Fields = {
  ...envelope,
  ...{ reviewKind: 'domestic homicide review', reviewReference: 'HR-1', number: '6.4' },
  ...{ recommendation: 'Tell the hub of frequent attenders', dueDate: '2024-12-31' },
  ...{ ownerOrganisation: 'St Anne’s Hospital', ownerRole: 'Head of safeguarding' },
  ...{ state: 'DONE', completedDate: '2024-11-01', evidence: 'Minutes of 1 November' },
}

describe("a council's records", () => {
  it.each([
    ['person', person],
    ['hubCase', hubCase],
    ['referral', referral],
    ['antiSocialBehaviourTool', tool],
    ['antiSocialBehaviourTool', { ...tool, tool: 'ASBO', startDate: '2010-01-01' }],
    ['hateCrimeReport', hate],
    ['reviewRecommendation', recommendation],
    ['reviewRecommendation', { ...open('IN_PROGRESS') }],
  ])('takes a valid %s', async (recordType, fields) => {
    expect(await refusalOf(models, recordType, fields)).toBeNull()
  })

  it.each([
    ['a case that is none', 'hubCase', { ...hubCase, kind: 'GOSSIP' }, /kind.*GOSSIP/],
    ['a charity as a partner', 'hubCase', { ...hubCase, partners: ['CHARITY'] }, /CHARITY/],
    [
      'an end before the start',
      'hubCase',
      { ...hubCase, endDate: '2024-05-03' },
      /endDate.*before/,
    ],
    [
      'a refusal without a reason',
      'referral',
      without(referral, 'declinedReason'),
      /declinedReason.*required when outcome is DECLINED/,
    ],
    [
      'an outcome of what nobody acknowledged',
      'referral',
      without(referral, 'acknowledgedDate'),
      /acknowledgedDate.*required/,
    ],
    [
      'a power before its day',
      'antiSocialBehaviourTool',
      { ...tool, startDate: '2014-10-19' },
      /tool.*not in use on 2014-10-19/,
    ],
    [
      'a power after its last day',
      'antiSocialBehaviourTool',
      { ...tool, tool: 'ASBO', startDate: '2015-03-23' },
      /tool.*until 2015-03-23/,
    ],
    ['a power that is none', 'antiSocialBehaviourTool', { ...tool, tool: 'BAN' }, /tool.*"BAN"/],
    ['a strand that is none', 'hateCrimeReport', { ...hate, strands: ['AGE'] }, /strands.*AGE/],
    [
      'a recommendation done without evidence',
      'reviewRecommendation',
      without(recommendation, 'evidence'),
      /evidence.*required when state is DONE/,
    ],
    [
      'a recommendation done on no day',
      'reviewRecommendation',
      without(recommendation, 'completedDate'),
      /completedDate.*required/,
    ],
    [
      'a recommendation done that is not',
      'reviewRecommendation',
      { ...recommendation, state: 'IN_PROGRESS' },
      /completedDate.*only for state DONE/,
    ],
    [
      'a recommendation not taken up for no reason',
      'reviewRecommendation',
      open('NOT_TAKEN_UP'),
      /evidence.*NOT_TAKEN_UP/,
    ],
    [
      'a recommendation that nobody owns',
      'reviewRecommendation',
      without(recommendation, 'ownerRole'),
      /ownerRole/,
    ],
  ] as const)('refuses %s', async (_what, recordType, fields, reason) => {
    expect(await refusalOf(models, recordType, fields)).toMatch(reason)
  })
})

describe('a recommendation', () => {
  const { hasEvidence } = councilResolvers.ReviewRecommendation
  it.each([
    ['Minutes', true],
    [' ', false],
    [null, false],
  ])('with "%s" has evidence: %s', (evidence, expected) => {
    expect(hasEvidence({ evidence })).toBe(expected)
  })
})

function open(state: string): Fields {
  return { ...without(recommendation, 'evidence', 'completedDate'), state }
}
