import { Kind } from 'graphql'

import { categories } from '../../../../policies/vocabulary'
import { checkSubgraphs } from '../../../../schema/composition-checks'
import { echoField } from '../../../../schema/instance-sdl'
import { composeInPlace } from '../../compose-in-place'
import { fieldsOf, namedType } from '../questions'
import type { Check, Subject } from '../subject'

const rootTypes = ['Query', 'Mutation', 'Subscription']

/** What an agency has published, as the hub composes it. */
export const schemaChecks: readonly Check[] = [
  {
    point: 'AC-01',
    name: 'its SDL composes with those of the others',
    run: (subject) => Promise.resolve(composeInPlace(subject)[0] ?? null),
  },
  {
    point: 'AC-01',
    name: 'its SDL has the field and the echo on Person',
    run: (subject) => {
      const { field } = subject
      const has = new Set(fieldsOfPerson(subject))
      const missing = [field, echoField({ field })].filter((name) => !has.has(name))
      return Promise.resolve(
        missing.length === 0 ? null : `Person.${missing.join(', Person.')} is missing`,
      )
    },
  },
  {
    point: 'AC-01',
    name: 'its types of records say where they come from',
    run: (subject) => {
      const missing = recordTypesOf(subject).find((type) => !hasSource(subject, type))
      return Promise.resolve(
        missing === undefined
          ? null
          : `${missing} has no source: RecordSource; without it the hub counts none of them`,
      )
    },
  },
  {
    point: 'AC-02',
    name: 'every field of its SDL is classified',
    run: (subject) => Promise.resolve(firstProblem(subject, /classified|rows/)),
  },
  {
    point: 'AC-03',
    name: 'it has no root fields, and keeps to the keys and directives of the hub',
    run: (subject) => {
      const root = subject.sdl.definitions.find(
        (node) =>
          (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION) &&
          rootTypes.includes(node.name.value),
      )
      if (root) return Promise.resolve('it has root fields')
      return Promise.resolve(firstProblem(subject, /^(?!.*(classified|rows))/))
    },
  },
]

/** A record is what a list holds that is asked for with `first`. */
function recordTypesOf(subject: Subject): readonly string[] {
  const { sdl, field } = subject
  const view = fieldsOf(sdl, 'Person').find(({ name }) => name.value === field)
  const lists = (view ? fieldsOf(sdl, namedType(view.type)) : []).filter((one) =>
    one.arguments?.some(({ name }) => name.value === 'first'),
  )
  return [...new Set(lists.map(({ type }) => namedType(type)))]
}

function hasSource({ sdl }: Subject, type: string): boolean {
  const source = fieldsOf(sdl, type).find(({ name }) => name.value === 'source')
  return source !== undefined && namedType(source.type) === 'RecordSource'
}

function firstProblem({ code, sdl }: Subject, about: RegExp): string | null {
  return checkSubgraphs([{ name: code, sdl }], categories).find((text) => about.test(text)) ?? null
}

function fieldsOfPerson({ sdl }: Subject): readonly string[] {
  return fieldsOf(sdl, 'Person').map(({ name }) => name.value)
}
