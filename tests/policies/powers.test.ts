import { currentPolicy } from '../helpers/current-policy'

const sentences = [...currentPolicy.agreements].flatMap(([source, { rows }]) =>
  rows.map((row) => ({ source, ...row })),
)

function restingOn(power: RegExp) {
  return sentences.filter(({ legalPower }) => power.test(legalPower))
}

const health = /^UK GDPR Art 6\(1\)\([de]\) and 9\(2\)\([cg]\)/

/** The condition that the rows of each source carry. */
const ofRegime: readonly (readonly [string, RegExp])[] = [
  ['police', /Sch 8 para [1-4]$/],
  ['probation', /Sch 8 para [1-4]$/],
  ['courts', /Sch 8 para [124]$/],
  ['hospital', health],
  ['ambulance', health],
  ['gp', health],
  ['mental-health', health],
  ['substance-use', health],
  ['adult-social-care', health],
  ['council', /^UK GDPR Art 6\(1\)\((?:e|d|e\) and 9\(2\)\(g)\)/],
  ['housing', /^UK GDPR Art 6\(1\)\((?:d|f|ea)\)/],
  ['charity', /^UK GDPR Art 6\(1\)\((?:f|ea)\)/],
]

describe('the legal powers, each in its direction', () => {
  it('let only the police use the common law of the police', () => {
    expect([...new Set(restingOn(/Police common law/).map(({ source }) => source))]).toEqual([
      'police',
    ])
  })

  it('take Crime and Disorder Act s.115 only to a relevant authority, never to a charity', () => {
    const recipients = new Set(restingOn(/Crime and Disorder Act/).map((row) => row.recipientRole))
    expect([...recipients].toSorted()).toEqual([
      'adult.social.worker',
      'csh.coordinator',
      'mash.analyst',
      'mash.manager',
      'police.officer',
      'probation.officer',
    ])
  })

  it('use the Offender Management Act only between bodies of criminal justice, to manage offenders', () => {
    for (const { source, recipientRole, purpose } of restingOn(/Offender Management Act/)) {
      expect(['police', 'probation', 'courts']).toContain(source)
      expect(['probation.officer', 'court.officer']).toContain(recipientRole)
      expect(purpose).toBe('OFFENDER_MANAGEMENT')
    }
  })

  it('use Care Act s.42 only from adult social care, to enquire or cause others to', () => {
    for (const { source, purpose } of restingOn(/Care Act/))
      expect([source, purpose]).toEqual(['adult-social-care', 'ADULT_SAFEGUARDING'])
  })

  it('use the power to ask for information of victims for nothing else, and for all of it', () => {
    const asked = sentences.filter(({ purpose }) => purpose === 'VICTIM_INFORMATION_REQUEST')
    const fromAgencies = asked.filter(
      ({ source }) => !['person-index', 'insights', 'search-tokens'].includes(source),
    )
    expect(restingOn(/s\.44A/)).toEqual(fromAgencies)
  })

  it.each(ofRegime)('carry the condition of their own regime, from %s', (source, condition) => {
    const own = sentences.filter((sentence) => sentence.source === source)
    expect(own.length).toBeGreaterThan(0)
    expect(own.filter((sentence) => !condition.test(sentence.condition))).toEqual([])
  })

  it.each([
    ['police', /Sch 8 para 3/],
    ['probation', /Sch 8 para 3/],
    ...['hospital', 'ambulance', 'gp', 'mental-health', 'substance-use', 'adult-social-care'].map(
      (source) => [source, /6\(1\)\(d\) and 9\(2\)\(c\)/] as const,
    ),
    ['council', /6\(1\)\(d\)/],
    ['housing', /6\(1\)\(d\)/],
  ] as const)(
    'rest on vital interests in an emergency and nowhere else, from %s',
    (source, condition) => {
      const own = sentences.filter((sentence) => sentence.source === source)
      const vital = own.filter((sentence) => condition.test(sentence.condition))
      expect(new Set(vital.map(({ purpose }) => purpose))).toEqual(new Set(['VITAL_INTERESTS']))
      expect(own.filter(({ purpose }) => purpose === 'VITAL_INTERESTS')).toEqual(vital)
    },
  )

  it('let nobody but police and probation say anything for a disclosure scheme', () => {
    const told = sentences.filter(({ purpose }) => purpose === 'DVDS').map(({ source }) => source)
    expect([...new Set(told)].toSorted()).toEqual([
      'insights',
      'person-index',
      'police',
      'probation',
      'search-tokens',
    ])
  })

  it('never ask whether abuse counts as domestic, nor who somebody is', () => {
    const rules = sentences.map(
      ({ purpose, legalPower, condition, handling, withholds, requires }) =>
        JSON.stringify([purpose, legalPower, condition, handling, withholds, requires]),
    )
    const gate = /personally connected|intimate|partner|sex\b|gender|orientation|ethnic|s\.1\b/i
    expect(rules.filter((rule) => gate.test(rule))).toEqual([])
  })
})
