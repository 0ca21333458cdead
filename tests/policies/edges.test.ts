import { decide } from '../../policies/decide'
import type { Role } from '../../policies/vocabulary'
import { categories, roles, statements } from '../../policies/vocabulary'
import { currentPolicy } from '../helpers/current-policy'

const health = ['hospital', 'gp', 'ambulance', 'mental-health', 'substance-use']
const clinical = ['HEALTH', 'MENTAL_HEALTH', 'SUBSTANCE_USE']
const safeguarding = ['ADULT_SAFEGUARDING', 'DOMESTIC_ABUSE_RISK']

/** Every sentence of an agency; the hub and its index hold nothing of a person. */
const sentences = [...currentPolicy.agreements]
  .filter(([source]) => !['hub', 'person-index', 'insights', 'search-tokens'].includes(source))
  .flatMap(([source, { rows }]) => rows.map((row) => ({ source, ...row })))

const ofHealth = sentences.filter(({ source }) => health.includes(source))

/** What the role is told of a source for a purpose, by somebody who states everything. */
function told(role: Role, purpose: string, sourceKind: string, askedOn = '2026-11-28') {
  const facts = { roles: [role], purpose, sourceKind, askedOn, stated: statements }
  return categories.filter(
    (category) => decide({ ...facts, categories: [category] }, currentPolicy).effect === 'permit',
  )
}

function edge({ source, recipientRole, purpose }: (typeof sentences)[number]): string {
  return `${source} -> ${recipientRole} for ${purpose}`
}

describe('confidential health data', () => {
  it('needs a positive public-interest test from every source, to anybody, but to save a life', () => {
    const without = ofHealth.filter(({ requires }) => !requires.includes('PUBLIC_INTEREST_TEST'))
    expect(ofHealth.length).toBeGreaterThan(60)
    expect(new Set(without.map(({ purpose }) => purpose))).toEqual(new Set(['VITAL_INTERESTS']))
  })

  it('comes with the use of the service it is part of', () => {
    const lists = ['HEALTH', 'SUBSTANCE_USE'] as const
    const blind = ofHealth.filter(
      ({ discloses }) =>
        lists.some((one) => discloses.includes(one)) && !discloses.includes('SERVICE_USE'),
    )
    expect(blind.map(edge)).toEqual([])
  })

  it.each(['hospital', 'ambulance'])(
    'goes to the community safety hub as flag, counts and dates, from %s',
    (source) => {
      expect(told('csh.coordinator', 'CRIME_PREVENTION', source)).toEqual([
        'IDENTITY',
        'SERVICE_USE',
      ])
    },
  )

  it.each(['gp', 'mental-health'])(
    'of %s goes to nobody outside safeguarding, but to who reviews a death',
    (source) => {
      const rows = sentences.filter(
        (row) =>
          row.source === source &&
          ![...safeguarding, 'VITAL_INTERESTS'].includes(row.purpose ?? ''),
      )
      expect(rows.map(edge)).toEqual([`${source} -> dardr.reviewer for DEATH_REVIEW`])
    },
  )
})

describe('the serious violence duty', () => {
  it('gives nothing of health or care away, whoever holds it', () => {
    const rows = sentences.filter(({ purpose }) => purpose === 'SERIOUS_VIOLENCE_PREVENTION')
    const kept = [...clinical, 'SERVICE_USE', 'SAFEGUARDING', 'INVOLVEMENT']
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ discloses }) => discloses.some((one) => kept.includes(one)))).toEqual([])
  })
})

describe('the information of a victim', () => {
  const asked = sentences.filter(({ purpose }) => purpose === 'VICTIM_INFORMATION_REQUEST')

  it('is asked for with necessity and notice, of every source', () => {
    const sources = [...new Set(asked.map(({ source }) => source))].toSorted()
    expect(sources).toEqual(['adult-social-care', 'ambulance', 'council', 'hospital', 'housing'])
    for (const { requires } of asked)
      expect(requires).toEqual(expect.arrayContaining(['NECESSITY', 'NOTICE_TO_VICTIM']))
  })

  it('holds nothing clinical, no note and nobody else', () => {
    const kept = [...clinical, 'SAFEGUARDING', 'PRACTITIONER_NOTE', 'THIRD_PARTY']
    expect(asked.filter(({ discloses }) => discloses.some((one) => kept.includes(one)))).toEqual([])
  })

  it('is not to be had under another name: what else police officers are told for an investigation', () => {
    const others = ['CRIME_PREVENTION', 'SERIOUS_VIOLENCE_PREVENTION']
    const rows = sentences.filter(
      ({ source, recipientRole, purpose }) =>
        source !== 'police' && recipientRole === 'police.officer' && others.includes(purpose ?? ''),
    )
    const found = rows.map((row) => `${edge(row)}: ${row.discloses.join(' ')}`)
    expect([...new Set(found)]).toEqual([
      'courts -> police.officer for CRIME_PREVENTION: IDENTITY CRIMINAL_OFFENCE',
      'housing -> police.officer for CRIME_PREVENTION: IDENTITY CALL_FOR_SERVICE',
      'probation -> police.officer for CRIME_PREVENTION: IDENTITY ADDRESS CRIMINAL_OFFENCE RISK',
      'probation -> police.officer for SERIOUS_VIOLENCE_PREVENTION: IDENTITY CRIMINAL_OFFENCE RISK',
    ])
  })
})

describe('a charity', () => {
  it('tells its own advisers, the MASH and who reviews a death, and nobody else', () => {
    const rows = sentences.filter(({ source }) => source === 'charity')
    expect([...new Set(rows.map(({ recipientRole }) => recipientRole))].toSorted()).toEqual([
      'dardr.reviewer',
      'idva',
      'mash.analyst',
      'mash.manager',
    ])
  })

  it('never says where somebody is, and tells nobody in an emergency', () => {
    for (const role of roles) {
      expect(told(role, 'VITAL_INTERESTS', 'charity')).toEqual([])
      for (const purpose of safeguarding)
        for (const category of ['ADDRESS', 'CONTACT'] as const)
          expect(told(role, purpose, 'charity')).not.toContain(category)
    }
  })
})

describe('legitimate interests', () => {
  const own = sentences.filter(
    ({ source, purpose }) =>
      ['housing', 'charity'].includes(source) && purpose !== 'VITAL_INTERESTS',
  )

  it('are recognised ones since 5 February 2026, for housing and charity', () => {
    expect(own.length).toBeGreaterThan(0)
    const wrong = own.filter(({ condition, inForceFrom, inForceUntil }) =>
      condition.startsWith('UK GDPR Art 6(1)(ea);')
        ? inForceFrom !== '2026-02-05'
        : !condition.startsWith('UK GDPR Art 6(1)(f);') || inForceUntil !== '2026-02-04',
    )
    expect(wrong.map(edge)).toEqual([])
  })

  it('leave no day between: what is told is the same on both', () => {
    for (const { recipientRole, purpose, source } of own)
      expect(told(recipientRole, purpose ?? '', source, '2026-02-05')).toEqual(
        told(recipientRole, purpose ?? '', source, '2026-02-04'),
      )
  })

  it.each(sentences.filter(({ source }) => !['housing', 'charity'].includes(source)).map(edge))(
    'are no basis for a public authority: %s',
    (name) => {
      const rows = sentences.filter((row) => edge(row) === name)
      for (const { condition } of rows) expect(condition).not.toMatch(/6\(1\)\((f|ea)\)/)
    },
  )
})

describe('whom to ring', () => {
  it('is told with every sentence for safeguarding', () => {
    const rows = sentences.filter(({ purpose }) => safeguarding.includes(purpose ?? ''))
    expect(rows.filter(({ discloses }) => !discloses.includes('INVOLVEMENT')).map(edge)).toEqual([])
  })
})

describe('who reviews a death', () => {
  it('is told by every source, on a statute with its day', () => {
    const sources = new Set(sentences.map(({ source }) => source))
    for (const source of sources)
      expect(told('dardr.reviewer', 'DEATH_REVIEW', source)).toContain('IDENTITY')
    const rows = sentences.filter(({ purpose }) => purpose === 'DEATH_REVIEW')
    const [statute] = currentPolicy.terms.get('DEATH_REVIEW')?.statutes ?? []
    for (const { legalPower } of rows) expect(legalPower).toContain(statute?.statute)
  })
})
