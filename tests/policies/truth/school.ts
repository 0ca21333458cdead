import type { Row } from './row'

/** What the source school discloses, and what it does not. */
export const schoolRows: readonly Row[] = [
  ['mash.analyst', 'ADULT_SAFEGUARDING', 'school', 'IDENTITY', 'NO_AGREEMENT'],
]
