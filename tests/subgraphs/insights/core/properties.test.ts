import fc from 'fast-check'

import { addressAnswerOf } from '../../../../subgraphs/insights/core/address'
import { addressesOf } from '../../../../subgraphs/insights/core/addresses'
import { chronologyOf } from '../../../../subgraphs/insights/core/chronology'
import { coResidentsOf } from '../../../../subgraphs/insights/core/co-residents'
import { concernsOf } from '../../../../subgraphs/insights/core/concerns'
import type { InsightEvent } from '../../../../subgraphs/insights/core/event'
import { readEvent } from '../../../../subgraphs/insights/core/event'
import type { InsightInput } from '../../../../subgraphs/insights/core/input'
import { injuriesOf } from '../../../../subgraphs/insights/core/injuries'
import { patternsOf } from '../../../../subgraphs/insights/core/patterns'
import { relationshipsOf } from '../../../../subgraphs/insights/core/relationships'
import { event, home, input, missing, other } from './made-up-events'

const kinds = ['CALL', 'CRIME', 'ORDER', 'ADDRESS', 'TENANCY', 'ATTENDANCE', 'CONCERN', 'CONTACT']
const codes = {
  INCIDENT: ['DOMESTIC', 'VIOLENCE', 'NUISANCE'],
  HO_OFFENCE: ['008/06', '049/10'],
  ProbationOrderKind: ['SUSPENDED_SENTENCE_ORDER'],
  NDELIUS_ADDRESS_STATUS: ['M', 'S', 'MA'],
  CareMethod: ['LETTER', 'TELEPHONE', 'DOORSTEP'],
}

const coded = fc.record(
  Object.fromEntries(
    Object.entries(codes).map(([system, list]) => [
      system,
      fc.array(fc.constantFrom(...list), { maxLength: 2 }),
    ]),
  ),
)

const someEvent: fc.Arbitrary<InsightEvent> = fc
  .record({
    agency: fc.constantFrom('police', 'other-police', 'care', 'hospital', 'probation', 'courts'),
    kind: fc.constantFrom(...kinds),
    day: fc.integer({ min: 0, max: 700 }),
    late: fc.integer({ min: 0, max: 40 }),
    isExact: fc.boolean(),
    person: fc.constantFrom('v', 'o'),
    role: fc.constantFrom('VICTIM', 'SUSPECT', null),
    label: fc.constantFrom('friend', 'partner', 'unknown'),
    bodySites: fc.constantFrom(null, [], ['HEAD'], ['ARM', 'HEAD']),
    isAlcoholInvolved: fc.constantFrom(null, true, false),
    uprn: fc.constantFrom(home, '2', null),
    coded,
  })
  .map(({ agency, kind, day, late, isExact, label, ...changes }) => {
    const instant = new Date(Date.UTC(2024, 0, 1 + day, 12))
    const text = isExact ? instant.toISOString() : instant.toISOString().slice(0, 10)
    const person = changes.person === 'v' ? 'o' : 'v'
    return event(agency, kind, text, {
      ...changes,
      people: [other({ person, relationship: label, role: 'VICTIM' })],
      recordedAt: new Date(instant.getTime() + late * 86_400_000).toISOString(),
    })
  })

const someEvents = fc
  .array(someEvent, { maxLength: 40 })
  .map((events) => events.map((one, index) => ({ ...one, recordId: `R-${index}` })))

/** Everything that the core says of two people and an address. */
function everything(given: InsightInput) {
  const question = { from: null, to: null, kinds: null, agencies: null, after: null, first: 1000 }
  const ofVera = { ...given, events: given.events.filter(({ person }) => person === 'v') }
  return {
    chronology: chronologyOf(ofVera, { ...question, order: 'OLDEST_FIRST' }),
    injuries: injuriesOf(ofVera),
    patterns: patternsOf(given, 'v'),
    concerns: concernsOf(given, 'v'),
    addresses: addressesOf(given, 'v'),
    coResidents: coResidentsOf(given, 'v'),
    relationships: relationshipsOf(given, 'v'),
    address: addressAnswerOf(given, home),
  }
}

describe('whatever events there are', () => {
  it('their order when they came in changes nothing', () => {
    fc.assert(
      fc.property(someEvents, fc.infiniteStream(fc.nat()), (events, numbers) => {
        const ranked = events.map((one) => [Number(numbers.next().value), one] as const)
        const shuffled = ranked.toSorted(([one], [two]) => one - two).map(([, one]) => one)
        expect(everything(input(shuffled))).toEqual(everything(input(events)))
      }),
      { numRuns: 60 },
    )
  })

  it('an event is there from the instant at which it was written down, and stays', () => {
    fc.assert(
      fc.property(someEvents, fc.integer({ min: 0, max: 800 }), (events, day) => {
        const asAt = new Date(Date.UTC(2024, 0, 1 + day, 12))
        const seen = new Set(
          everything(input(events, { asAt }))
            .chronology.rows.flatMap(({ parts }) => parts)
            .map(({ recordId }) => recordId),
        )
        const known = events.filter(
          (one) => one.person === 'v' && Date.parse(one.recordedAt) <= asAt.getTime(),
        )
        expect([...seen].toSorted()).toEqual(known.map(({ recordId }) => recordId).toSorted())
      }),
      { numRuns: 60 },
    )
  })

  it('nothing that was written down later is a source of anything', () => {
    fc.assert(
      fc.property(someEvents, fc.integer({ min: 0, max: 700 }), (events, day) => {
        const asAt = new Date(Date.UTC(2024, 0, 1 + day, 12))
        const known = events.filter(({ recordedAt }) => Date.parse(recordedAt) <= asAt.getTime())
        expect(everything(input(events, { asAt }))).toEqual(everything(input(known, { asAt })))
      }),
      { numRuns: 60 },
    )
  })

  it('all results carry what was missing', () => {
    const unseen = [missing('gp', 'SILENT')]
    fc.assert(
      fc.property(someEvents, (events) => {
        const { chronology, patterns, concerns, relationships, address } = everything(
          input(events, { missing: unseen }),
        )
        const all = [...chronology.rows, ...patterns, ...concerns, ...relationships, address]
        expect(all.every((one) => one.missing === unseen)).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  it('C9: what sex anybody is changes nothing, because no rule is given it', () => {
    const from = { person: 'v', agency: 'police', agencyKind: 'police', personOf: () => 'o' }
    const row = (one: InsightEvent, sexes: readonly [string, string]) => ({
      ...one,
      ...{ sex: sexes[0], gender: sexes[0], source: { recordId: one.recordId } },
      people: one.people?.map((person) => ({ ...person, sex: sexes[1] })),
    })
    const read = (events: readonly InsightEvent[], sexes: readonly [string, string]) =>
      events.flatMap((one) => {
        const event = readEvent(row(one, sexes), { ...from, ...one, personOf: () => 'o' })
        return event ? [event] : []
      })
    fc.assert(
      fc.property(someEvents, (events) => {
        const one = everything(input(read(events, ['MALE', 'FEMALE'])))
        const swapped = everything(input(read(events, ['FEMALE', 'MALE'])))
        expect(swapped).toEqual(one)
      }),
      { numRuns: 30 },
    )
  })
})
