import { humanise } from './text'

const kinds: Readonly<Record<string, string>> = {
  RESIDES: 'Lives there',
  STAYS: 'Stays there',
  VISITS: 'Visits',
  SEEN_AT_INCIDENT: 'Seen there when something happened',
  CORRESPONDENCE: 'For letters only',
  PROPOSED: 'Proposed, not lived in',
}

const strengths: Readonly<Record<string, string>> = {
  VERIFIED_RESIDENCE: 'checked',
  TENANCY: 'by a tenancy',
  RESIDENCE: 'as stated',
  REGISTRATION: 'as registered',
  STAY: 'as a stay',
  PROBABLE_STAY: 'probably, from how often',
  SEEN: 'no more than that',
}

/** What an address is to somebody, and how that is known: `Lives there, by a tenancy`. */
export function associationWords(kind: string, strength: string): string {
  const how = pick(strengths, strength, (text) => humanise(text).toLowerCase())
  const known = strength === 'NONE' || strength === '' ? '' : how
  return [pick(kinds, kind, humanise), known].filter(Boolean).join(', ')
}

/** Whether somebody is there on the day: an unknown start is neither yes nor no. */
export function presenceWords(isCurrent: boolean | null): string {
  if (isCurrent === null) return 'Perhaps there'
  return isCurrent ? 'There now' : 'No longer there'
}

function pick(
  words: Readonly<Record<string, string>>,
  name: string,
  otherwise: (name: string) => string,
): string {
  return Object.hasOwn(words, name) ? (words[name] ?? '') : otherwise(name)
}
