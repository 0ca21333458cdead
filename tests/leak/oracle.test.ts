/** What the leak test judges by: it must notice what would be a leak. */
import { getNamedType, isObjectType } from 'graphql'

import { readRegister } from '../../common/register'
import { getAgencyKind } from '../../subgraphs/agency-kinds'
import { listOfEvent } from './event-lists'
import { readLeaves } from './leaves'
import type { Asker } from './asker'
import { Oracle } from './oracle'
import { supergraph } from './try-operations'

describe('the oracle', () => {
  const oracle = new Oracle(supergraph)
  const analyst = { role: 'mash.analyst', purpose: 'ADULT_SAFEGUARDING', states: true }
  const query = `query { personByIdentifier(type: NHS_NUMBER, value: "x") {
    id northshirePolice { __typename incidents { id ... on Incident { code: callerType } } people { postcode sexualOrientation { __typename } } } } }`
  const answer = (police: object | null) => ({
    personByIdentifier: { id: 'p', northshirePolice: police },
  })
  const police = {
    __typename: 'PoliceView',
    incidents: [{ id: 'i', code: 'c' }],
    people: [{ postcode: 'ZY1', sexualOrientation: null }],
  }
  const leaks = (data: object, asker = analyst, kept: Parameters<Oracle['findLeaks']>[2] = []) =>
    oracle.findLeaks({ query, data }, asker, kept).map((leak) => leak.split(' ')[0])

  it('sees every person, and every leaf that has a value, through aliases, fragments and lists', () => {
    expect(readLeaves(supergraph, query, answer(police)).map(({ path }) => path)).toEqual([
      'data.personByIdentifier',
      'data.personByIdentifier.id',
      'data.personByIdentifier.northshirePolice.__typename',
      'data.personByIdentifier.northshirePolice.incidents.0.id',
      'data.personByIdentifier.northshirePolice.incidents.0.code',
      'data.personByIdentifier.northshirePolice.people.0.postcode',
    ])
  })

  it('lets through what the agreements disclose', () => {
    expect(leaks(answer(police))).toEqual([])
  })

  it.each<[string, string[], Parameters<typeof leaks>]>([
    [
      'a category that is not disclosed',
      ['data.personByIdentifier.northshirePolice.people.0.sexualOrientation.__typename'],
      [answer({ people: [{ sexualOrientation: { __typename: 'x' } }] })],
    ],
    [
      'a role that may not claim the purpose',
      ['data.personByIdentifier', 'data.personByIdentifier.id'],
      [answer(null), { role: 'dpo', purpose: 'ADULT_SAFEGUARDING', states: true }],
    ],
    [
      'a purpose without an agreement',
      ['data.personByIdentifier.northshirePolice.__typename'],
      [answer({ __typename: 'PoliceView' }), { role: 'dpo', purpose: 'AUDIT', states: true }],
    ],
    [
      'a sealed person, be it only that there is one',
      ['data.personByIdentifier.northshirePolice.__typename'],
      [
        answer({ __typename: 'PoliceView' }),
        analyst,
        [{ field: 'northshirePolice', kept: 'everything' }],
      ],
    ],
    [
      'a protected address',
      ['data.personByIdentifier.northshirePolice.people.0.postcode'],
      [answer(police), analyst, [{ field: 'northshirePolice', kept: 'addresses' }]],
    ],
  ])('catches %s', (_what, expected, args) => {
    expect(leaks(...args)).toEqual(expected)
  })
})

describe('the oracle, of events', () => {
  const oracle = new Oracle(supergraph)
  const about = (agency: string, selection: string) =>
    `{ personByIdentifier(type: NHS_NUMBER, value: "x") { ${agency} { events { ${selection} } } } }`
  const leaks = (
    agency: string,
    event: object,
    { role, purpose, states = true }: Partial<Asker>,
  ) => {
    const query = about(agency, 'what: kind category sentence')
    const data = { personByIdentifier: { [agency]: { events: [event] } } }
    const asker = { role: role ?? '', purpose: purpose ?? '', states }
    return oracle.findLeaks({ query, data }, asker, []).length
  }
  const analyst = { role: 'mash.analyst', purpose: 'ADULT_SAFEGUARDING' }
  const money = { what: 'ECONOMIC_ABUSE', category: 'SAFEGUARDING', sentence: 's' }
  const visit = { what: 'ATTENDANCE', category: 'HEALTH', sentence: 's' }

  it.each<[string, string, object, Partial<Asker>]>([
    ['what its category and its list are open to', 'northshireAdultCare', money, analyst],
    ['health that is asked for with a test', 'stAnnesHospital', visit, analyst],
  ])('lets through %s', (_what, agency, event, asker) => {
    expect(leaks(agency, event, asker)).toBe(0)
  })

  it.each<[string, string, object, Partial<Asker>]>([
    [
      'a category that is not disclosed',
      'northshirePolice',
      { what: 'INTELLIGENCE', category: 'INTELLIGENCE', sentence: 's' },
      { role: 'csh.coordinator', purpose: 'CRIME_PREVENTION' },
    ],
    [
      'a list that is kept back, though the category of the row is not',
      'northshireAdultCare',
      money,
      { ...analyst, purpose: 'DOMESTIC_ABUSE_RISK' },
    ],
    [
      'health without a public-interest test',
      'stAnnesHospital',
      visit,
      { ...analyst, states: false },
    ],
    [
      'a row of a category that the list does not have',
      'stAnnesHospital',
      { ...visit, category: 'SERVICE_USE' },
      analyst,
    ],
    ['a row of an unknown kind', 'stAnnesHospital', { ...visit, what: 'CALL' }, analyst],
    ['a row that does not say what it is', 'stAnnesHospital', { sentence: 's' }, analyst],
  ])('catches %s', (_what, agency, event, asker) => {
    expect(leaks(agency, event, asker)).toBeGreaterThan(0)
  })

  it.each(readRegister().map(({ field, kind }) => [field, kind]))(
    'knows from which list each is told: %s',
    (field, kind) => {
      const person = supergraph.getType('Person')
      const own = isObjectType(person) ? person.getFields()[field] : undefined
      const view = own ? getNamedType(own.type).name : ''
      for (const [list, teller] of Object.entries(getAgencyKind(kind).events))
        expect(listOfEvent(view, teller.kind)).toBe(`${view}.${list}`)
    },
  )
})
