import type { FieldDefinitionNode, ObjectTypeDefinitionNode, TypeNode } from 'graphql'
import { Kind, parse } from 'graphql'
import mongoose from 'mongoose'

import { readKindSdl, readSdlFile } from '../../schema/instance-sdl'
import { agencyKinds } from '../../subgraphs/agency-kinds'
import { makeAgency } from './record-checks'

/** Fields of a record that the kit makes from the envelope. */
const madeByKit = ['id', 'source', 'standing', 'role', 'involved', 'present']

describe.each(agencyKinds)('the models and the schema of $name', (definition) => {
  const { name: kind, createModels, lists, resolvers } = definition
  const sdl = [parse(readSdlFile('hub')), readKindSdl(kind)]
  const definitions = sdl.flatMap((document) => document.definitions)
  const types = definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION)
  const enums = new Map(
    definitions
      .filter((node) => node.kind === Kind.ENUM_TYPE_DEFINITION)
      .map(({ name, values }) => [
        name.value,
        (values ?? []).map((value) => value.name.value).toSorted(),
      ]),
  )
  const agency = makeAgency({ kind })
  const connection = mongoose.createConnection()
  createModels(connection, agency)

  it('have for each field the words that the schema gives that field', () => {
    const strange = Object.values(connection.models).flatMap((model) =>
      enumsOf(model.schema)
        .filter(([field]) => !['departmentType', 'system', 'scope'].includes(field))
        .filter(([field, words]) => !enumFieldsNamed(field).some((known) => isSame(known, words)))
        .map(([field]) => `${model.modelName}.${field}`),
    )
    expect(strange).toEqual([])
  })

  it.each(Object.entries(lists))(
    '%s have a value, or a resolver, for each field',
    (list, record) => {
      const typeName = innermost(getField(getView(), list).type)
      const model = connection.models[record]
      const missing = (getType(typeName).fields ?? [])
        .map(({ name }) => name.value)
        .filter((name) => !madeByKit.includes(name) && !(name in (resolvers[typeName] ?? {})))
        .filter((name) => !model || model.schema.pathType(name) === 'adhocOrUndefined')
      expect(missing).toEqual([])
    },
  )

  /** The values of each enum that a field of this name has in the schema. */
  function enumFieldsNamed(name: string): readonly (readonly string[])[] {
    return types
      .flatMap(({ fields }) => fields ?? [])
      .filter((field) => field.name.value === (name === 'subjectRole' ? 'role' : name))
      .flatMap(({ type }) => {
        const values = enums.get(innermost(type))
        return values ? [values] : []
      })
  }

  function getView(): ObjectTypeDefinitionNode {
    return getType(innermost(getField(getType('Person'), 'agency').type))
  }

  function getType(name: string): ObjectTypeDefinitionNode {
    const type = types.find((node) => node.name.value === name)
    if (!type) throw new Error(`no type ${name}`)
    return type
  }
})

/** Every field of a schema, or of a part of it, that takes one of a list of words. */
function enumsOf(schema: mongoose.Schema): [string, readonly string[]][] {
  const found: [string, readonly string[]][] = []
  schema.eachPath((path, type) => {
    const part = (type as { readonly schema?: mongoose.Schema }).schema
    if (part) found.push(...enumsOf(part))
    const words =
      wordsOf(type) ??
      wordsOf((type as { readonly embeddedSchemaType?: unknown }).embeddedSchemaType)
    if (words) found.push([path.split('.').at(-1) ?? path, words.toSorted()])
  })
  return found
}

function wordsOf(type: unknown): readonly string[] | null {
  const words = (type as { readonly enumValues?: readonly unknown[] } | undefined)?.enumValues
  const texts = words?.filter((word) => typeof word === 'string') ?? []
  return texts.length === 0 ? null : texts
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.join() === right.join()
}

function getField(type: ObjectTypeDefinitionNode, name: string): FieldDefinitionNode {
  const field = type.fields?.find((node) => node.name.value === name)
  if (!field) throw new Error(`no field ${type.name.value}.${name}`)
  return field
}

function innermost(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : innermost(type.type)
}
