import type {
  ConstDirectiveNode,
  DocumentNode,
  FieldDefinitionNode,
  ObjectTypeDefinitionNode,
  ObjectTypeExtensionNode,
} from 'graphql'
import { Kind, visit } from 'graphql'

import { personIndexCode, searchTokensCode } from '../common/services'
import { categoriesOf, hasDirective, rowCategoriesOf } from './classification'
import { echoField } from './instance-sdl'

/** A subgraph's schema under the name it has in the supergraph. */
export interface NamedSubgraph {
  readonly name: string
  readonly sdl: DocumentNode
}

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode

const refusedDirectives: ReadonlyMap<string, string> = new Map([
  ['authenticated', 'access is decided by @classified and policies/'],
  ['requiresScopes', 'access is decided by @classified and policies/'],
  ['policy', 'access is decided by @classified and policies/'],
  ['context', 'the gateway cannot start with it'],
  ['fromContext', 'the gateway cannot start with it'],
  ['provides', 'of a copy of another source nobody could say whose it is to disclose'],
  ['defer', 'an answer leaves only when it is whole and logged'],
  ['stream', 'an answer leaves only when it is whole and logged'],
])

/**
 * What is wrong with the subgraphs beyond what composition itself finds, one sentence each, starting
 * with the subgraph and the coordinate. Empty means nothing is.
 */
export function checkSubgraphs(
  subgraphs: readonly NamedSubgraph[],
  categories: readonly string[],
): readonly string[] {
  const known = new Set(categories)
  return [
    ...subgraphs.flatMap((subgraph) => checkSubgraph(subgraph, known)),
    ...checkAgreement(subgraphs),
    ...checkEchoes(subgraphs),
  ]
}

function checkSubgraph({ name, sdl }: NamedSubgraph, categories: ReadonlySet<string>): string[] {
  const problems: string[] = []
  for (const type of objectTypes(sdl)) {
    problems.push(...checkKeys(type))
    const keyFields = readKeyFields(type)
    for (const field of type.fields ?? []) {
      const at = `${type.name.value}.${field.name.value}`
      problems.push(...checkClassification(type, field, categories).map((text) => `${at} ${text}`))
      problems.push(...checkRows(field, categories).map((text) => `${at} ${text}`))
      problems.push(...checkRequires(field).map((text) => `${at} ${text}`))
      problems.push(...checkHidden(name, type, field).map((text) => `${at} ${text}`))
      problems.push(...checkNullable(field, keyFields).map((text) => `${at} ${text}`))
      problems.push(...checkName(field).map((text) => `${at} ${text}`))
    }
  }
  return [...problems, ...checkUnsupported(sdl)].map((problem) => `${name}: ${problem}`)
}

function checkClassification(
  type: ObjectNode,
  field: FieldDefinitionNode,
  categories: ReadonlySet<string>,
): string[] {
  if (isNeverSelected(field)) return []
  const given = categoriesOf(field)
  if (!given) return ['is not classified: add @classified(as: [...]); without it nobody may see it']
  const isRoot = ['Query', 'Mutation'].includes(type.name.value)
  if (isRoot && given.length === 0)
    return ['is a root field with no category: nothing led here, so "as: []" would guard nothing']
  return given
    .filter((category) => !categories.has(category))
    .map((category) => `is classified as "${category}", which is not a category of the hub`)
}

/** A row's category is decided by itself, so it must be one. */
function checkRows(field: FieldDefinitionNode, categories: ReadonlySet<string>): string[] {
  const rows = rowCategoriesOf(field)
  if (!rows) return []
  const problems = rows
    .filter((category) => !categories.has(category))
    .map((category) => `has rows of "${category}", which is not a category of the hub`)
  if (rows.length === 0) problems.push('has rows of no category: nobody may be told any')
  if (field.type.kind !== Kind.LIST_TYPE) problems.push('has rows, but is no list')
  return problems
}

/** External fields are defined elsewhere; inaccessible ones cannot be selected by any caller. */
function isNeverSelected(field: FieldDefinitionNode): boolean {
  return hasDirective(field, 'external') || hasDirective(field, 'inaccessible')
}

function checkRequires(field: FieldDefinitionNode): string[] {
  const selection = findDirective(field, 'requires')
  if (!selection) return []
  const problems: string[] = []
  if (fieldsArgument(selection).includes('('))
    problems.push("has @requires with arguments: a caller's own argument could win over them")
  if (fieldsArgument(selection).includes('...'))
    problems.push('has @requires with a fragment: which fields that is must be known before')
  if (hasDirective(field, 'shareable'))
    problems.push('has @requires and is @shareable: who computes it must be known before')
  return problems
}

/** What these give each other is nobody's data: references, and tokens of what the caller asked. */
const ofTheHub: ReadonlySet<string> = new Set([personIndexCode, searchTokensCode])

/** Nobody could decide about a field of an agency that no caller sees but a computing one requires. */
function checkHidden(name: string, type: ObjectNode, field: FieldDefinitionNode): string[] {
  if (ofTheHub.has(name) || !hasDirective(field, 'inaccessible')) return []
  if (isEcho(type, field)) return []
  return ['is @inaccessible: what other subgraphs are given of it, nobody would decide about']
}

/** What an agency says to the hub itself of its own field on `Person`. */
function isEcho({ name, fields = [] }: ObjectNode, field: FieldDefinitionNode): boolean {
  return (
    name.value === 'Person' &&
    fields.some((own) => echoField({ field: own.name.value }) === field.name.value)
  )
}

/** Who requires an echo would be given it as if it were plumbing. */
function checkEchoes(subgraphs: readonly NamedSubgraph[]): string[] {
  const fields = subgraphs.flatMap(({ name, sdl }) =>
    objectTypes(sdl).flatMap((type) => (type.fields ?? []).map((field) => ({ name, type, field }))),
  )
  const echoes = fields.filter(
    ({ type, field }) => isEcho(type, field) && hasDirective(field, 'inaccessible'),
  )
  const names = new Set(echoes.map(({ field }) => field.name.value))
  return fields
    .filter(
      ({ type, field }) =>
        type.name.value === 'Person' &&
        hasDirective(field, 'external') &&
        names.has(field.name.value),
    )
    .map(
      ({ name, field }) =>
        `${name}: Person.${field.name.value} is an echo: it is for the hub alone`,
    )
}

function checkKeys(type: ObjectNode): string[] {
  return directivesNamed(type, 'key').flatMap((key) => {
    const name = type.name.value
    if (key.arguments?.some(isResolvableFalse))
      return [`${name} has a @key with resolvable: false: the planner would use it`]
    if (fieldsArgument(key).trim() === 'id') return []
    return [`${name} has a @key other than "id": the gateway finds an error's place by it`]
  })
}

/** The gateway fetches under names of its own; no field may be taken for one of them. */
function checkName({ name }: FieldDefinitionNode): string[] {
  return name.value.includes('__')
    ? ['has "__" in its name: such names are the gateway\'s own']
    : []
}

function isResolvableFalse(
  argument: NonNullable<ConstDirectiveNode['arguments']>[number],
): boolean {
  const { name, value } = argument
  return name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value
}

/** Null means: not an entity, so a non-null field costs its own agency only. */
function readKeyFields(type: ObjectNode): ReadonlySet<string> | null {
  const keys = directivesNamed(type, 'key')
  if (keys.length === 0) return null
  return new Set(keys.flatMap((key) => fieldsArgument(key).match(/\w+/g) ?? []))
}

function checkNullable(field: FieldDefinitionNode, keys: ReadonlySet<string> | null): string[] {
  if (!keys || keys.has(field.name.value) || field.type.kind !== Kind.NON_NULL_TYPE) return []
  return ['is non-null on a shared entity: one silent agency would take the others with it']
}

function checkUnsupported(sdl: DocumentNode): string[] {
  const problems: string[] = []
  visit(sdl, {
    Directive(directive) {
      problems.push(...checkDirective(directive))
    },
    DirectiveDefinition({ name }) {
      problems.push(...refuse(name.value))
    },
    InterfaceTypeDefinition({ name }) {
      problems.push(
        `${name.value} is an interface: what a field is must be known before the answer`,
      )
    },
    UnionTypeDefinition({ name }) {
      problems.push(`${name.value} is a union: what a field is must be known before the answer`)
    },
  })
  if (objectTypes(sdl).some((type) => type.name.value === 'Subscription'))
    problems.push('Subscription is not supported: every disclosure is asked for and logged once')
  return problems
}

function checkDirective(directive: ConstDirectiveNode | { name: { value: string } }): string[] {
  const args = 'arguments' in directive ? (directive.arguments ?? []) : []
  const name = plainName(directive.name.value)
  if (name === 'override' && args.some((argument) => argument.name.value === 'label'))
    return ['@override with a label is not supported: the gateway ignores the label']
  if (name === 'link') return importedNames(args).flatMap(refuse)
  return refuse(name)
}

function importedNames(args: NonNullable<ConstDirectiveNode['arguments']>): string[] {
  const names: string[] = []
  for (const argument of args)
    if (argument.name.value === 'import')
      visit(argument.value, { StringValue: ({ value }) => void names.push(value) })
  return names.map((name) => plainName(name.replace(/^@/, '')))
}

function refuse(name: string): string[] {
  const why = refusedDirectives.get(name)
  return why === undefined ? [] : [`@${name} is not supported: ${why}`]
}

/** A link may rename the namespace, so any prefix may stand for federation. */
function plainName(name: string): string {
  return name.replace(/^\w*?__/, '')
}

/** Composition would silently keep one of two classifications of the same field. */
function checkAgreement(subgraphs: readonly NamedSubgraph[]): string[] {
  const first = new Map<string, { subgraph: string; categories: string }>()
  return subgraphs.flatMap(({ name, sdl }) =>
    classifiedFields(sdl).flatMap(({ at, categories }) => {
      const known = first.get(at)
      if (!known) first.set(at, { subgraph: name, categories })
      if (!known || known.categories === categories) return []
      return `${name}: ${at} is classified as [${categories}], but as [${known.categories}] in ${known.subgraph}`
    }),
  )
}

function classifiedFields(sdl: DocumentNode): { at: string; categories: string }[] {
  return objectTypes(sdl).flatMap((type) =>
    (type.fields ?? []).flatMap((field) => {
      const given = isNeverSelected(field) ? null : categoriesOf(field)
      if (!given) return []
      const at = `${type.name.value}.${field.name.value}`
      const rows = rowCategoriesOf(field)?.toSorted().join(', ')
      const categories = given.toSorted().join(', ')
      return { at, categories: rows === undefined ? categories : `${categories}; rows ${rows}` }
    }),
  )
}

function objectTypes(sdl: DocumentNode): ObjectNode[] {
  return sdl.definitions.filter(
    (node): node is ObjectNode =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION,
  )
}

function directivesNamed(node: ObjectNode | FieldDefinitionNode, name: string) {
  return (node.directives ?? []).filter((directive) => plainName(directive.name.value) === name)
}

function findDirective(node: FieldDefinitionNode, name: string): ConstDirectiveNode | undefined {
  return directivesNamed(node, name)[0]
}

function fieldsArgument(directive: ConstDirectiveNode): string {
  const value = directive.arguments?.find(({ name }) => name.value === 'fields')?.value
  return value?.kind === Kind.STRING ? value.value : ''
}
