import { Kind } from 'graphql'

import { categories } from '../../../../policies/vocabulary'
import { checkSubgraphs } from '../../../../schema/composition-checks'
import { echoField } from '../../../../schema/instance-sdl'
import { composeInPlace } from '../../compose-in-place'
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
    run: ({ sdl, field }) => {
      const has = new Set(fieldsOfPerson(sdl))
      const missing = [field, echoField({ field })].filter((name) => !has.has(name))
      return Promise.resolve(
        missing.length === 0 ? null : `Person.${missing.join(', Person.')} is missing`,
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

function firstProblem({ code, sdl }: Subject, about: RegExp): string | null {
  return checkSubgraphs([{ name: code, sdl }], categories).find((text) => about.test(text)) ?? null
}

function fieldsOfPerson({ definitions }: Subject['sdl']): readonly string[] {
  return definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === 'Person'
      ? (node.fields ?? []).map(({ name }) => name.value)
      : [],
  )
}
