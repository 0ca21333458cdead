import { Kind, parse, print } from 'graphql'

import { expandRecords } from '../../schema/record-envelope'

const sdl = `
type SchoolView @shareable {
  people: [LocalPerson!]
  exclusions: [Exclusion!] @classified(as: ["SAFEGUARDING"])
  latest: Exclusion
}

type Exclusion @shareable @record {
  reason: String
}

type Lesson {
  recordedAt: String
}`

const expand = (text: string) => expandRecords(parse(text))

function fieldsOf(name: string, text = sdl) {
  const type = expand(text).definitions.find(
    (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === name,
  )
  return type?.kind === Kind.OBJECT_TYPE_DEFINITION ? (type.fields ?? []) : []
}

const namesOf = (nodes: readonly { readonly name: { readonly value: string } }[] = []) =>
  nodes.map(({ name }) => name.value)

describe('a type marked as a record', () => {
  it('begins with the envelope, and is marked no more', () => {
    expect(namesOf(fieldsOf('Exclusion')).join(' ')).toBe(
      'id source occurredAt recordedAt standing reason',
    )
    expect(print(expand(sdl))).not.toContain('@record')
    expect(print(expand(sdl))).toContain('type Exclusion @shareable {')
  })

  it('has a period and a length wherever it is listed, and only there', () => {
    const args = fieldsOf('SchoolView').map((field) => namesOf(field.arguments).join(' '))
    expect(args).toEqual(['', 'from to first', ''])
  })

  it.each([
    ['a field of the envelope', 'reason: String', 'id: ID', 'Exclusion.id is given by @record'],
    ['arguments of a list', 'exclusions:', 'exclusions(first: Int):', 'SchoolView.exclusions:'],
  ])('does not write out %s', (_what, from, to, problem) => {
    expect(sdl).toContain(from)
    expect(() => expand(sdl.replace(from, to))).toThrow(problem)
  })
})

describe('a type that is not marked', () => {
  it('stays as it is written', () => {
    expect(namesOf(fieldsOf('Lesson'))).toEqual(['recordedAt'])
  })
})
