import { agencyKinds } from '../../../../subgraphs/agency-kinds'
import { buildAgencySchema } from '../../../../subgraphs/kit/agency/agency-schema'
import { eventResolvers, maximumEvents } from '../../../../subgraphs/kit/agency/event-resolvers'
import type { EventTeller } from '../../../../subgraphs/kit/agency/event-teller'
import type { ListedRecord } from '../../../../subgraphs/kit/agency/view-resolvers'
import type { AgencyContext } from '../../../../subgraphs/kit/records/agency-context'
import { hubCall } from '../../../helpers/signed-call'
import { makeAgency } from '../../record-checks'
import { currentPolicy } from '../../../helpers/current-policy'

const call: EventTeller = {
  kind: 'CALL',
  category: 'CALL_FOR_SERVICE',
  tell: () => ({ sentence: 'Call.' }),
}

const context = {
  agency: makeAgency(),
  claims: { ...hubCall('made-up-agency'), iat: Date.parse('2026-05-04') / 1000 },
  policies: [currentPolicy],
  isSuspended: false,
} as unknown as AgencyContext

function records(count: number): readonly ListedRecord[] {
  const view = { refs: ['P-1'], people: [], isAddressProtected: false }
  return Array.from({ length: count }, (_, index) => ({
    id: String(index),
    isAddressProtected: false,
    standing: { status: 'CURRENT', occurredAt: new Date(index * 60_000) },
    view,
  }))
}

function resolversOver(count: number) {
  const lists = { incidents: () => Promise.resolve(records(count)) }
  return eventResolvers({
    viewName: 'PoliceView',
    lists,
    tellers: { incidents: call },
    namesOthers: true,
  })
}

const view = () => ({ refs: ['P-1'], people: [], isAddressProtected: false })

describe('the events of one person', () => {
  it('are the newest 20,000; how many are left off is told', async () => {
    const resolvers = resolversOver(maximumEvents + 1)
    const asked = view()
    const events = (await resolvers.events(asked, {}, context)) as readonly {
      readonly id: string
    }[]
    expect([events.length, events[0]?.id, events.at(-1)?.id]).toEqual([20_000, '20000', '1'])
    expect(await resolvers.eventsLeftOff(asked, {}, context)).toBe(1)
  })

  it('leave nothing off at the bound', async () => {
    const resolvers = resolversOver(maximumEvents)
    expect(await resolvers.eventsLeftOff(view(), {}, context)).toBe(0)
  })
})

/** How somebody can be reached is no fact of a day. */
const toldOfNobody = ['trustedContacts', 'safeContactInstructions']

describe.each(agencyKinds)('events of $name', (kind) => {
  it('are told of each of its lists', () => {
    const told = Object.keys(kind.lists).filter((list) => !toldOfNobody.includes(list))
    expect(Object.keys(kind.events).toSorted()).toEqual(told.toSorted())
  })

  it('are of categories that its schema names, or it does not start', () => {
    const agency = makeAgency({ kind: kind.name })
    const [list = ''] = Object.keys(kind.events)
    const wrong = { ...kind, events: { ...kind.events, [list]: { ...call, category: 'FINANCE' } } }
    expect(() => buildAgencySchema(agency, wrong as typeof kind)).toThrow(
      `@view(events: [...]) lacks FINANCE, as ${list} are told`,
    )
  })

  it('are told of no list that the kind does not have', () => {
    const wrong = { ...kind, events: { ...kind.events, parcels: call } }
    expect(() => buildAgencySchema(makeAgency({ kind: kind.name }), wrong)).toThrow(
      'has no list parcels, and events are told of it',
    )
  })
})
