import type { LinkNotice, NoticedDisclosure } from '../../disclosure-log/notice'
import { safeText } from '../terminal-text'

/** A notice as the hub sends it. */
interface Notice extends Pick<
  LinkNotice,
  'id' | 'person' | 'since' | 'undoneAt' | 'disclosureCount'
> {
  readonly state: string
  readonly acknowledgedBy: string | null
  readonly acknowledgedAt: string | null
  readonly disclosures: readonly Omit<NoticedDisclosure, 'log' | 'index'>[]
}

/** What an organisation was told of one person that was of two, as text. */
export function noticesText({
  nodes,
  endCursor,
}: {
  readonly nodes: readonly Notice[]
  readonly endCursor: string | null
}): string {
  if (nodes.length === 0) return 'There is no notice to your organisation.'
  const more = endCursor === null ? [] : ['There are more: --first N shows more of them.']
  return [...nodes.map(noticeText), ...more].join('\n\n')
}

/** One of them. */
export function noticeText(notice: Notice): string {
  const { id, state, person, since, undoneAt, acknowledgedBy, acknowledgedAt } = notice
  const { disclosures, disclosureCount } = notice
  const left = disclosureCount - disclosures.length
  return [
    `Notice ${safeText(id)}  ${safeText(state)}`,
    `  person ${safeText(person)}, held to be one from ${safeText(since)} until ${safeText(undoneAt)}`,
    ...(acknowledgedBy === null
      ? []
      : [`  acknowledged by ${safeText(acknowledgedBy)} at ${safeText(acknowledgedAt ?? '')}`]),
    ...disclosures.map(({ requestId, at, staffId, onBehalfOf, purpose, caseReference }) => {
      const why = [purpose, caseReference].map((text) => safeText(text ?? '')).join(', case ')
      return `  told ${safeText(onBehalfOf ?? staffId)} at ${safeText(at)}: ${why}  (request ${safeText(requestId)})`
    }),
    ...(left > 0 ? [`  and ${left} more answers`] : []),
  ].join('\n')
}
