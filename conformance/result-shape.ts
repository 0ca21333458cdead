import type { GraphQLOutputType, OperationDefinitionNode } from 'graphql'
import { getNamedType, getNullableType, isLeafType, isListType, isNonNullType } from 'graphql'

import type { JsonObject } from '../common/json'
import { getOwn, isObject, setOwn } from '../common/json'
import type { NamedLeaf } from '../gateway/answer/same-leaves'
import { allOrNull, compileSameLeaves, leavesCheck } from '../gateway/answer/same-leaves'
import type { Reader, ShapeInput } from './result-readers'
import {
  impossible,
  invalid,
  leafReader,
  listReader,
  nonNullReader,
  openLeafCheck,
  typeNameReader,
} from './result-readers'
import type { FieldsType, SelectionShapes, ShapedField } from './selection-shapes'
import { findFieldsType, rootOf } from './selection-shapes'

/** Makes the caller's answer from what was fetched; null when a null reaches the top. */
export type ResultShape = (fetched: JsonObject, input: ShapeInput) => JsonObject | null

/** Compiles how the answer of an operation is made. */
export function compileResultShape(
  shapes: SelectionShapes,
  operation: OperationDefinitionNode,
): ResultShape {
  const compiler = new ShapeCompiler(shapes)
  const { type, sets } = rootOf(shapes.schema, operation)
  const read = compiler.objectReader(type, sets)
  return (fetched, input) => {
    const data = read(fetched, { ...input, path: [] })
    return isObject(data) ? data : null
  }
}

class ShapeCompiler {
  readonly #shapes: SelectionShapes

  constructor(shapes: SelectionShapes) {
    this.#shapes = shapes
  }

  objectReader(type: FieldsType, sets: Parameters<SelectionShapes['fieldsOf']>[1]): Reader {
    const asked = this.#shapes.fieldsOf(type, sets)
    const isSame = compileSameLeaves(allOrNull(asked.map((field) => namedLeaf(type, field))))
    const fields = asked.map((field) => ({
      step: field.responseName,
      read: this.#fieldReader(type, field),
      readPlain: this.#plainReader(type, field),
    }))
    // A caller may name a field `__proto__`: plain assignment would set the prototype and lose it.
    const isSpecial = fields.some(({ step }) => step === '__proto__')
    return (fetched, input) => {
      if (isSame(fetched as object)) return fetched
      const answer: JsonObject = {}
      for (const { step, read, readPlain } of fields) {
        let value = readPlain(fetched)
        if (value === undefined) {
          input.path.push(step)
          value = read(fetched, input)
          input.path.pop()
          if (value === impossible) return impossible
        }
        if (isSpecial) setOwn(answer, step, value)
        else answer[step] = value
      }
      return answer
    }
  }

  /** Reads a leaf that is as it should be; undefined for everything that needs a closer look. */
  #plainReader(
    parent: FieldsType,
    { fetchedName, nodes }: ShapedField,
  ): (from: unknown) => unknown {
    const definition = parent.getFields()[nodes[0]?.name.value ?? '']
    const type = definition && getNullableType(definition.type)
    if (!isLeafType(type) || fetchedName in Object.prototype) return readNothing
    const isValid = openLeafCheck(type)
    return (from) => {
      const value = (from as JsonObject)[fetchedName]
      return value !== null && isValid(value) ? value : undefined
    }
  }

  /** Reads a field from the object it is in. */
  #fieldReader(parent: FieldsType, field: ShapedField): Reader {
    const { fetchedName, nodes, responseName } = field
    const name = nodes[0]?.name.value ?? ''
    if (name === '__typename') return typeNameReader(parent)
    if (name === '__schema' || name === '__type')
      return (_fetched, { introspected }) => introspected[responseName]
    const definition = parent.getFields()[name]
    if (!definition) throw new Error(`No field ${parent.name}.${name} in the schema`)
    const readType = this.#typeReader(definition.type, field)
    const valueOf = ownReader(fetchedName)
    return (fetched, input) =>
      readType((isObject(fetched) ? valueOf(fetched) : null) ?? null, input)
  }

  #typeReader(type: GraphQLOutputType, field: ShapedField): Reader {
    if (isNonNullType(type))
      return nonNullReader(this.#typeReader(type.ofType as GraphQLOutputType, field))
    if (isListType(type)) return listReader(this.#typeReader(type.ofType, field))
    return isLeafType(type)
      ? leafReader(type, this.#shapes.hidden)
      : this.#compositeReader(type, field)
  }

  #compositeReader(type: GraphQLOutputType, { nodes }: ShapedField): Reader {
    const { schema, hidden } = this.#shapes
    const sets = nodes.flatMap((node) => node.selectionSet ?? [])
    const named = getNamedType(type)
    const readers = new Map<string, Reader | null>()
    const readerFor = (name: string): Reader | null => {
      const known = readers.get(name)
      if (known !== undefined) return known
      const found = findFieldsType(schema, name)
      const reader = found && this.objectReader(found, sets)
      readers.set(name, reader)
      return reader
    }
    return (value, input) => {
      if (value === null) return null
      if (!isObject(value)) return invalid(input)
      const name = typeNameOf(value, named.name)
      const read = readerFor(name)
      if (!read) return hidden.hasType(name) ? null : invalid(input)
      const answer = read(value, input)
      return answer === impossible ? null : answer
    }
  }
}

/** Leaves that are called as they were fetched; null for everything else. */
function namedLeaf(
  parent: FieldsType,
  { fetchedName, nodes, responseName }: ShapedField,
): NamedLeaf | null {
  const type = parent.getFields()[nodes[0]?.name.value ?? '']?.type
  const isValid = type && leavesCheck(type, openLeafCheck)
  return isValid && fetchedName === responseName ? { name: fetchedName, isValid } : null
}

/** Reads what an object itself has: what every object has needs a closer look. */
function ownReader(name: string): (from: JsonObject) => unknown {
  return name in Object.prototype ? (from) => getOwn(from, name) : (from) => from[name]
}

function typeNameOf(value: JsonObject, declared: string): string {
  const name = value['__typename']
  return typeof name === 'string' ? name : declared
}

function readNothing(): undefined {
  return undefined
}
