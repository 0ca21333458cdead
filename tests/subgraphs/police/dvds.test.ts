import { createModels } from '../../../subgraphs/police/models'
import type { Fields } from '../record-checks'
import { envelope, modelsOf, refusalOf, without } from '../record-checks'

const models = modelsOf(createModels)

const disclosed: Fields = {
  ...envelope,
  ...{ subjectRole: 'PROTECTED', route: 'RIGHT_TO_ASK', stage: 'DISCLOSED' },
  ...{ receivedDate: '2024-05-04', checksDoneDate: '2024-05-05', faceToFaceDate: '2024-05-10' },
  ...{ decisionDate: '2024-05-20', decision: 'DISCLOSE' },
  ...{ disclosedDate: '2024-05-21', disclosedTo: 'PERSON_AT_RISK' },
}
const decided = without({ ...disclosed, stage: 'DECIDED' }, 'disclosedDate', 'disclosedTo')
const received = without({ ...decided, stage: 'RECEIVED' }, 'decisionDate', 'decision')

describe('an application under the disclosure scheme', () => {
  it.each([
    ['disclosed', disclosed],
    ['decided', decided],
    ['decided against', { ...decided, decision: 'NO_DISCLOSURE' }],
    ['received', received],
  ])('is taken when %s', async (_what, fields) => {
    expect(await refusalOf(models, 'dvdsApplication', fields)).toBeNull()
  })

  it.each([
    ['a route that is none', { ...disclosed, route: 'GOSSIP' }, /route.*GOSSIP/],
    ['a name for whom it was told', { ...disclosed, disclosedTo: 'Ada' }, /disclosedTo.*Ada/],
    [
      'checks before it came',
      { ...disclosed, checksDoneDate: '2024-05-03' },
      /checksDoneDate.*before receivedDate/,
    ],
    [
      'a disclosure before the decision',
      { ...disclosed, disclosedDate: '2024-05-19' },
      /disclosedDate.*before decisionDate/,
    ],
    ['a decision on no day', without(decided, 'decisionDate'), /decisionDate.*required at stage/],
    ['a disclosure to nobody', without(disclosed, 'disclosedTo'), /disclosedTo.*required/],
    ['a decision before its stage', { ...received, decision: 'DISCLOSE' }, /decision.*not yet/],
    [
      'what was disclosed against the decision',
      { ...disclosed, decision: 'NO_DISCLOSURE' },
      /stage.*NO_DISCLOSURE/,
    ],
  ])('is refused with %s', async (_what, fields, reason) => {
    expect(await refusalOf(models, 'dvdsApplication', fields)).toMatch(reason)
  })
})

describe('a protective order of police', () => {
  const order: Fields = { ...envelope, startDate: '2024-11-26' }
  it.each(['DOMESTIC_ABUSE_PROTECTION_NOTICE', 'DOMESTIC_ABUSE_PROTECTION_ORDER'])(
    '%s is taken from the first day of the pilots, and not before',
    async (kind) => {
      const later = { ...order, kind, startDate: '2024-11-27' }
      expect(await refusalOf(models, 'order', later)).toBeNull()
      expect(await refusalOf(models, 'order', { ...order, kind })).toMatch(
        /kind.*not in use on 2024-11-26.*from 2024-11-27/,
      )
    },
  )
})
