import { humanise } from './text'

const reasons: Readonly<Record<string, string>> = {
  ORGANISATION_LEFT: 'the organisation has left the partnership',
  NO_AGREEMENT: 'by today’s agreements their role would be told nothing of one of the people',
  KEPT_FROM_THEM: 'a record is kept from them by now',
}

/** Why somebody is not told that an answer to them was wrong, inside a sentence. */
export function lostAccessWords(reason: string): string {
  return Object.hasOwn(reasons, reason)
    ? (reasons[reason] ?? reason)
    : humanise(reason).toLowerCase()
}
