import type { Answer } from '../ask'
import { ask, bearer, callTo, post } from '../ask'
import { entitiesOf, firstList, leastQuestion, listQuestion, person } from '../questions'
import { revealed, word } from '../refused'
import type { Check, Subject } from '../subject'

const kibibyte = 1024

/** What an agency makes of bodies and values that cannot be. */
export const boundChecks: readonly Check[] = [
  malformed('a body that is no JSON is BAD_USER_INPUT', 'not JSON'),
  malformed('a list of operations is BAD_USER_INPUT', '[{"query":"{ __typename }"}]'),
  malformed('a field that is not in the schema is BAD_USER_INPUT', '{"query":"{ noSuchField }"}'),
  {
    point: 'AC-14',
    name: 'what it says of a bad operation reveals nothing',
    async run(subject) {
      const value = 'seventeen-Ashdown'
      const answer = await ask(subject, { query: `{ noSuchField(of: "${value}") }` })
      return revealed(answer, value)
    },
  },
  {
    point: 'AC-14',
    name: 'what it says of a body that is no JSON reveals nothing',
    async run(subject) {
      const body = '{"query": seventeen-Ashdown'
      const headers = { authorization: bearer(subject, body, callTo(subject)) }
      return revealed(await post(subject, body, headers), 'seventeen')
    },
  },
  {
    point: 'AC-15',
    name: 'a body of 250 KiB is read',
    async run(subject) {
      const answer = await postPadded(subject, 250 * kibibyte)
      return answer.status === 200 ? null : `it was answered with status ${answer.status}`
    },
  },
  {
    point: 'AC-15',
    name: 'a body of 2 MiB is refused',
    async run(subject) {
      // It may break off while the body is still being sent.
      const answer = await postPadded(subject, 2048 * kibibyte).catch(() => null)
      return answer === null || answer.status === 413
        ? null
        : `it was answered with status ${answer.status}`
    },
  },
  {
    point: 'AC-16',
    name: 'fifty people are answered within five seconds',
    async run(subject) {
      const refs = Array.from({ length: 50 }, (_, index) => [`no-such-reference-${index}`])
      const people = [subject.references, ...refs.slice(1)].map((one) => person(subject, one))
      const startedMs = performance.now()
      const answer = await ask(subject, leastQuestion(subject, people))
      const tookMs = performance.now() - startedMs
      if (entitiesOf(answer, 50) === null) return 'the answer has not one item for each person'
      return tookMs <= 5000 ? null : `it took ${Math.round(tookMs)} ms`
    },
  },
  ...['first: 0', 'first: -1', 'first: 1001', 'from: "2024-02-30"', 'from: "yesterday"'].map(
    refused,
  ),
  refused('from: "2024-02-01", to: "2024-01-01"'),
  badReferences('a condition of a database', [{ $ne: null }]),
  badReferences('an object', { length: 1 }),
  badReferences('a number', [7]),
  badReferences(
    'a hundred and one',
    Array.from({ length: 101 }, (_, index) => `R-${index}`),
  ),
]

function malformed(name: string, body: string): Check {
  return {
    point: 'AC-13',
    name,
    async run(subject) {
      const answer = await post(subject, body, {
        authorization: bearer(subject, body, callTo(subject)),
      })
      if (answer.data !== null) return 'it was answered with data'
      if (answer.status !== 400)
        return `it was answered with status ${answer.status} instead of 400`
      return isBadInput(answer) ?? revealed(answer)
    },
  }
}

function refused(args: string): Check {
  return {
    point: 'AC-17',
    name: `a list is refused with ${args}`,
    async run(subject) {
      const list = firstList(subject)
      if (list === null) return null
      const answer = await ask(subject, listQuestion(subject, list, args))
      const told = JSON.stringify(answer.data ?? {})
      if (told.includes(`"${list}":[`)) return 'it was answered with a list'
      return isBadInput(answer) ?? revealed(answer, '2024-02-30', 'yesterday', '1001')
    },
  }
}

function badReferences(what: string, refs: unknown): Check {
  return {
    point: 'AC-17',
    name: `references that are ${what} are refused`,
    async run(subject) {
      const answer = await ask(subject, leastQuestion(subject, [person(subject, refs)]))
      const view = (entitiesOf(answer, 1)?.[0] as Readonly<Record<string, unknown>> | null)?.[
        subject.field
      ]
      if (view !== undefined && view !== null) return 'somebody was shown'
      return isBadInput(answer) ?? revealed(answer, '$ne')
    },
  }
}

function isBadInput({ errors }: Answer): string | null {
  if (errors.length === 0) return 'there is no error'
  const other = errors.find(({ code }) => code !== 'BAD_USER_INPUT')
  return other ? `an error is ${word(other.code)} instead of BAD_USER_INPUT` : null
}

function postPadded(subject: Subject, bytes: number): Promise<Answer> {
  const { query, variables } = leastQuestion(subject, [person(subject, subject.references)])
  const body = JSON.stringify({ query, variables: { ...variables, padding: 'x'.repeat(bytes) } })
  return post(subject, body, { authorization: bearer(subject, body, callTo(subject)) })
}
