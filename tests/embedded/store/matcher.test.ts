import { Int32 } from 'bson'
import fc from 'fast-check'

import { runPipeline } from '../../../embedded/store/aggregation'
import { compileFilter } from '../../../embedded/store/matcher'
import { compileProjection } from '../../../embedded/store/projection'
import { applyUpdate } from '../../../embedded/store/updater'
import type { Document } from '../../../embedded/store/values'

const item = fc.constantFrom(1, 2, 3)
const field = fc.oneof(
  item,
  fc.array(item, { maxLength: 3 }),
  fc.constant(null),
  fc.constant(undefined),
)
const documents = fc.record({ a: field, b: field })

type Subject = Readonly<Record<string, unknown>>

interface Clause {
  readonly filter: Document
  readonly holds: (document: Subject) => boolean
}

/** What the operators mean, written down a second time and as plainly as possible. */
const simple: fc.Arbitrary<Clause> = fc
  .tuple(
    fc.constantFrom('a', 'b'),
    fc.constantFrom('$eq', '$gt', '$lte', '$ne', '$in', '$exists'),
    item,
  )
  .map(([name, operator, operand]) => {
    const all = (document: Subject) => [document[name]].flat()
    const meaning: Readonly<Record<string, Clause['holds']>> = {
      $eq: (document) => all(document).includes(operand),
      $ne: (document) => !all(document).includes(operand),
      $gt: (document) =>
        all(document).some((value) => typeof value === 'number' && value > operand),
      $lte: (document) =>
        all(document).some((value) => typeof value === 'number' && value <= operand),
      $in: (document) => all(document).some((value) => value === operand || value === 3),
      $exists: (document) => (document[name] !== undefined) === operand > 1,
    }
    const given = operator === '$in' ? [operand, 3] : operator === '$exists' ? operand > 1 : operand
    return {
      filter: { [name]: { [operator]: given } },
      holds: meaning[operator] ?? (() => false),
    }
  })

const { clause: clauses } = fc.letrec<{ clause: Clause }>((tie) => ({
  clause: fc.oneof(
    { maxDepth: 2 },
    simple,
    fc.tuple(tie('clause'), tie('clause')).map(([left, right]) => ({
      filter: { $and: [left.filter, right.filter] },
      holds: (document: Subject) => left.holds(document) && right.holds(document),
    })),
    fc.tuple(tie('clause'), tie('clause')).map(([left, right]) => ({
      filter: { $or: [left.filter, right.filter] },
      holds: (document: Subject) => left.holds(document) || right.holds(document),
    })),
    tie('clause').map(({ filter, holds }) => ({
      filter: { $nor: [filter] },
      holds: (document: Subject) => !holds(document),
    })),
  ),
}))

describe('compileFilter', () => {
  it('agrees with the plain meaning of its operators', () => {
    fc.assert(
      fc.property(documents, clauses, (document, { filter, holds }) => {
        expect(compileFilter(filter)(document)).toBe(holds(document))
      }),
      { numRuns: 5000 },
    )
  })

  it.each([
    [{ a: { $near: [1, 2] } }, 2, /unknown operator: \$near/],
    [{ $where: 'true' }, 238, /\$where is not supported/],
    [{ $jsonSchema: {} }, 238, /\$jsonSchema is not supported/],
    [{ $text: {} }, 238, /\$text is not supported/],
    [{ $foo: 1 }, 2, /unknown top level operator: \$foo/],
    [{ a: { $in: 1 } }, 2, /\$in needs an array/],
    [{ a: { $regex: '(' } }, 51091, /Regular expression is invalid/],
    [{ $expr: { $function: {} } }, 168, /Unrecognized expression '\$function'/],
    [{ $or: [] }, 2, /non-empty array/],
  ])('refuses %j by name', (filter, code, message) => {
    expect(() => compileFilter(filter)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error,
    )
  })
})

describe('names that lead to a prototype', () => {
  const names = JSON.parse('{"__proto__": {"polluted": true}}') as Document
  const update = (change: Document) =>
    applyUpdate({ _id: 1 }, change, { filter: {}, now: new Date(0) })

  it.each([
    ['$set by path', () => update({ $set: { '__proto__.polluted': true } })],
    ['$rename to it', () => update({ $rename: { a: '__proto__.polluted' } })],
    ['$unset', () => update({ $unset: { '__proto__.toString': 1 } })],
    ['a projection', () => compileProjection({ '__proto__.polluted': 1 })({})],
    ['$addFields', () => runPipeline([{}], [{ $addFields: names }], { find: () => [] })],
    [
      'a group',
      () =>
        runPipeline(
          [{}],
          [JSON.parse('{"$group": {"_id": null, "__proto__": {"$sum": 1}}}') as Document],
          { find: () => [] },
        ),
    ],
  ])('are refused in %s', (_where, attempt) => {
    expect(attempt).toThrow(/"__proto__" is not accepted/)
    expect(({} as Document)['polluted']).toBeUndefined()
  })

  it('are data like any other when they are constructor and prototype', () => {
    const changed = update({ $set: { 'constructor.prototype.polluted': new Int32(1) } })

    expect(Object.hasOwn(changed, 'constructor')).toBe(true)
    expect(({} as Document)['polluted']).toBeUndefined()
    expect(compileFilter({ 'constructor.prototype.polluted': 1 })(changed)).toBe(true)
    expect(compileFilter({ 'constructor.name': 'Object' })({ _id: 1 })).toBe(false)
  })
})
