import { decide as decideOnDay, mayClaim } from '../../policies/decide'
import type { DisclosureFacts } from '../../policies/facts'
import {
  categories,
  isPurpose,
  isRole,
  purposes,
  roles,
  statements,
} from '../../policies/vocabulary'
import { currentPolicy } from '../helpers/current-policy'
import { truthTable } from './truth-table'

/** Asked on a day on which every agreement is in force, by somebody who states what the rows ask for. */
function decide(facts: Omit<DisclosureFacts, 'askedOn'>) {
  return decideOnDay({ stated: statements, ...facts, askedOn: '2026-11-28' }, currentPolicy)
}

const permits = truthTable.filter((row) => row[4] === 'permit')
const split = (text: string) => (text === '' ? [] : text.split('+'))

describe('a decision', () => {
  it.each(truthTable)('%s, %s, from %s, %s: %s', (...row) => {
    const [role, purpose, sourceKind, about, expected] = row
    const decision = decide({ roles: [role], purpose, sourceKind, categories: split(about) })
    expect(decision.effect === 'permit' ? 'permit' : decision.reason).toBe(expected)
  })

  it('has a sentence in the table for every row of every agreement', () => {
    const told = new Set(permits.map(([role, purpose, kind]) => `${kind} ${role} ${purpose}`))
    const agreed = [...currentPolicy.agreements].flatMap(([kind, { rows }]) =>
      rows.map((row) => `${kind} ${row.recipientRole} ${row.purpose}`),
    )
    expect(agreed.filter((sentence) => !told.has(sentence))).toEqual([])
  })

  it.each([...currentPolicy.agreements.keys()])(
    'has at least as many refusals as permits in the table of %s',
    (kind) => {
      const own = truthTable.filter(([, , source]) => source === kind)
      const permitted = own.filter((row) => row[4] === 'permit')
      expect(own.length - permitted.length).toBeGreaterThanOrEqual(permitted.length)
    },
  )

  it('names the role, the power and the handling it rests on', () => {
    const decision = decide({
      roles: ['idva', 'mash.analyst'],
      purpose: 'ADULT_SAFEGUARDING',
      sourceKind: 'hospital',
      categories: ['HEALTH'],
    })
    expect(decision).toEqual({
      effect: 'permit',
      role: 'mash.analyst',
      legalPower:
        'Common law of confidentiality: overriding public interest; UK GDPR Art 6(1)(e) and 9(2)(g); Data Protection Act 2018 Sch 1 para 18',
      handling: 'MASH_ONLY',
      showsSpent: false,
    })
  })

  it('withholds a field that was never classified', () => {
    const facts = { roles: roles, purpose: 'ADULT_SAFEGUARDING', sourceKind: 'police' }
    expect(decide({ ...facts, categories: null })).toEqual({
      effect: 'deny',
      reason: 'UNCLASSIFIED',
    })
  })

  it('permits a field that adds nothing only to a role that gets something from the source', () => {
    const facts = { purpose: 'ADULT_SAFEGUARDING', sourceKind: 'hospital', categories: [] }
    expect(decide({ ...facts, roles: ['mash.analyst'] }).effect).toBe('permit')
    expect(decide({ ...facts, roles: ['housing.officer'] }).effect).toBe('withhold')
  })

  it('never adds two roles up to a right that neither has', () => {
    const facts = {
      purpose: 'DOMESTIC_ABUSE_RISK',
      sourceKind: 'hospital',
      categories: ['MENTAL_HEALTH', 'ADDRESS'],
    }
    expect(decide({ ...facts, roles: ['mash.manager', 'mash.analyst'] })).toEqual({
      effect: 'withhold',
      reason: 'CATEGORY_NOT_DISCLOSED',
    })
  })

  it.each([
    [['housing.officer', 'mash.analyst'], 'CATEGORY_NOT_DISCLOSED'],
    [['mash.analyst', 'housing.officer'], 'CATEGORY_NOT_DISCLOSED'],
    [['housing.officer', 'idva'], 'NO_AGREEMENT'],
    [['idva', 'dpo'], 'PURPOSE_NOT_HELD_BY_ROLE'],
    [[], 'PURPOSE_NOT_HELD_BY_ROLE'],
  ])('gives the most particular reason of several roles (%j: %s)', (held, reason) => {
    const decision = decide({
      roles: held,
      purpose: 'ADULT_SAFEGUARDING',
      sourceKind: 'police',
      categories: ['INTELLIGENCE'],
    })
    const effect = reason === 'PURPOSE_NOT_HELD_BY_ROLE' ? 'deny' : 'withhold'
    expect(decision).toEqual({ effect, reason })
  })
})

describe('an agreement', () => {
  const facts = {
    roles: ['mash.analyst'],
    purpose: 'ADULT_SAFEGUARDING',
    sourceKind: 'police',
    categories: ['CALL_FOR_SERVICE'],
  }
  const { inForceFrom, inForceUntil } = getPoliceAgreement()

  it.each([
    ['the day before its first', dayAfter(inForceFrom, -1), 'AGREEMENT_NOT_IN_FORCE'],
    ['its first day', inForceFrom, 'permit'],
    ['its last day', inForceUntil, 'permit'],
    ['the day after its last', dayAfter(inForceUntil, 1), 'AGREEMENT_NOT_IN_FORCE'],
    ['a day nobody can read', '', 'AGREEMENT_NOT_IN_FORCE'],
  ])('permits nothing outside its days: %s (%s): %s', (_what, askedOn, expected) => {
    const decision = decideOnDay({ ...facts, askedOn }, currentPolicy)
    expect(decision.effect === 'permit' ? 'permit' : decision.reason).toBe(expected)
  })

  it('keeps back the fields it names, although their categories are disclosed', () => {
    const asking = {
      roles: ['csh.coordinator'],
      purpose: 'CRIME_PREVENTION',
      sourceKind: 'police',
      categories: [],
    }
    expect(decide({ ...asking, coordinate: 'Incident.outcome' }).effect).toBe('permit')
    expect(decide({ ...asking, coordinate: 'Incident.callerType' })).toEqual({
      effect: 'withhold',
      reason: 'CATEGORY_NOT_DISCLOSED',
    })
  })
})

function getPoliceAgreement() {
  const agreement = currentPolicy.agreements.get('police')
  if (!agreement) throw new Error('no agreement of the police')
  return agreement
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Every question that can be asked about one category. */
function everyQuestion(heldRoles: readonly string[]) {
  return heldRoles.flatMap((role) =>
    [null, ...purposes].flatMap((purpose) =>
      [...currentPolicy.agreements.keys()].flatMap((sourceKind) =>
        [[], ...categories.map((category) => [category])].map((about) => ({
          roles: [role],
          purpose,
          sourceKind,
          categories: about,
        })),
      ),
    ),
  )
}

describe('the policy as a whole', () => {
  it('tells agency.developer nothing, whatever is asked', () => {
    const permitted = everyQuestion(['agency.developer']).filter(
      (facts) => decide(facts).effect === 'permit',
    )
    expect(permitted).toEqual([])
  })

  it('tells dpo of people only which hub id an identifier leads to, and only to audit', () => {
    const permitted = everyQuestion(['dpo']).filter(
      (facts) => facts.sourceKind !== 'hub' && decide(facts).effect === 'permit',
    )
    const asked = permitted.map(({ sourceKind, purpose }) => `${sourceKind} ${purpose ?? ''}`)
    expect([...new Set(asked)]).toEqual(['person-index AUDIT'])
    expect(permitted.flatMap(({ categories }) => categories)).toEqual(['IDENTITY', 'ADDRESS'])
  })

  it('discloses sexual orientation and ethnicity to nobody', () => {
    const permitted = everyQuestion(roles).filter(
      (facts) =>
        facts.categories.some((about) => ['SEXUAL_ORIENTATION', 'ETHNICITY'].includes(about)) &&
        decide(facts).effect === 'permit',
    )
    expect(permitted).toEqual([])
  })

  it('never depends on sex, orientation, ethnicity or the kind of relationship', () => {
    const person = {
      sex: 'F',
      sexualOrientation: '1',
      ethnicity: 'A',
      relationship: 'FLATMATE',
      isDomestic: false,
    }
    for (const facts of everyQuestion(roles))
      expect(decide({ ...facts, ...person })).toEqual(decide(facts))
    const rowsOfAll = [...currentPolicy.agreements.values()].flatMap(({ rows }) => rows)
    const words = rowsOfAll.flatMap((row) => Object.keys(row))
    expect([...new Set(words)].toSorted()).toEqual([
      'categories',
      'condition',
      'discloses',
      'handling',
      'inForceFrom',
      'inForceUntil',
      'legalPower',
      'purpose',
      'recipientRole',
      'requires',
      'showsSpent',
      'withholds',
    ])
  })

  it('lets every role that is told something also find the person', () => {
    const isAgency = (kind: string) => kind !== 'person-index' && kind !== 'hub'
    for (const [kind, { rows }] of currentPolicy.agreements) {
      if (!isAgency(kind)) continue
      for (const { recipientRole, purpose } of rows)
        expect(
          decide({
            roles: [recipientRole],
            purpose,
            sourceKind: 'person-index',
            categories: ['IDENTITY'],
          }).effect,
        ).toBe('permit')
    }
  })

  it('lets a role open an enquiry exactly when it may claim some purpose', () => {
    for (const role of roles) {
      const claimsSomething = purposes.some((purpose) => mayClaim([role], purpose, currentPolicy))
      const asking = { roles: [role], purpose: null, sourceKind: 'hub', categories: ['HUB_RECORD'] }
      expect([role, decide(asking).effect === 'permit']).toEqual([role, claimsSomething])
    }
  })
})

describe('the known words', () => {
  it.each([
    ['mash.analyst', true, false],
    ['ADULT_SAFEGUARDING', false, true],
    ['', false, false],
    [undefined, false, false],
    ['toString', false, false],
  ])('tell roles and purposes apart from anything else: %s', (word, role, purpose) => {
    expect([isRole(word), isPurpose(word)]).toEqual([role, purpose])
  })
})

describe('claiming a purpose', () => {
  it.each([
    ['mash.analyst', 'ADULT_SAFEGUARDING DOMESTIC_ABUSE_RISK'],
    ['mash.manager', 'ADULT_SAFEGUARDING DOMESTIC_ABUSE_RISK VITAL_INTERESTS'],
    ['probation.officer', 'DOMESTIC_ABUSE_RISK OFFENDER_MANAGEMENT'],
    [
      'police.officer',
      'DOMESTIC_ABUSE_RISK CRIME_PREVENTION SERIOUS_VIOLENCE_PREVENTION VICTIM_INFORMATION_REQUEST DVDS VITAL_INTERESTS',
    ],
    ['housing.officer', 'ADULT_SAFEGUARDING'],
    ['csh.coordinator', 'CRIME_PREVENTION SERIOUS_VIOLENCE_PREVENTION DEATH_REVIEW'],
    ['adult.social.worker', 'ADULT_SAFEGUARDING DOMESTIC_ABUSE_RISK'],
    ['nhs.safeguarding.lead', 'ADULT_SAFEGUARDING DOMESTIC_ABUSE_RISK'],
    ['gp.safeguarding.lead', 'ADULT_SAFEGUARDING DOMESTIC_ABUSE_RISK'],
    ['mental.health.practitioner', 'ADULT_SAFEGUARDING'],
    ['substance.use.worker', 'ADULT_SAFEGUARDING'],
    ['ambulance.safeguarding.lead', 'ADULT_SAFEGUARDING'],
    ['court.officer', 'OFFENDER_MANAGEMENT'],
    ['dardr.reviewer', 'DEATH_REVIEW'],
    ['idva', 'DOMESTIC_ABUSE_RISK'],
    ['dpo', 'AUDIT'],
    ['agency.developer', ''],
  ])('is open to %s for: %s', (role, expected) => {
    expect(purposes.filter((purpose) => mayClaim([role], purpose, currentPolicy)).join(' ')).toBe(
      expected,
    )
  })

  it.each([
    [['mash.director'], 'ADULT_SAFEGUARDING'],
    [['mash.analyst'], 'constructor'],
    [[], 'ADULT_SAFEGUARDING'],
  ])('is refused for words nobody knows: %j, %s', (held, purpose) => {
    expect(mayClaim(held, purpose, currentPolicy)).toBe(false)
  })
})
