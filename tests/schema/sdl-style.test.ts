import type {
  DocumentNode,
  EnumTypeDefinitionNode,
  FieldDefinitionNode,
  ObjectTypeDefinitionNode,
  TypeNode,
} from 'graphql'
import { Kind, parse, visit } from 'graphql'

import { readRegister } from '../../common/register'
import { categories } from '../../policies/vocabulary'
import { categoriesOf, hasDirective } from '../../schema/classification'
import { readKindSdl, readSdlFile } from '../../schema/instance-sdl'

const kinds = [...new Set(readRegister().map(({ kind }) => kind))]
const files: readonly (readonly [string, DocumentNode])[] = [
  ['hub', parse(readSdlFile('hub'))],
  ...kinds.map((kind) => [`subgraphs/${kind}`, readKindSdl(kind)] as const),
]

const rules: readonly (readonly [string, (sdl: DocumentNode) => readonly string[]])[] = [
  ['names types in PascalCase', (sdl) => badNames(sdl, typeNames, /^([A-Z][a-z0-9]+)+$/)],
  [
    'names fields and arguments in camelCase',
    (sdl) => badNames(sdl, fieldNames, /^[a-z][a-zA-Z0-9]*$/),
  ],
  ['names enum values in SCREAMING_SNAKE', (sdl) => badNames(sdl, valueNames, /^[A-Z][A-Z0-9_]*$/)],
  ['does not begin a field with a verb of fetching', fetchingNames],
  ['describes every type, field, argument and enum value', undescribed],
  ['ends every description with a full stop', unfinished],
  ['classifies every field, with categories of the policy', badClassifications],
  ['lets every field but an id be null', nonNullFields],
  ['puts no null into a list', listsOfNull],
  ['requires fields without arguments', requiresWithArguments],
  ['gives every list of records a period and a length', listsWithoutPeriod],
]

describe.each(files)('schema/%s.graphql', (_file, sdl) => {
  it.each(rules)('%s', (_rule, problems) => {
    expect(problems(sdl)).toEqual([])
  })
})

describe.each(kinds)('records of %s', (kind) => {
  const types = objectTypes(readKindSdl(kind))
  const records = types.filter((type) => hasField(type, 'recordedAt'))

  it.each(records.map((type) => [type.name.value, type] as const))(
    '%s says where it comes from, when it was and how far it can be relied on',
    (_name, type) => {
      const missing = ['id', 'source', 'occurredAt', 'recordedAt', 'standing'].filter(
        (name) => !hasField(type, name),
      )
      expect(missing).toEqual([])
    },
  )

  it.each(types.map((type) => [type.name.value, type] as const))(
    '%s lets nobody read notes, or who else is meant, by another category alone',
    (_name, type) => {
      const guarded = (type.fields ?? []).flatMap((field) => {
        const needed = guardOf(field)
        if (needed === null || categoriesOf(field)?.includes(needed)) return []
        return `${field.name.value} needs ${needed}`
      })
      expect(guarded).toEqual([])
    },
  )
})

describe('the coordinates that the hub is asked for by name', () => {
  it.each([
    ['police', 'PoliceView', ['convictions', 'cautions', 'orders', 'warrants', 'crimes']],
    ['police', 'PoliceView', ['incidents', 'warningMarkers', 'intelligence', 'people']],
    ['police', 'Incident', ['openingCode', 'closingCode', 'uprn', 'present', 'injuriesSeen']],
    ['police', 'Crime', ['role', 'involved', 'offence']],
    ['probation', 'ProbationView', ['cases', 'orders', 'assessments', 'addresses', 'contacts']],
    ['probation', 'ProbationView', ['courtReports', 'people']],
    ['probation', 'ProbationOrder', ['requirements', 'hasExclusionRequirement']],
    ['hospital', 'HospitalView', ['attendances', 'frequentAttender', 'people']],
    ['hospital', 'Injury', ['bodySite', 'isHead', 'intent']],
    ['housing', 'HousingView', ['tenancies', 'householdMembers', 'antiSocialBehaviourCases']],
  ])('%s has %s with %j', (kind, typeName, fields) => {
    const type = objectTypes(readKindSdl(kind)).find(({ name }) => name.value === typeName)
    if (!type) throw new Error(`no type ${typeName}`)
    expect(fields.filter((name) => !hasField(type, name))).toEqual([])
  })
})

/** Free text by a practitioner, and everything about somebody else, has a category of its own. */
function guardOf({ name, type }: FieldDefinitionNode): string | null {
  if (['notes', 'detail', 'terms', 'conditions', 'closingReason'].includes(name.value))
    return 'PRACTITIONER_NOTE'
  return innermost(type) === 'InvolvedPerson' ? 'THIRD_PARTY' : null
}

function badNames(
  sdl: DocumentNode,
  namesOf: (sdl: DocumentNode) => readonly string[],
  pattern: RegExp,
): readonly string[] {
  return namesOf(sdl).filter((name) => !pattern.test(name))
}

function typeNames(sdl: DocumentNode): readonly string[] {
  return [...objectTypes(sdl), ...enumTypes(sdl)].map(({ name }) => name.value)
}

function fieldNames(sdl: DocumentNode): readonly string[] {
  return allFields(sdl).flatMap(([, field]) => [
    field.name.value,
    ...(field.arguments ?? []).map(({ name }) => name.value),
  ])
}

function valueNames(sdl: DocumentNode): readonly string[] {
  return enumTypes(sdl).flatMap(({ values }) => (values ?? []).map(({ name }) => name.value))
}

function fetchingNames(sdl: DocumentNode): readonly string[] {
  return fieldNames(sdl).filter((name) => /^(get|list|fetch|find)[A-Z]/.test(name))
}

function undescribed(sdl: DocumentNode): readonly string[] {
  return described(sdl)
    .filter(({ description }) => !description?.value)
    .map(({ name }) => name.value)
}

function unfinished(sdl: DocumentNode): readonly string[] {
  return described(sdl)
    .map(({ description }) => description?.value ?? '.')
    .filter((text) => !text.endsWith('.'))
}

function described(sdl: DocumentNode) {
  return [
    ...objectTypes(sdl),
    ...enumTypes(sdl),
    ...enumTypes(sdl).flatMap(({ values }) => values ?? []),
    ...allFields(sdl).flatMap(([, field]) => [field, ...(field.arguments ?? [])]),
  ]
}

function badClassifications(sdl: DocumentNode): readonly string[] {
  const known: readonly string[] = categories
  return allFields(sdl)
    .filter(([, field]) => !hasDirective(field, 'external'))
    .filter(([, field]) => categoriesOf(field)?.every((one) => known.includes(one)) !== true)
    .map(([at]) => at)
}

function nonNullFields(sdl: DocumentNode): readonly string[] {
  return allFields(sdl)
    .filter(([at, { type }]) => at !== 'Person.id' && type.kind === Kind.NON_NULL_TYPE)
    .map(([at]) => at)
}

function listsOfNull(sdl: DocumentNode): readonly string[] {
  return allFields(sdl)
    .filter(([, { type }]) => type.kind === Kind.LIST_TYPE && type.type.kind !== Kind.NON_NULL_TYPE)
    .map(([at]) => at)
}

function requiresWithArguments(sdl: DocumentNode): readonly string[] {
  const found: string[] = []
  visit(sdl, {
    Directive({ name, arguments: args }) {
      if (name.value !== 'requires') return
      for (const { value } of args ?? [])
        if (value.kind === Kind.STRING && value.value.includes('(')) found.push(value.value)
    },
  })
  return found
}

function listsWithoutPeriod(sdl: DocumentNode): readonly string[] {
  const records = new Set(
    objectTypes(sdl)
      .filter((type) => hasField(type, 'recordedAt'))
      .map(({ name }) => name.value),
  )
  return allFields(sdl)
    .filter(([, { type }]) => type.kind === Kind.LIST_TYPE && records.has(innermost(type)))
    .filter(([, field]) => {
      const names = (field.arguments ?? []).map(({ name }) => name.value)
      return names.join(' ') !== 'from to first'
    })
    .map(([at]) => at)
}

function allFields(sdl: DocumentNode): readonly (readonly [string, FieldDefinitionNode])[] {
  return objectTypes(sdl).flatMap((type) =>
    (type.fields ?? []).map((field) => [`${type.name.value}.${field.name.value}`, field] as const),
  )
}

function objectTypes(sdl: DocumentNode): readonly ObjectTypeDefinitionNode[] {
  return sdl.definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION)
}

function enumTypes(sdl: DocumentNode): readonly EnumTypeDefinitionNode[] {
  return sdl.definitions.filter((node) => node.kind === Kind.ENUM_TYPE_DEFINITION)
}

function hasField(type: ObjectTypeDefinitionNode, name: string): boolean {
  return type.fields?.some((field) => field.name.value === name) ?? false
}

function innermost(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : innermost(type.type)
}
