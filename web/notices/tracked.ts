import type { JsonObject } from '../../common/json'
import type { Agency } from '../../common/register'
import type { Disclosure } from '../audit/disclosures'
import { readDisclosure } from '../audit/disclosures'
import { listIn, numberIn } from '../hub/answer-lists'
import { namingOf } from '../insights/naming'
import { readMoment } from '../words/dates'
import { lostAccessWords } from '../words/notice-words'
import { counted, safeLine } from '../words/text'

/** A notice as a data protection officer follows it, whichever organisation it is to. */
export interface TrackedNotice {
  readonly organisation: string
  /** Hub id of whom the records were held to be; empty: it is none that the workspace knows. */
  readonly person: string
  readonly since: string
  readonly undone: string
  readonly made: string
  /** As in "2 answers"; empty: it is not said, which is not none. */
  readonly told: string
  /** Some of those answers, oldest first. */
  readonly answers: readonly Disclosure[]
  /** How many more there are than are shown. */
  readonly more: number
  /** Null: it is not said, which is not none. */
  readonly untold: Untold | null
  readonly state: string
}

/** Answers of which nobody is told, because who was given them has lost access. */
interface Untold {
  readonly count: string
  /** How many for which reason, as in "1: a record is kept from them by now". */
  readonly reasons: readonly string[]
  /** Some of them: to whom and when. */
  readonly answers: readonly { readonly who: string; readonly when: string }[]
  /** How many more there are than are shown. */
  readonly more: number
}

const shownAnswers = 20

/** Notices to every organisation, the latest undoing first. */
export const trackedQuery = `query TrackedNotices($onlyOpen: Boolean!, $after: String) {
  page: trackedNotices(onlyOpen: $onlyOpen, first: 20, after: $after) { endCursor nodes {
    agency person since undoneAt madeAt state acknowledgedBy acknowledgedAt disclosureCount
    disclosures(first: ${shownAnswers}) { log index requestId at staffId onBehalfOf purpose caseReference }
    notTold { at staffId reason } } } }`

/** The notices of a page of the hub's; null: it does not say which there are. */
export function trackedNoticesOf(
  page: JsonObject,
  agencies: readonly Agency[],
): readonly TrackedNotice[] | null {
  if (!Array.isArray(page['nodes'])) return null
  return listIn(page, 'nodes').map((notice) => trackedNotice(notice, agencies))
}

function trackedNotice(notice: JsonObject, agencies: readonly Agency[]): TrackedNotice {
  const count = numberIn(notice, 'disclosureCount')
  const answers = listIn(notice, 'disclosures').slice(0, shownAnswers)
  const person = safeLine(notice['person'], 40)
  return {
    organisation: namingOf([], agencies).agency(safeLine(notice['agency'], 60)),
    person: /^[0-9a-f]{32}$/.test(person) ? person : '',
    since: momentIn(notice, 'since'),
    undone: momentIn(notice, 'undoneAt'),
    made: momentIn(notice, 'madeAt'),
    told: count === null ? '' : counted(count, 'answer'),
    answers: answers.map((answer) => readDisclosure(answer, agencies)),
    more: Math.max(0, (count ?? 0) - answers.length),
    untold: Array.isArray(notice['notTold']) ? untoldOf(listIn(notice, 'notTold')) : null,
    state: stateOf(notice),
  }
}

function untoldOf(answers: readonly JsonObject[]): Untold {
  const counts = new Map<string, number>()
  for (const { reason } of answers) {
    const words = lostAccessWords(safeLine(reason, 60))
    counts.set(words, (counts.get(words) ?? 0) + 1)
  }
  return {
    count: counted(answers.length, 'answer'),
    reasons: [...counts].slice(0, 10).map(([words, count]) => `${count}: ${words}`),
    answers: answers
      .slice(0, shownAnswers)
      .map((answer) => ({ who: safeLine(answer['staffId'], 60), when: momentIn(answer, 'at') })),
    more: Math.max(0, answers.length - shownAnswers),
  }
}

function stateOf(notice: JsonObject): string {
  switch (notice['state']) {
    case 'ACKNOWLEDGED':
      return `By ${safeLine(notice['acknowledgedBy'], 60)}, ${momentIn(notice, 'acknowledgedAt')}`
    case 'OPEN':
      return `Open since ${momentIn(notice, 'madeAt')}`
    case 'NOT_SENT':
      return 'Went to nobody'
    default:
      return 'Not known'
  }
}

function momentIn(value: JsonObject, name: string): string {
  return readMoment(value[name])?.text ?? ''
}
