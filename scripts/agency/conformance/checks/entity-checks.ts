import { randomUUID } from 'node:crypto'

import { isObject } from '../../../../common/json'
import { echoOf } from '../../../../common/tokens/echo'
import { ask, get } from '../ask'
import { entitiesOf, leastQuestion, person } from '../questions'
import { word } from '../refused'
import type { Check, Subject } from '../subject'

const unknown = 'no-such-reference'

/** How people are asked about, and whom the answers are about. */
export const entityChecks: readonly Check[] = [
  {
    point: 'AC-04',
    name: 'it answers POST with JSON, whole and at once',
    async run(subject) {
      const answer = await ask(subject, leastQuestion(subject, [person(subject, [])]))
      if (answer.status !== 200) return `it answers with status ${answer.status} instead of 200`
      const [type = ''] = answer.contentType.split(';')
      const known = ['application/json', 'application/graphql-response+json']
      return known.includes(type.trim().toLowerCase()) ? null : 'its content-type is not JSON'
    },
  },
  {
    point: 'AC-04',
    name: 'a GET of its address is not served',
    async run(subject) {
      const { status } = await get(subject, new URL(subject.url).pathname)
      return [404, 405].includes(status) ? null : `it is answered with status ${status}`
    },
  },
  {
    point: 'AC-05',
    name: 'whom it holds it shows to who may see them',
    async run(subject) {
      const views = await viewsOf(
        subject,
        subject.references.map((ref) => [ref]),
      )
      if (views === null) return 'the answer has not one item for each person'
      const missing = views.filter((view) => !isObject(view)).length
      return missing === 0
        ? null
        : `nothing is shown of ${missing} of the references it was said to hold`
    },
  },
  {
    point: 'AC-05',
    name: 'whom it does not hold is null, in their place among others',
    async run(subject) {
      const [ref] = subject.references
      const views = await viewsOf(subject, [[unknown], [ref], [], null, [ref]])
      if (views === null) return 'the answer has not one item for each person'
      const shown = views.map((view) => (view === null ? '-' : isObject(view) ? 'x' : '?')).join('')
      return shown === '-x--x'
        ? null
        : 'people who are not held are shown, or are not in their place'
    },
  },
  {
    point: 'AC-05',
    name: 'a malformed reference fails alone, at its path',
    async run(subject) {
      const [ref] = subject.references
      const people = [[ref], 'not-a-list', [ref]].map((refs) => person(subject, refs))
      const answer = await ask(subject, leastQuestion(subject, people))
      const views = viewsIn(subject, answer, 3)
      if (!isObject(views?.[0]) || !isObject(views[2])) return 'its neighbours are not shown'
      const [error] = answer.errors
      if (!error) return 'there is no error'
      if (JSON.stringify(error.path) !== '["_entities",1]')
        return 'the error is not at ["_entities", 1]'
      return error.code === 'BAD_USER_INPUT'
        ? null
        : `the error is ${word(error.code)}, not BAD_USER_INPUT`
    },
  },
  echoed('it says whom each of a batch is about', (subject) => [
    subject.references,
    subject.references.slice(0, 1),
    [...subject.references].reverse(),
  ]),
  echoed('it says so of people whom it does not hold', () => [[unknown], [], [unknown, 'another']]),
  echoed(
    'it says so of people whom who asks may not see',
    (subject) => [subject.references],
    'conformance.nobody',
  ),
]

function echoed(
  name: string,
  refsOf: (subject: Subject) => readonly (readonly string[])[],
  role?: string,
): Check {
  return {
    point: 'AC-23',
    name,
    async run(subject) {
      const asked = refsOf(subject).map((refs, index) => ({
        id: `check-person-${index + 1}`,
        refs,
      }))
      const id = randomUUID()
      const people = asked.map(({ id: hubId, refs }) => person(subject, refs, { id: hubId }))
      const call = role === undefined ? {} : { roles: [role] }
      const answer = await ask(subject, leastQuestion(subject, people), { id, call })
      const entities = entitiesOf(answer, asked.length)
      if (entities === null) return 'the answer has not one item for each person'
      const wrong = asked.filter((one, index) => {
        const entity = entities[index]
        return !isObject(entity) || entity[`${subject.field}Echo`] !== echoOf(id, one)
      })
      return wrong.length === 0 ? null : `${wrong.length} of ${asked.length} echoes do not fit`
    },
  }
}

async function viewsOf(
  subject: Subject,
  refs: readonly unknown[],
): Promise<readonly unknown[] | null> {
  const people = refs.map((one) => person(subject, one))
  return viewsIn(subject, await ask(subject, leastQuestion(subject, people)), people.length)
}

function viewsIn(
  { field }: Subject,
  answer: Parameters<typeof entitiesOf>[0],
  count: number,
): readonly unknown[] | null {
  const entities = entitiesOf(answer, count)
  return entities?.map((entity) => (isObject(entity) ? entity[field] : undefined)) ?? null
}
