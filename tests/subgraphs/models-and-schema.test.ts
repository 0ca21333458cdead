import type { FieldDefinitionNode, ObjectTypeDefinitionNode, TypeNode } from 'graphql'
import { Kind, parse } from 'graphql'
import mongoose from 'mongoose'

import type { AgencyKind } from '../../common/register'
import { readSdlFile } from '../../schema/instance-sdl'
import { hospitalLists } from '../../subgraphs/hospital/loaders'
import { housingLists } from '../../subgraphs/housing/loaders'
import { agencyKindDefinitions } from '../../subgraphs/kinds'
import { policeLists } from '../../subgraphs/police/loaders'
import { probationLists } from '../../subgraphs/probation/loaders'
import { makeAgency } from './record-checks'

const kinds: readonly (readonly [AgencyKind, string, Readonly<Record<string, string>>])[] = [
  ['police', 'PoliceView', policeLists],
  ['probation', 'ProbationView', probationLists],
  ['hospital', 'HospitalView', hospitalLists],
  ['housing', 'HousingView', housingLists],
]

/** Fields of a record that the kit makes from the envelope. */
const madeByKit = ['id', 'source', 'standing', 'role', 'involved', 'present']

describe.each(kinds)('the models and the schema of %s', (kind, viewName, lists) => {
  const sdl = [readSdlFile('hub'), readSdlFile(`subgraphs/${kind}`)].map((text) => parse(text))
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
  agencyKindDefinitions[kind].createModels(connection, agency)
  const resolvers = agencyKindDefinitions[kind].resolvers

  it('know the same words for every enum', () => {
    const strange = Object.values(connection.models).flatMap((model) =>
      enumsOf(model.schema)
        .filter(([field]) => !['departmentType', 'system'].includes(field))
        .filter(([field, words]) => !enumFieldsNamed(field).some((known) => isSame(known, words)))
        .map(([field]) => `${model.modelName}.${field}`),
    )
    expect(strange).toEqual([])
  })

  it.each(Object.entries(lists))(
    '%s have a value, or a resolver, for each field',
    (list, record) => {
      const typeName = innermost(getField(getType(viewName), list).type)
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
