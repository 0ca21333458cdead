import { createModels } from '../../../subgraphs/hospital/models'
import type { Fields } from '../record-checks'
import { envelope, makeAgency, modelsOf, person, refusalOf, store, without } from '../record-checks'

const models = modelsOf(createModels, makeAgency({ kind: 'hospital', departmentType: '03' }))

const attendance: Fields = {
  ...envelope,
  subjectRole: 'PATIENT',
  departedAt: '2024-05-04T12:00:00Z',
  chiefComplaint: 'HEAD_INJURY',
  injuries: [{ bodySite: 'HEAD', mechanism: 'FALL', intent: 'ACCIDENT', place: 'HOME' }],
  isAlcoholInvolved: true,
  accompaniedBy: 'FRIEND',
  discharge: 'HOME',
  hasSafeguardingConcern: false,
}

describe("a hospital's records", () => {
  it.each([
    ['person', { ...person, uprn: '906700000011', telephone: '01632 960000' }],
    ['person', { ...person, isRestricted: true }],
    ['attendance', attendance],
  ])('takes a valid %s', async (recordType, fields) => {
    expect(await refusalOf(models, recordType, fields)).toBeNull()
  })

  it.each([
    ['another department type', 'attendance', { ...attendance, departmentType: '01' }, /01/],
    ['an unknown complaint', 'attendance', { ...attendance, chiefComplaint: 'SAD' }, /SAD/],
    ['an injury to nothing', 'attendance', withInjury({ bodySite: undefined }), /bodySite/],
    ['an injury of the tail', 'attendance', withInjury({ bodySite: 'TAIL' }), /bodySite.*TAIL/],
    ['an unknown mechanism', 'attendance', withInjury({ mechanism: 'MAGIC' }), /MAGIC/],
    ['an unknown intent', 'attendance', withInjury({ intent: 'FATE' }), /intent.*FATE/],
    ['an unknown place', 'attendance', withInjury({ place: 'MOON' }), /place.*MOON/],
    [
      'a departure before the arrival',
      'attendance',
      { ...attendance, departedAt: '2024-05-04T10:29:00Z' },
      /departedAt.*before/,
    ],
    [
      'an NHS number that fails its check',
      'person',
      { ...person, identifiers: { nhsNumber: '9990000019' } },
      /nhsNumber.*NHS_NUMBER/,
    ],
    [
      'an address of a restricted patient',
      'person',
      { ...person, isRestricted: true, uprn: '906700000011' },
      /uprn.*restricted/,
    ],
    [
      'a telephone number of a restricted patient',
      'person',
      { ...person, isRestricted: true, telephone: '01632 960000' },
      /telephone.*restricted/,
    ],
    [
      'an answer about themselves from somebody not asked',
      'person',
      { ...person, sexualOrientation: selfStated('NOT_ASKED', '2') },
      /sexualOrientation.*only for askState/,
    ],
    [
      'an answer without a value',
      'person',
      { ...person, sexualOrientation: selfStated('ASKED_ANSWERED') },
      /sexualOrientation.*required/,
    ],
    [
      '"not known" as an ethnicity',
      'person',
      {
        ...person,
        ethnicity: {
          askState: 'ASKED_ANSWERED',
          value: { system: 'NHS_ETHNIC_CATEGORY', code: '99' },
        },
      },
      /ethnicity.*"99"/,
    ],
  ] as const)('refuses %s', async (_what, recordType, fields, reason) => {
    expect(await refusalOf(models, recordType, fields)).toMatch(reason)
  })

  it("carry the unit's department type unless they say so themselves", async () => {
    expect(await store(models, 'attendance', attendance)).toHaveProperty('departmentType', '03')
  })

  it('keep a visit without injuries apart from one where nothing was written', async () => {
    expect(await store(models, 'attendance', without(attendance, 'injuries'))).not.toHaveProperty(
      'injuries',
    )
  })

  it.each(['NOT_ASKED', 'ASKED_DECLINED', 'ASKED_UNSURE', 'UNKNOWN'])(
    'keep %s apart from the others',
    async (askState) => {
      const stored = await store(models, 'person', {
        ...person,
        sexualOrientation: selfStated(askState),
      })
      expect(stored['sexualOrientation']).toEqual({ askState })
    },
  )
})

function withInjury(changes: Fields): Fields {
  return { ...attendance, injuries: [{ bodySite: 'HAND', ...changes }] }
}

function selfStated(askState: string, code?: string): Fields {
  const system = 'NHS_PERSON_STATED_SEXUAL_ORIENTATION'
  return { askState, ...(code === undefined ? {} : { value: { system, code } }) }
}
