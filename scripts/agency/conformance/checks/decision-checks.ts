import { isObject } from '../../../../common/json'
import type { HubCall } from '../../../../common/tokens/hub-token'
import { ask } from '../ask'
import type { MayBeTold } from '../questions'
import { entitiesOf, findTold, person, wholeQuestion } from '../questions'
import { revealed } from '../refused'
import type { Check, Subject } from '../subject'

const isNothing = (categories: readonly string[]) => categories.length === 0

const locating = ['ADDRESS', 'CONTACT', 'PRACTITIONER_NOTE']

/** What an agency decides itself, whatever the hub has decided. */
export const decisionChecks: readonly Check[] = [
  {
    point: 'AC-18',
    name: 'something is told to who may see it, so that the rest means something',
    async run(subject) {
      const told = await askWhole(subject, {}, isNothing, {})
      return told.found === null ? 'nothing is told to anybody: is the role right?' : null
    },
  },
  withholds('a role that it does not know is told nothing', { roles: ['conformance.nobody'] }),
  withholds('nobody without a role is told anything', { roles: [] }),
  withholds('a purpose that it does not know permits nothing', { purpose: 'CONFORMANCE_NOTHING' }),
  keepsAddresses('where somebody protected is, is kept back', true),
  keepsAddresses('somebody of whom that is not known counts as protected', null),
]

function withholds(name: string, call: Partial<HubCall>): Check {
  return {
    point: 'AC-18',
    name,
    async run(subject) {
      const { found, answer } = await askWhole(subject, call, isNothing, {})
      if (found !== null) return `${found} was told`
      if (!answer.errors.some(({ code }) => code === 'WITHHELD')) return 'no error says WITHHELD'
      return revealed(answer)
    },
  }
}

function keepsAddresses(name: string, isAddressProtected: boolean | null): Check {
  return {
    point: 'AC-20',
    name,
    async run(subject) {
      const mayBeTold = (categories: readonly string[]) =>
        !categories.some((category) => locating.includes(category))
      const { found } = await askWhole(subject, {}, mayBeTold, { isAddressProtected })
      return found === null ? null : `${found} was told`
    },
  }
}

async function askWhole(
  subject: Subject,
  call: Partial<HubCall>,
  mayBeTold: MayBeTold,
  changes: object,
) {
  const people = subject.references.map((ref) => person(subject, [ref], changes))
  const answer = await ask(subject, wholeQuestion(subject, people), { call })
  for (const entity of entitiesOf(answer, people.length) ?? []) {
    const view = isObject(entity) ? entity[subject.field] : null
    const found = findTold(subject, view, mayBeTold)
    if (found !== null) return { found, answer }
  }
  return { found: null, answer }
}
