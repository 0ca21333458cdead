import { currentPolicy } from '../../policies/policy'

const sentences = [...currentPolicy.agreements].flatMap(([source, { rows }]) =>
  rows.map((row) => ({ source, ...row })),
)

function restingOn(power: RegExp) {
  return sentences.filter(({ legalPower }) => power.test(legalPower))
}

describe('the legal powers, each in its direction', () => {
  it('let only the police use the common law of the police', () => {
    expect([...new Set(restingOn(/Police common law/).map(({ source }) => source))]).toEqual([
      'police',
    ])
  })

  it('take Crime and Disorder Act s.115 only to a relevant authority, never to a charity', () => {
    const recipients = new Set(restingOn(/Crime and Disorder Act/).map((row) => row.recipientRole))
    expect([...recipients].toSorted()).toEqual([
      'csh.coordinator',
      'mash.analyst',
      'mash.manager',
      'police.officer',
      'probation.officer',
    ])
  })

  it('use the Offender Management Act only between bodies that manage offenders', () => {
    for (const { source, recipientRole } of restingOn(/Offender Management Act/)) {
      expect(['police', 'probation']).toContain(source)
      expect(recipientRole).toBe('probation.officer')
    }
  })

  it.each([
    ['police', /Sch 8 para [134]$/],
    ['probation', /Sch 8 para [134]$/],
    ['hospital', /^UK GDPR Art 6\(1\)\([de]\) and 9\(2\)\([cg]\)/],
    ['housing', /^UK GDPR Art 6\(1\)\([df]\)/],
    ['gp', /^UK GDPR Art 6\(1\)\([de]\) and 9\(2\)\([cg]\)/],
    ['ambulance', /^UK GDPR Art 6\(1\)\([de]\) and 9\(2\)\([cg]\)/],
    ['adult-social-care', /^UK GDPR Art 6\(1\)\([de]\) and 9\(2\)\([cg]\)/],
    ['substance-use', /^UK GDPR Art 6\(1\)\([de]\) and 9\(2\)\([cg]\)/],
  ])('carry the condition of their own regime, from %s', (source, condition) => {
    const own = sentences.filter((sentence) => sentence.source === source)
    expect(own.filter((sentence) => !condition.test(sentence.condition))).toEqual([])
  })

  it.each([
    ['police', /Sch 8 para 3/],
    ['probation', /Sch 8 para 3/],
    ['hospital', /6\(1\)\(d\) and 9\(2\)\(c\)/],
    ['housing', /6\(1\)\(d\)/],
  ])('rest on vital interests in an emergency and nowhere else, from %s', (source, condition) => {
    const own = sentences.filter((sentence) => sentence.source === source)
    const vital = own.filter((sentence) => condition.test(sentence.condition))
    expect(new Set(vital.map(({ purpose }) => purpose))).toEqual(new Set(['VITAL_INTERESTS']))
    expect(own.filter(({ purpose }) => purpose === 'VITAL_INTERESTS')).toEqual(vital)
  })

  it('let hospital and housing say nothing for a disclosure scheme, where they only listen', () => {
    const told = sentences.filter(({ purpose }) => purpose === 'DVDS').map(({ source }) => source)
    expect([...new Set(told)].toSorted()).toEqual(['person-index', 'police', 'probation'])
  })

  it('never ask whether abuse counts as domestic, nor who somebody is', () => {
    const rules = sentences.map(({ purpose, legalPower, condition, handling, withholds }) =>
      JSON.stringify([purpose, legalPower, condition, handling, withholds]),
    )
    const gate = /personally connected|intimate|partner|sex\b|gender|orientation|ethnic|s\.1\b/i
    expect(rules.filter((rule) => gate.test(rule))).toEqual([])
  })
})
