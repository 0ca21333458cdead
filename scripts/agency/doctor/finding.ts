/** One thing that was looked at. */
export interface Finding {
  /** `SETTINGS`, `KEYS`, `CLOCK` or `NETWORK`. */
  readonly about: 'SETTINGS' | 'KEYS' | 'CLOCK' | 'NETWORK'
  readonly isGood: boolean
  /** A sentence; what is in a key file is never in it. */
  readonly says: string
  /** What to do about it; null: nothing. */
  readonly mend: string | null
}

type About = Finding['about']

export function good(about: About, says: string): Finding {
  return { about, isGood: true, says, mend: null }
}

export function bad(about: About, says: string, mend: string): Finding {
  return { about, isGood: false, says, mend }
}
