import { createModels } from '../../../subgraphs/adult-social-care/models'
import type { Fields } from '../record-checks'
import { modelsOf, refusalOf, without } from '../record-checks'
import { capacityAssessment, concern, contact, enquiry, record } from './records'

const models = modelsOf(createModels)

/** A closed concern that nobody has countersigned. */
const unsigned: Fields = without(concern, 'countersignedByRole', 'countersignedAt')

const alone: Fields = { ...without(capacityAssessment, 'people'), subjectRole: 'SERVICE_USER' }

describe('an assault of which somebody told', () => {
  it.each<[string, Fields]>([
    ['by telephone, countersigned', concern],
    ['at the door', { ...unsigned, triageMethod: 'DOORSTEP' }],
    ['face to face', { ...unsigned, triageMethod: 'FACE_TO_FACE_ALONE' }],
    [
      'by telephone when it was about no assault',
      { ...unsigned, isAboutAssault: false, abuseTypes: ['SELF_NEGLECT'] },
    ],
  ])('is closed %s', async (_what, fields) => {
    expect(await refusalOf(models, 'concern', fields)).toBeNull()
  })

  it.each<[string, Fields]>([
    ['goes on to an enquiry', { ...unsigned, triageOutcome: 'STATUTORY_ENQUIRY' }],
    ['waits for a countersign', { ...unsigned, triageOutcome: 'AWAITING_COUNTERSIGN' }],
  ])('%s without one', async (_what, fields) => {
    expect(await refusalOf(models, 'concern', fields)).toBeNull()
  })

  it.each<[string, Fields]>([
    ['by telephone', unsigned],
    ['with a letter', { ...unsigned, triageMethod: 'LETTER' }],
    ['from records', { ...unsigned, triageMethod: 'RECORDS_ONLY' }],
    ['with no action', { ...unsigned, triageOutcome: 'CLOSED_NO_ACTION' }],
    ['with a pointer', { ...unsigned, triageOutcome: 'CLOSED_SIGNPOSTED' }],
    ['when only the type of abuse says so', { ...unsigned, isAboutAssault: null }],
    ['when only the mark says so', { ...unsigned, abuseTypes: ['DOMESTIC'] }],
    ['and signed by nobody', { ...unsigned, countersignedByRole: '' }],
  ])('is not closed %s without one, and the message says what to do', async (_what, fields) => {
    const refusal = await refusalOf(models, 'concern', fields)
    expect(refusal).toMatch(/countersignedByRole: is required.*AWAITING_COUNTERSIGN/)
  })

  it.each<[string, Fields, RegExp]>([
    [
      'a countersign of what waits for it',
      { ...concern, triageOutcome: 'AWAITING_COUNTERSIGN' },
      /countersignedByRole.*not for AWAITING_COUNTERSIGN/,
    ],
    [
      'a time of signing and nobody who signed',
      { ...without(concern, 'countersignedByRole'), triageMethod: 'DOORSTEP' },
      /countersignedByRole.*countersignedAt/,
    ],
    [
      'a countersign before the decision',
      { ...concern, countersignedAt: '2024-05-05T08:59:00Z' },
      /countersignedAt.*before triagedAt/,
    ],
    [
      'a decision made no way',
      without(concern, 'triageMethod'),
      /triageMethod.*required with triageOutcome/,
    ],
    [
      'a decision made at no time',
      without(concern, 'triagedAt'),
      /triagedAt.*required with triageOutcome/,
    ],
  ])('is refused with %s', async (_what, fields, reason) => {
    expect(await refusalOf(models, 'concern', fields)).toMatch(reason)
  })
})

describe('a statutory enquiry', () => {
  it.each(['hasCareNeeds', 'isAtRisk', 'isUnableToProtectSelf'])(
    'is refused when %s is not met or not known',
    async (limb) => {
      const expected = new RegExp(`${limb}: must be true for kind STATUTORY`)
      for (const fields of [{ ...enquiry, [limb]: false }, without(enquiry, limb)])
        expect(await refusalOf(models, 'enquiry', fields)).toMatch(expected)
      expect(
        await refusalOf(models, 'enquiry', { ...enquiry, kind: 'OTHER', [limb]: false }),
      ).toBeNull()
    },
  )

  it.each(['careNeedsEvidence', 'atRiskEvidence', 'unableToProtectSelfEvidence'])(
    'is refused without %s',
    async (evidence) => {
      const expected = new RegExp(`${evidence}: is required for kind STATUTORY`)
      for (const fields of [without(enquiry, evidence), { ...enquiry, [evidence]: ' ' }])
        expect(await refusalOf(models, 'enquiry', fields)).toMatch(expected)
    },
  )

  it.each([
    ['2015-03-31', /kind: cannot be STATUTORY before 2015-04-01/],
    ['2015-04-01', null],
  ])('that began on %s is judged by the law of that day', async (startDate, reason) => {
    const refusal = await refusalOf(models, 'enquiry', { ...enquiry, startDate })
    expect(refusal ?? '').toMatch(reason ?? /^$/)
  })
})

describe('a conclusion about capacity', () => {
  it.each<[string, Fields, boolean]>([
    ['lacking, by its answers', {}, true],
    ['lacking, with no answers given', noAnswers(), true],
    ['lacking, although the person could do all', { canUseOrWeigh: true }, false],
    ['lacking, although nothing impairs the person', { hasImpairment: false }, false],
    ['lacking, although for another reason', { isCausedByImpairment: false }, false],
    ['having, although the impairment is why not', { conclusion: 'HAS_CAPACITY' }, false],
    [
      'having, although a function fails for another reason',
      { conclusion: 'HAS_CAPACITY', isCausedByImpairment: false },
      true,
    ],
  ])('%s', async (_what, changes, isTaken) => {
    const refusal = await refusalOf(models, 'capacityAssessment', {
      ...capacityAssessment,
      ...changes,
    })
    expect(refusal ?? '').toMatch(isTaken ? /^$/ : /conclusion: contradicts/)
  })
})

describe('somebody seen alone', () => {
  it.each<[string, string, Fields, RegExp | null]>([
    ['with nobody named', 'capacityAssessment', { ...alone, isSeenAlone: true }, null],
    [
      'with somebody named',
      'capacityAssessment',
      { ...capacityAssessment, isSeenAlone: true },
      /isSeenAlone.*must be false while "people" names somebody else/,
    ],
    [
      'with somebody named and nothing written',
      'capacityAssessment',
      without(capacityAssessment, 'isSeenAlone'),
      /isSeenAlone.*must be false/,
    ],
    [
      'and not alone',
      'contact',
      { ...contact, isSeenAlone: false },
      /isSeenAlone.*cannot be false for FACE_TO_FACE_ALONE/,
    ],
    [
      'and accompanied',
      'contact',
      { ...contact, method: 'FACE_TO_FACE_ACCOMPANIED' },
      /isSeenAlone.*cannot be true for FACE_TO_FACE_ACCOMPANIED/,
    ],
    [
      'by telephone',
      'contact',
      { ...contact, method: 'TELEPHONE' },
      /isSeenAlone.*cannot be true for TELEPHONE/,
    ],
    ['at the door', 'contact', { ...contact, method: 'DOORSTEP' }, null],
    [
      'in a refusal by letter',
      'refusal',
      { ...record, refused: 'CONTACT', method: 'LETTER', isSeenAlone: true },
      /isSeenAlone.*cannot be true for LETTER/,
    ],
  ])('%s', async (_what, recordType, fields, reason) => {
    const refusal = await refusalOf(models, recordType, fields)
    expect(refusal ?? '').toMatch(reason ?? /^$/)
  })
})

function noAnswers(): Fields {
  const answers = ['canUnderstand', 'canRetain', 'canUseOrWeigh', 'canCommunicate']
  const all = [...answers, 'hasImpairment', 'isCausedByImpairment']
  return Object.fromEntries(all.map((field) => [field, null]))
}
