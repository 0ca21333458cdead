import type { DocumentNode, FieldDefinitionNode, ObjectTypeDefinitionNode, TypeNode } from 'graphql'
import { Kind } from 'graphql'

import { isObject } from '../../../common/json'
import { categoriesOf, rowCategoriesOf } from '../../../schema/classification'
import type { Answer, Operation } from './ask'
import type { Subject } from './subject'

/** Nothing nests deeper in a schema of an agency. */
const maxDepth = 8

/** What the hub sends of one person; `refs` may be anything, to see what is made of it. */
export function person({ field }: Subject, refs: unknown, changes: object = {}): object {
  const refsName = `${field}Refs`
  return {
    __typename: 'Person',
    id: 'check-person-1',
    [refsName]: refs,
    isAddressProtected: false,
    ...changes,
  }
}

/** The least that can be asked: whom an answer is about, and whether there is a view. */
export function leastQuestion({ field }: Subject, people: readonly unknown[]): Operation {
  return entities(people, `${field}Echo ${field} { __typename }`)
}

/** Every field that the agency offers of a person. */
export function wholeQuestion(subject: Subject, people: readonly unknown[]): Operation {
  const { field, sdl } = subject
  const type = viewTypeOf(subject)
  return entities(people, `${field}Echo ${field} ${selectionOf(sdl, type, maxDepth)}`)
}

/** A list of the view that takes `first`; null when there is none. */
export function firstList(subject: Subject): string | null {
  const lists = fieldsOf(subject.sdl, viewTypeOf(subject)).filter((one) =>
    one.arguments?.some(({ name }) => name.value === 'first'),
  )
  return lists[0]?.name.value ?? null
}

/** A list with these arguments, as they stand in GraphQL. */
export function listQuestion(subject: Subject, list: string, args: string): Operation {
  const { field, references } = subject
  const people = references.slice(0, 1).map((ref) => person(subject, [ref]))
  return entities(people, `${field}Echo ${field} { ${list}(${args}) { __typename } }`)
}

/** The entities of an answer; null when there is no list of as many. */
export function entitiesOf(answer: Answer, count: number): readonly unknown[] | null {
  const list = answer.data?.['_entities']
  return Array.isArray(list) && list.length === count ? list : null
}

/** Whether a field of these categories may be told. */
export type MayBeTold = (categories: readonly string[]) => boolean

/** A field that an answer holds though its categories may not be told; null when there is none. */
export function findTold(subject: Subject, view: unknown, mayBeTold: MayBeTold): string | null {
  const { sdl } = subject
  const findIn = (type: string, value: unknown): string | null => {
    if (Array.isArray(value)) return firstOf(value.map((item) => findIn(type, item)))
    if (!isObject(value)) return null
    const told = fieldsOf(sdl, type).filter(({ name }) => isTold(value[name.value]))
    const wrong = told.find((field) => !mayBeTold(allCategoriesOf(field)))
    if (wrong) return `${type}.${wrong.name.value}`
    return firstOf(told.map((field) => findIn(namedType(field.type), value[field.name.value])))
  }
  return findIn(viewTypeOf(subject), view)
}

function isTold(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)
}

function allCategoriesOf(field: FieldDefinitionNode): readonly string[] {
  return [...(categoriesOf(field) ?? []), ...(rowCategoriesOf(field) ?? [])]
}

function firstOf(found: readonly (string | null)[]): string | null {
  return found.find((one) => one !== null) ?? null
}

function entities(people: readonly unknown[], selection: string): Operation {
  const query = `query ($people: [_Any!]!) { _entities(representations: $people) { ... on Person { ${selection} } } }`
  return { query, variables: { people } }
}

function selectionOf(sdl: DocumentNode, type: string, depth: number): string {
  const fields = fieldsOf(sdl, type).flatMap((field) => {
    const inner = namedType(field.type)
    if (fieldsOf(sdl, inner).length === 0) return [field.name.value]
    return depth === 0 ? [] : [`${field.name.value} ${selectionOf(sdl, inner, depth - 1)}`]
  })
  return `{ ${['__typename', ...fields].join(' ')} }`
}

function viewTypeOf({ sdl, field }: Subject): string {
  const own = fieldsOf(sdl, 'Person').find(({ name }) => name.value === field)
  if (!own) throw new Error(`The SDL has no field Person.${field}`)
  return namedType(own.type)
}

export function fieldsOf(
  { definitions }: DocumentNode,
  type: string,
): readonly FieldDefinitionNode[] {
  const found = definitions.find(
    (node): node is ObjectTypeDefinitionNode =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === type,
  )
  return found?.fields ?? []
}

export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type)
}
