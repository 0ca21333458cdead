import { readRegister } from '../../../common/register'
import { findFrequentAttender } from '../../../subgraphs/hospital/frequent-attender'
import { isHeadSite } from '../../../common/body-sites'
import { isDomesticDowngrade } from '../../../subgraphs/police/codes'
import { requirementFinder } from '../../../subgraphs/kit/records/requirements'
import type { CaseRecord, LocalReferences } from './case-files'
import { MadeUpCase, readCase, readCaseLines } from './case-files'

const homeUprn = '906700000011'

let madeUp: MadeUpCase
let victor: LocalReferences
let owen: LocalReferences

beforeAll(async () => {
  madeUp = await MadeUpCase.read()
  victor = madeUp.find(({ identifiers }) => identifiers?.nhsNumber === '9990000018')
  owen = madeUp.find(({ identifiers }) => identifiers?.crn === 'X104567')
})

const about = (person: LocalReferences, agency: string, recordType: string) =>
  madeUp.about(person, agency, recordType)

describe('the files of the made-up case', () => {
  it.each(readRegister().map((agency) => [agency.code, agency] as const))(
    'hold only records that %s takes',
    async (_code, agency) => {
      expect((await readCase(agency)).length).toBeGreaterThan(0)
    },
  )

  it('give every record an id of its own', () => {
    const ids = madeUp
      .everything()
      .map(([agency, { recordType, _id }]) => [agency, recordType, _id].join('/'))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('name in records only people whom the same agency describes', () => {
    const known = new Set(
      madeUp
        .everything()
        .filter(([, { recordType }]) => recordType === 'person')
        .map(([agency, { _id }]) => `${agency}/${_id}`),
    )
    const named = madeUp
      .everything()
      .flatMap(([agency, { personRefs, people = [] }]) =>
        [...personRefs, ...people.flatMap(({ reference }) => reference ?? [])].map(
          (ref) => `${agency}/${ref}`,
        ),
      )
    expect(named.filter((key) => !known.has(key))).toEqual([])
  })

  it('link only people whom agencies describe, and say who says so and why', () => {
    const keys = new Set(madeUp.people.flat())
    const links = readCaseLines('person-index')
    expect(links.length).toBeGreaterThan(0)
    for (const { a, b } of madeUp.links) {
      expect(keys).toContain(`${a.agency}/${a.ref}`)
      expect(keys).toContain(`${b.agency}/${b.ref}`)
    }
    expect(links.every(({ assertedBy, reason }) => Boolean(assertedBy) && Boolean(reason))).toBe(
      true,
    )
  })

  it('use NHS numbers of the test range only, each for one person', () => {
    const numbers = madeUp
      .everything()
      .flatMap(([, { identifiers }]) =>
        identifiers?.nhsNumber === undefined ? [] : [identifiers.nhsNumber],
      )
    expect(numbers.length).toBeGreaterThan(20)
    expect(numbers.filter((number) => !number.startsWith('999000'))).toEqual([])
    expect(madeUp.conflicts).toEqual([])
  })
})

describe('Victor Ashdown', () => {
  it('is known to nine agencies, and not to probation or the recovery service', () => {
    expect([...victor.keys()].toSorted()).toEqual([
      'eastmarch-hospital',
      'eastmarch-police',
      'harrowmere-gp',
      'harrowmere-homes',
      'harrowmere-minor-injuries',
      'northshire-adult-care',
      'northshire-ambulance',
      'northshire-police',
      'st-annes-hospital',
    ])
  })

  it('was born in 1957, in every description', () => {
    const born = [...victor.keys()].flatMap((agency) =>
      about(victor, agency, 'person').map((person) => person['dateOfBirth']),
    )
    expect(born.every((day) => String(day).startsWith('1957-'))).toBe(true)
  })

  it('has eleven incidents at home, of which five opened as domestic and closed otherwise', () => {
    const incidents = about(victor, 'northshire-police', 'incident')
    expect(incidents.map((incident) => incident['uprn'])).toEqual(Array(11).fill(homeUprn))
    const opened = incidents.filter((incident) => incident['openingCode'] === 'DOMESTIC')
    expect(opened).toHaveLength(5)
    expect(
      opened.every((incident) =>
        isDomesticDowngrade(incident['openingCode'], incident['closingCode']),
      ),
    ).toBe(true)
  })

  it('is with Owen Marsh in all of them, and never the one suspected', () => {
    const [own] = victor.get('northshire-police') ?? []
    const [other] = owen.get('northshire-police') ?? []
    for (const { people = [] } of about(victor, 'northshire-police', 'incident')) {
      expect(people.map(({ reference }) => reference)).toEqual([own, other])
      expect(people[0]?.role).not.toBe('SUSPECT')
    }
  })

  it('has 39 minor injuries attendances within 24 months, 14 with a head injury', () => {
    const attendances = about(victor, 'harrowmere-minor-injuries', 'attendance')
    expect(attendances).toHaveLength(39)
    const times = attendances.map(({ occurredAt }) => occurredAt?.getTime() ?? NaN)
    const last = new Date(Math.max(...times))
    const twoYearsEarlier = Date.UTC(
      last.getUTCFullYear() - 2,
      last.getUTCMonth(),
      last.getUTCDate(),
    )
    expect(Math.min(...times)).toBeGreaterThan(twoYearsEarlier)
    expect(attendances.filter(hasHeadInjury)).toHaveLength(14)
  })

  it('is a frequent attender of the unit', () => {
    const attendances = about(victor, 'harrowmere-minor-injuries', 'attendance')
    const counted = attendances.map(({ occurredAt, departmentType }) => ({
      arrivedAt: occurredAt ?? new Date(NaN),
      departmentType: String(departmentType),
    }))
    expect(findFrequentAttender(counted)?.count).toBeGreaterThanOrEqual(10)
  })

  it('has six hospital attendances', () => {
    expect(about(victor, 'st-annes-hospital', 'attendance')).toHaveLength(6)
  })

  it('is the tenant at home', () => {
    expect(about(victor, 'harrowmere-homes', 'tenancy')).toMatchObject([{ uprn: homeUprn }])
  })
})

describe('Owen Marsh', () => {
  it('is known to nine agencies', () => {
    expect(owen.size).toBe(9)
  })

  it('is found by his PNC id and by his NHS number too', () => {
    const byPncId = madeUp.find(
      ({ identifiers }) => identifiers?.pncIds?.includes('2002/0104567P') ?? false,
    )
    const byNhsNumber = madeUp.find(({ identifiers }) => identifiers?.nhsNumber === '9990000026')
    expect(byPncId).toEqual(owen)
    expect(byNhsNumber).toEqual(owen)
  })

  it('was convicted in Eastmarch of two assaults on Victor Ashdown, years before', () => {
    const [victim] = victor.get('eastmarch-police') ?? []
    const assaults = about(owen, 'eastmarch-police', 'conviction').filter(
      ({ offence }) => offence === '008/06',
    )
    expect(assaults).toHaveLength(2)
    for (const { victim: recorded, offenceDate } of assaults) {
      expect(recorded).toMatchObject({ reference: victim, role: 'VICTIM' })
      expect(Number(String(offenceDate).slice(0, 4))).toBeLessThan(2015)
    }
    const crimes = about(owen, 'eastmarch-police', 'crime').filter(
      ({ offence }) => offence === '008/06',
    )
    expect(crimes).toHaveLength(2)
  })

  it('holds nothing of them in Northshire', () => {
    const here = ['conviction', 'crime'].flatMap((type) => about(owen, 'northshire-police', type))
    expect(here.length).toBeGreaterThan(0)
    expect(here.filter(({ offence }) => offence === '008/06')).toEqual([])
  })

  it('is on a suspended sentence of twelve months that excludes him from nowhere', () => {
    const orders = about(owen, 'northshire-probation', 'order')
    expect(orders).toMatchObject([
      { kind: 'SUSPENDED_SENTENCE_ORDER', state: 'ACTIVE', operationalPeriodMonths: 12 },
    ])
    expect(orders.map(requirementFinder('EXCLUSION'))).toEqual([false])
  })

  it("was sentenced on a report that did not have his convictions, and lives at his victim's", () => {
    expect(about(owen, 'northshire-probation', 'courtReport')).toMatchObject([
      { hasAntecedents: false },
    ])
    const main = about(owen, 'northshire-probation', 'address').filter(
      ({ addressStatus }) => addressStatus === 'M',
    )
    expect(main).toMatchObject([{ uprn: homeUprn }])
  })

  it('is a lodger whom the landlord has only observed', () => {
    expect(about(owen, 'harrowmere-homes', 'householdMember')).toMatchObject([
      { uprn: homeUprn, basisOfKnowledge: 'OBSERVED', relationship: 'LODGER' },
    ])
    expect(about(owen, 'harrowmere-homes', 'tenancy')).toEqual([])
  })
})

describe('everyone else', () => {
  it('is at least thirty people, so that neither stands alone at any agency', () => {
    expect(madeUp.people.length).toBeGreaterThanOrEqual(32)
    for (const { code } of readRegister())
      expect(madeUp.all(code, 'person').length).toBeGreaterThanOrEqual(6)
  })

  it.each([
    ['twins at one address', ['Perrin Thistlewood 1999-07-14', 'Piers Thistlewood 1999-07-14']],
    ['a father and son of one name', ['Godric Hallowby 1951-01-08', 'Godric Hallowby 1979-11-26']],
    ['two of one name', ['Victor Ashdown 1957-03-11', 'Victor Ashdown 1991-06-19']],
  ])('has %s, who stay apart', (_who, descriptions) => {
    const groups = descriptions.map((description) =>
      madeUp.people.filter((keys) => keys.some((key) => nameOf(key) === description)),
    )
    expect(groups.filter(({ length }) => length === 0)).toEqual([])
    expect(new Set(groups.flat()).size).toBe(groups.flat().length)
  })

  it('has two people of one name and one birth date, who stay apart', () => {
    const same = madeUp.people.filter((keys) =>
      keys.some((key) => nameOf(key) === 'Rowan Ashgrove 1988-03-03'),
    )
    expect(same).toHaveLength(2)
  })

  it('has someone with two PNC ids, who is one person at three agencies', () => {
    const person = madeUp.find(({ identifiers }) => (identifiers?.pncIds?.length ?? 0) === 2)
    expect(person.size).toBe(3)
  })

  it('has someone whom one agency alone knows', () => {
    const alone = madeUp.people.filter((keys) => keys.some((key) => nameOf(key).includes('Wenna')))
    expect(alone).toHaveLength(1)
    expect(alone[0]).toHaveLength(1)
  })
})

/** Name and birth date behind a key `<agency>/<reference>`. */
function nameOf(key: string): string {
  const [agency = '', ref = ''] = key.split('/')
  const person = madeUp.all(agency, 'person').find(({ _id }) => _id === ref)
  const [name] = (person?.['names'] ?? []) as readonly { forenames: string; surname: string }[]
  return `${name?.forenames ?? ''} ${name?.surname ?? ''} ${String(person?.['dateOfBirth'])}`
}

function hasHeadInjury({ injuries }: CaseRecord): boolean {
  return (injuries as readonly { readonly bodySite: string }[]).some(({ bodySite }) =>
    isHeadSite(bodySite),
  )
}
