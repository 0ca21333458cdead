import type { HubError } from '../../../common/errors'
import { checkQuerySize, defaultLimits } from '../../../gateway/server/limits'

const limits = {
  ...defaultLimits,
  maxTokens: 60,
  maxDepth: 4,
  maxAliases: 3,
  maxRootFields: 5,
  maxDirectives: 2,
}

function refusalOf(query: string): HubError | null {
  try {
    checkQuerySize(query, limits)
    return null
  } catch (error) {
    return error as HubError
  }
}

describe('hazard 13: what a query may ask for', () => {
  it.each([
    ['tokens', 'TOO_MANY_TOKENS', '60', `{ ${'a '.repeat(70)} }`],
    ['levels of fields', 'TOO_DEEP', '4', '{ a { a { a { a { a } } } } }'],
    [
      'levels in fragments',
      'TOO_DEEP',
      '4',
      '{ a { ...F } } fragment F on A { a { a { a { a } } } }',
    ],
    ['aliases', 'TOO_MANY_ALIASES', '3', '{ p { b: a c: a d: a e: a } }'],
    ['root fields', 'TOO_MANY_ROOT_FIELDS', '5', '{ a b c ...F } fragment F on Query { d e f }'],
    ['directives', 'TOO_MANY_DIRECTIVES', '2', '{ p @a @b @c }'],
  ])('too many %s are refused, and the most is named', (_name, reason, most, query) => {
    const error = refusalOf(query)

    expect(error?.extensions).toMatchObject({ code: 'QUERY_TOO_LARGE', reason })
    expect(error?.message).toContain(`the most is ${most}`)
  })

  it.each([
    ['a query within the limits', '{ p { a b c } }'],
    ['a fragment that contains itself', '{ a { ...F } } fragment F on A { a { ...F } }'],
    ['text that is no query', '{ a '],
  ])('%s passes to the server', (_name, query) => {
    expect(refusalOf(query)).toBeNull()
  })

  it('fragments that double at every step are measured, each once', () => {
    const steps = Array.from(
      { length: 40 },
      (_, index) => `fragment F${index} on A { a { ...F${index + 1} } b { ...F${index + 1} } }`,
    )
    // Unfolded, these would be 2 to the power of 40 fields: nobody would see the end of it.
    const query = `{ a { ...F0 } } ${steps.join(' ')} fragment F40 on A { a }`

    expect(() => {
      checkQuerySize(query, defaultLimits)
    }).toThrow('levels of fields')
  })
})
