import { createModels } from '../../../subgraphs/adult-social-care/models'
import type { Fields } from '../record-checks'
import { modelsOf, person, refusalOf, store, without } from '../record-checks'
import {
  accompanied,
  capacityAssessment,
  concern,
  contact,
  enquiry,
  record,
  refusal,
  safeContactInstruction,
  supportPlan,
  trustedContact,
} from './records'

const models = modelsOf(createModels)

const valid: readonly [string, Fields][] = [
  ['person', { ...person, uprn: '906700000011' }],
  ['concern', concern],
  ['concern', record],
  ['concern', { ...record, subjectRole: 'VICTIM' }],
  ['enquiry', enquiry],
  ['enquiry', { ...record, kind: 'OTHER', startDate: '2012-07-20', hasCareNeeds: false }],
  ['capacityAssessment', capacityAssessment],
  ['contact', contact],
  ['contact', { ...record, method: 'LETTER', outcome: 'SENT' }],
  ['refusal', refusal],
  ['supportPlan', supportPlan],
  ['economicAbuseIndicator', { ...accompanied, kind: 'LIVES_RENT_FREE' }],
  ['trustedContact', trustedContact],
  ['safeContactInstruction', safeContactInstruction],
]

const refused: readonly [string, string, Fields, RegExp][] = [
  ['a source that is none', 'concern', { ...concern, raisedBy: 'MUM' }, /raisedBy.*MUM/],
  ['abuse of no type', 'concern', { ...concern, abuseTypes: ['RUDE'] }, /abuseTypes.*RUDE/],
  [
    'a triage before the concern',
    'concern',
    { ...concern, triagedAt: '2024-05-04T10:29:00Z' },
    /triagedAt.*before occurredAt/,
  ],
  [
    'whoever raised it, beside the person',
    'concern',
    { ...concern, people: [...peopleOf(concern), { reference: 'P-9', role: 'INFORMANT' }] },
    /people.*informant/,
  ],
  [
    'a concern about the one who is the risk',
    'concern',
    { ...concern, personRefs: ['P-2'] },
    /people.*SERVICE_USER or VICTIM/,
  ],
  [
    'a concern about two people',
    'concern',
    { ...concern, personRefs: ['P-1', 'P-2'] },
    /personRefs.*one person/,
  ],
  [
    'an enquiry that ends before it starts',
    'enquiry',
    { ...enquiry, endDate: '2024-05-03' },
    /endDate.*before/,
  ],
  [
    'a decision that is none',
    'capacityAssessment',
    { ...capacityAssessment, decision: ' ' },
    /decision/,
  ],
  [
    'an assessment without a conclusion',
    'capacityAssessment',
    without(capacityAssessment, 'conclusion'),
    /conclusion.*required/,
  ],
  [
    'a place that is none',
    'capacityAssessment',
    { ...capacityAssessment, place: 'MOON' },
    /place.*MOON/,
  ],
  ['a way that is none', 'contact', { ...contact, method: 'PIGEON' }, /method.*PIGEON/],
  [
    'a next attempt before this one',
    'contact',
    { ...contact, nextDueDate: '2024-05-03' },
    /nextDueDate.*before/,
  ],
  ['a refusal of nothing', 'refusal', without(refusal, 'refused'), /refused.*required/],
  ['a service that is none', 'supportPlan', { ...supportPlan, services: ['LUCK'] }, /LUCK/],
  [
    'a review before the start',
    'supportPlan',
    { ...supportPlan, reviewDate: '2024-05-03' },
    /reviewDate.*before startDate/,
  ],
  ['an indicator of nothing', 'economicAbuseIndicator', { ...record, kind: 'POOR' }, /kind.*POOR/],
  ['somebody without a name', 'trustedContact', { ...trustedContact, name: '' }, /name/],
  [
    'a telephone number that is none',
    'trustedContact',
    { ...trustedContact, telephone: 'ring twice' },
    /telephone/,
  ],
  [
    'a way that is safe and is not',
    'safeContactInstruction',
    { ...safeContactInstruction, unsafeMethods: ['TEXT'] },
    /unsafeMethods.*TEXT/,
  ],
  [
    'an hour that is none',
    'safeContactInstruction',
    { ...safeContactInstruction, safeFrom: '24:00' },
    /safeFrom/,
  ],
]

describe("adult social care's records", () => {
  it.each(valid)('takes a valid %s', async (recordType, fields) => {
    expect(await refusalOf(models, recordType, fields)).toBeNull()
  })

  it.each(refused)('refuses %s', async (_what, recordType, fields, reason) => {
    expect(await refusalOf(models, recordType, fields)).toMatch(reason)
  })

  it('keep a plan that provides nothing apart from one where nothing was written', async () => {
    expect(await store(models, 'supportPlan', without(supportPlan, 'services'))).not.toHaveProperty(
      'services',
    )
    const none = await store(models, 'supportPlan', { ...supportPlan, services: [] })
    expect(none['services']).toEqual([])
  })
})

function peopleOf({ people }: Fields): readonly unknown[] {
  return Array.isArray(people) ? people : []
}
