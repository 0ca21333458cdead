import { parse, print } from 'graphql'

import { expandView } from '../../schema/view-fields'

const shared = parse(`
type View { events: [Event!] @classified(as: []) eventsLeftOff: Int @classified(as: []) }
type Involvement @record { service: String }`)

const expand = (kind: string) => print(expandView(parse(kind), shared))

describe('a view marked @view', () => {
  it('has what every agency offers, with the categories of its events', () => {
    const text = expand('type SchoolView @shareable @view(events: ["HEALTH"]) { absences: String }')
    expect(text).toBe(
      print(
        parse(`
type SchoolView @shareable {
  absences: String
  events: [Event!] @classified(as: [], rows: ["HEALTH"])
  eventsLeftOff: Int @classified(as: [])
}
type Involvement @record { service: String }`),
      ),
    )
  })

  it.each([
    ['type SchoolView { absences: String }', 'here 0 are'],
    ['type A @view { a: String } type B @view { b: String }', 'here 2 are'],
    ['type A @view { events: String }', 'A.events is given by @view'],
  ])('is refused: %s', (kind, problem) => {
    expect(() => expand(kind)).toThrow(problem)
  })
})
