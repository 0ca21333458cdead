/** How a representation is read: what is there, and what could not be seen. */
import { readRegister } from '../../../common/register'
import { eventFieldCategories } from '../../../subgraphs/insights/event-categories'
import type { Representation } from '../../../subgraphs/insights/inputs'
import { readInputs } from '../../../subgraphs/insights/inputs'
import { toldEvent } from './insights-hub'

const police = 'northshire-police'
const unread: readonly string[] = []
const base = { register: readRegister(), categories: eventFieldCategories, unread }
const own = { ...base, of: null, more: null }
const household = { ...base, of: 'household', more: 'hasMoreHousehold' }

const view = (parts: object = {}) => ({
  northshirePolice: { events: [], eventsLeftOff: 0, eventsWithheld: [], ...parts },
})
const missingOf = (given: Representation, terms: Parameters<typeof readInputs>[1] = own) =>
  readInputs(given, terms).missing
const stated = (path: readonly string[], state: string, parts = {}) => ({
  ...{ id: 'p1', ...view(parts), hub__inputs: [{ path, state, reason: 'POLICY' }] },
})

describe('what is missing', () => {
  it.each([[undefined], [null], ['all']])(
    'is never guessed: without the word of the gateway nothing is read (%s)',
    (said) => {
      const given = { id: 'p1', ...view(), hub__inputs: said }
      expect(() => readInputs(given, own)).toThrow('The hub has not said')
    },
  )

  it('is nothing when nothing is said to be', () => {
    expect(missingOf({ id: 'p1', ...view(), hub__inputs: [] })).toEqual([])
  })

  it.each([
    ['REFUSED', 'WITHHELD'],
    ['SILENT', 'SILENT'],
    ['CUT_OFF', 'LEFT_OFF'],
    ['SOMETHING_NEW', 'SILENT'],
  ])('is all that an agency has, when its view is %s', (state, reason) => {
    expect(missingOf(stated(['northshirePolice'], state))).toMatchObject([
      { agency: police, agencyKind: 'police', reason, categories: [], count: null },
    ])
  })

  it('is a category, when a field of its events is kept back', () => {
    expect(missingOf(stated(['northshirePolice', 'events', 'uprn'], 'REFUSED'))).toMatchObject([
      { agency: police, reason: 'WITHHELD_BY_CATEGORY', categories: ['ADDRESS'], count: 1 },
    ])
  })

  it('is all of an agency that publishes nothing to compute over, whatever else is there', () => {
    const terms = { ...own, unread: ['eastmarch-police'] }
    expect(missingOf({ id: 'p1', ...view(), hub__inputs: [] }, terms)).toMatchObject([
      { agency: 'eastmarch-police', reason: 'NOT_ASKED', categories: [], count: null },
    ])
  })

  it('is no part of an agency that has nothing: that would tell that it has', () => {
    const given = {
      ...{ id: 'p1', northshirePolice: null },
      hub__inputs: [{ path: ['northshirePolice', 'events', 'uprn'], state: 'REFUSED' }],
    }
    expect(missingOf(given)).toEqual([])
  })

  it('is of the index, when it is who is beside the person', () => {
    const given = {
      id: 'p1',
      household: [],
      hub__inputs: [{ path: ['household'], state: 'SILENT' }],
    }
    expect(missingOf(given, household)).toMatchObject([
      { agency: 'person-index', reason: 'SILENT' },
    ])
  })

  it('is of the index, when there are more people than are told', () => {
    const given = { id: 'p1', household: [], hasMoreHousehold: true, hub__inputs: [] }
    expect(missingOf(given, household)).toMatchObject([
      { agency: 'person-index', reason: 'LEFT_OFF' },
    ])
  })

  it('is what the agency itself left off and withheld, and rows that cannot be read', () => {
    const parts = { events: [{ kind: 'CALL' }], eventsLeftOff: 2, eventsWithheld: ['RISK'] }
    expect(missingOf({ id: 'p1', ...view(parts), hub__inputs: [] })).toMatchObject([
      { agency: police, reason: 'LEFT_OFF', count: 3 },
      { agency: police, reason: 'WITHHELD_BY_CATEGORY', categories: ['RISK'] },
    ])
  })

  it('is said once for all people of a household: the most of it', () => {
    const of = (id: string, parts: object) => ({ id, ...view(parts) })
    const given = {
      household: [
        of('p1', { eventsWithheld: ['RISK'], eventsLeftOff: 1 }),
        of('p2', { eventsWithheld: ['HEALTH', 'RISK'], eventsLeftOff: 4 }),
      ],
      hub__inputs: [],
    }
    expect(missingOf(given, household)).toMatchObject([
      { reason: 'LEFT_OFF', count: 5 },
      { reason: 'WITHHELD_BY_CATEGORY', categories: ['HEALTH', 'RISK'], count: 2 },
    ])
  })
})

describe('what is read', () => {
  const other = { reference: 'N-2', role: 'SUSPECT', relationship: 'partner' }
  const event = toldEvent(police, 'R-1', { people: [other] })
  const described = (reference: string) => ({ reference, dateOfBirth: '1970-01-01' })

  it('is each event with whose it is, and others by the ids that their agency links', () => {
    const given = {
      household: [
        { id: 'p1', ...view({ events: [event], people: [described('N-1')] }) },
        { id: 'p2', ...view({ people: [described('N-2')] }) },
      ],
      hub__inputs: [],
    }
    const read = readInputs(given, household)
    expect(read.people).toEqual(['p1', 'p2'])
    expect(read.events).toMatchObject([
      { person: 'p1', agency: police, recordId: 'R-1', people: [{ person: 'p2' }] },
    ])
  })

  it('is never a person whom another agency knows by the same reference', () => {
    const given = {
      household: [
        { id: 'p1', ...view({ events: [event] }) },
        { id: 'p2', eastmarchPolice: { events: [], people: [described('N-2')] } },
      ],
      hub__inputs: [],
    }
    expect(readInputs(given, household).events).toMatchObject([{ people: [{ person: null }] }])
  })

  it('is refused of somebody without an id', () => {
    expect(() => readInputs({ household: [view()], hub__inputs: [] }, household)).toThrow(
      'without an id',
    )
  })
})
