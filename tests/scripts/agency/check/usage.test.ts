import { buildSchema } from 'graphql'

import type { DisclosureEntry } from '../../../../disclosure-log/entry'
import { countUsage, countUses, readUsage } from '../../../../scripts/agency/check/usage'
import { entryFor } from '../../../disclosure-log/entries'

const bounds = { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' }

function answered(at: string, disclosed: readonly string[], withheld: readonly string[] = []) {
  const fields = withheld.map((field) => ({ field, reason: 'NO_AGREEMENT' }))
  const part = { source: 'fire', disclosed, withheld: fields, records: 1, coverage: null }
  const other = { ...part, source: 'other', disclosed: ['Visit.id'], withheld: [] }
  const parts = [part, other].map((one) => ({ ...one, legalPowers: [], recordHashes: [] }))
  return { ...entryFor('request-1'), at, sources: parts } as DisclosureEntry
}

describe('what is asked of an agency', () => {
  it('is counted from the log, withheld or not, of its own part and its own time', () => {
    const entries = [
      answered('2026-01-01T00:00:00.000Z', ['Visit.id', 'Visit.id'], ['Visit.uprn']),
      answered('2026-01-31T23:59:59.999Z', ['Visit.id']),
      answered('2026-01-15T00:00:00.000Z', []),
      answered('2026-02-01T00:00:00.000Z', ['Visit.id']),
      answered('2025-12-31T23:59:59.999Z', ['Visit.id']),
    ]
    expect(countUsage('fire', entries, bounds)).toEqual({
      ...{ agency: 'fire', ...bounds, answers: 2 },
      asked: { 'Visit.id': 2, 'Visit.uprn': 1 },
    })
  })

  it('has counts and nothing about people', () => {
    const [entry] = [answered('2026-01-02T00:00:00.000Z', ['Visit.id'])]
    const text = JSON.stringify(countUsage('fire', [entry], bounds))
    for (const person of [entry.staffId, entry.requestId, ...entry.people])
      expect(text).not.toContain(person)
  })

  it.each([
    ['View.visits', 3],
    ['View', 3],
    ['Kind', 2],
    ['Kind.A', 2],
    ['View.visits(first:)', 3],
    ['Filter.on', 1],
    ['Visit.never', 0],
    ['constructor.x', null],
    ['Nowhere.x', null],
  ])('of %s is at least %p', (at, uses) => {
    const schema = buildSchema(`type View { visits(first: Int): [Visit] other(by: Filter): ID }
      type Visit { kind: Kind never: ID } enum Kind { A } input Filter { on: ID }`)
    const asked = { 'View.visits': 3, 'Visit.kind': 2, 'View.other': 1 }
    expect(countUses(at, { agency: 'fire', ...bounds, answers: 3, asked }, schema)).toBe(uses)
    expect(countUses(at, null, schema)).toBeNull()
  })

  it.each([
    null,
    [],
    {},
    { agency: 'fire', ...bounds, answers: -1, asked: {} },
    { agency: 'fire', ...bounds, answers: 1, asked: { a: 1.5 } },
  ])('is refused when it is no count: %j', (content) => {
    expect(() => readUsage('u.json', content, 'fire')).toThrow(/^u\.json: expected what/)
  })

  it('is that of the agency and of no other', () => {
    const content = { agency: 'other', ...bounds, answers: 1, asked: {} }
    expect(() => readUsage('u.json', content, 'fire')).toThrow(
      'u.json: it has the counts of other, not of fire',
    )
  })
})
