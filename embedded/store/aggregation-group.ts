import { Double, Int32 } from 'bson'

import { add } from './arithmetic'
import { checkFieldName } from './bson-codec'
import { located } from './errors'
import { checkExpression, evaluateExpression } from './expressions'
import type { NumericValue } from './numbers'
import { isNumeric, toNumber } from './numbers'
import { setOwn } from './paths'
import type { Document } from './values'
import { compareValues, idKey, isDocument } from './values'

/** What an accumulator makes of the values of one group, in their order. */
type Accumulator = (values: readonly unknown[]) => unknown

const accumulators: ReadonlyMap<string, Accumulator> = new Map<string, Accumulator>([
  ['$sum', (values) => sum(values.filter(isNumeric))],
  ['$avg', (values) => average(values.filter(isNumeric))],
  ['$min', (values) => extreme(values, -1)],
  ['$max', (values) => extreme(values, 1)],
  ['$first', (values) => values[0] ?? null],
  ['$last', (values) => values.at(-1) ?? null],
  ['$push', (values) => values.filter((value) => value !== undefined)],
  [
    '$addToSet',
    (values) => [...new Map(present(values).map((value) => [idKey(value), value])).values()],
  ],
  ['$count', (values) => new Int32(values.length)],
])

interface Field {
  readonly name: string
  readonly accumulate: Accumulator
  readonly expression: unknown
}

/**
 * The groups of a `$group` stage, in the order in which each first appears.
 * @throws StoreError 15952 for an unknown accumulator, by name
 */
export function evaluateGroup(documents: readonly Document[], operand: unknown): Document[] {
  if (!isDocument(operand)) throw located(15947, "a group's fields must be specified in an object")
  if (!Object.hasOwn(operand, '_id'))
    throw located(15955, 'a group specification must include an _id')
  checkExpression(operand['_id'])
  const fields = Object.keys(operand).filter((name) => name !== '_id')
  const specifications = fields.map((name) => readField(name, operand[name]))
  const groups = new Map<string, { id: unknown; members: Document[] }>()
  for (const document of documents) {
    const id = evaluateExpression(operand['_id'], document) ?? null
    const key = idKey(id)
    const group = groups.get(key)
    if (group) group.members.push(document)
    else groups.set(key, { id, members: [document] })
  }
  return [...groups.values()].map(({ id, members }) => {
    const result: Document = { _id: id }
    for (const { name, accumulate, expression } of specifications)
      setOwn(
        result,
        name,
        accumulate(members.map((member) => evaluateExpression(expression, member))),
      )
    return result
  })
}

function readField(name: string, specification: unknown): Field {
  checkFieldName(name)
  const [operator, ...others] = isDocument(specification) ? Object.keys(specification) : []
  if (!isDocument(specification) || operator === undefined || others.length > 0)
    throw located(40234, `The field '${name}' must be an accumulator object`)
  const accumulate = accumulators.get(operator)
  if (!accumulate) throw located(15952, `unknown group operator '${operator}'`)
  const expression = specification[operator]
  checkExpression(expression)
  return { name, accumulate, expression }
}

function sum(values: readonly NumericValue[]): unknown {
  return values.reduce<NumericValue>((total, value) => add(total, value), new Int32(0))
}

function average(values: readonly NumericValue[]): unknown {
  if (values.length === 0) return null
  return new Double(
    values.reduce<number>((total, value) => total + toNumber(value), 0) / values.length,
  )
}

function extreme(values: readonly unknown[], sign: number): unknown {
  return present(values)
    .filter((value) => value !== null)
    .reduce<unknown>(
      (best, value) => (best === null || compareValues(value, best) * sign > 0 ? value : best),
      null,
    )
}

function present(values: readonly unknown[]): readonly unknown[] {
  return values.filter((value) => value !== undefined)
}
