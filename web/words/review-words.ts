import { humanise } from './text'

/** What somebody can say about two records, and what it means. */
export const outcomes = [
  { value: 'SAME', words: 'One person', hint: 'They are shown together from now on.' },
  {
    value: 'DIFFERENT',
    words: 'Two people',
    hint: 'They are never put together by themselves again.',
  },
  {
    value: 'FAMILY_MEMBER',
    words: 'Two people of one family',
    hint: 'Like two people; it says why they look alike.',
  },
  {
    value: 'CANNOT_TELL',
    words: 'The records do not tell',
    hint: 'Nothing changes; it is asked again when one of the records changes.',
  },
] as const

/** An outcome as staff say it. */
export function outcomeWords(outcome: string): string {
  return outcomes.find(({ value }) => value === outcome)?.words ?? humanise(outcome)
}

const statuses: Readonly<Record<string, string>> = {
  LINKED: 'Held to be one person',
  POSSIBLE: 'Possible link, unconfirmed',
  MANY_MATCH: 'Somebody else fits about as well',
  NEEDS_ATTENTION: 'Something does not fit',
  CANNOT_LINK: 'Two people',
  NOT_LINKED: 'Nothing says that they are one person',
}

/** Where two records stand, as staff say it. */
export function linkStatusWords(status: string): string {
  return statuses[status] ?? humanise(status)
}

const rarities = ['Common', 'Less common', 'Uncommon', 'Rare', 'Very rare']

/** How rare an agreeing value is taken to be; empty: they do not agree. */
export function rarityWords(band: number | null): string {
  if (band === null) return ''
  return rarities[Math.max(0, Math.min(Math.trunc(band), rarities.length - 1))] ?? ''
}

const secondSteps: Readonly<Record<string, string>> = {
  COMPARED: 'Both agencies have compared them once more.',
  WAITS:
    'Both agencies are asked to compare them once more; until they have, nothing more is known.',
  NOT_OFFERED: 'The agencies do not compare these two once more.',
}

/** How far the agencies' own comparison is; empty: that is not known. */
export function secondStepWords(state: unknown): string {
  return typeof state === 'string' ? (secondSteps[state] ?? '') : ''
}
