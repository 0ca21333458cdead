import type { JsonObject } from '../../common/json'
import { listIn, numberIn } from '../hub/answer-lists'
import { readMoment } from '../words/dates'
import { purposeWords } from '../words/policy-words'
import { safeLine } from '../words/text'

/** A link that was undone, as those read it whose organisation was told something through it. */
export interface NoticeShown {
  readonly id: string
  /** Hub id of whom the records were held to be; empty: it is none that the workspace knows. */
  readonly person: string
  readonly since: string
  readonly until: string
  /** How many answers it is about. */
  readonly count: number
  /** Some of them, oldest first. */
  readonly answers: readonly {
    readonly when: string
    readonly who: string
    readonly purpose: string
    readonly caseReference: string
  }[]
}

const idPattern = /^[0-9a-f]{32}$/

/** Open notices to the organisation of the one who asks, as part of a question. */
export const noticesField = `notices: linkNotices(first: 20) {
  nodes { id person since undoneAt disclosureCount
    disclosures(first: 20) { at staffId onBehalfOf purpose caseReference } } }`

export const acknowledgeMutation = `mutation AcknowledgeNotice($id: ID!) {
  acknowledged: acknowledgeNotice(id: $id) { id state } }`

/** Whether a text can be the id of a notice. */
export function isNoticeId(text: string): boolean {
  return idPattern.test(text)
}

/** The notices of an answer. */
export function noticesOf(page: JsonObject | null): readonly NoticeShown[] {
  return listIn(page, 'nodes').flatMap((notice) => {
    const [id, person] = [safeLine(notice['id'], 40), safeLine(notice['person'], 40)]
    if (!isNoticeId(id)) return []
    return [
      {
        id,
        person: idPattern.test(person) ? person : '',
        since: readMoment(notice['since'])?.text ?? '',
        until: readMoment(notice['undoneAt'])?.text ?? '',
        count: numberIn(notice, 'disclosureCount') ?? 0,
        answers: listIn(notice, 'disclosures').map(answerOf),
      },
    ]
  })
}

function answerOf(answer: JsonObject) {
  return {
    when: readMoment(answer['at'])?.text ?? '',
    who: safeLine(answer['onBehalfOf'] ?? answer['staffId'], 60),
    purpose: purposeWords(safeLine(answer['purpose'], 60)),
    caseReference: safeLine(answer['caseReference'], 60),
  }
}
