import { readEnumWords } from '../../../schema/enum-values'
import type { CodedValue } from '../records/coded-value'

/** Makes codes and words of the enums of one kind's SDL. */
export interface EventWords {
  /** A value of an enum as a code; the enum's name is the code list. Null for no value. */
  readonly code: (enumName: string, value: unknown) => CodedValue | null
  /** What the SDL says of the value, to stand inside a sentence; '' for no value. */
  readonly words: (enumName: string, value: unknown) => string
}

/** @param kind as in `police`; left out: only what all kinds share */
export function eventWordsOf(kind?: string): EventWords {
  const shared = readEnumWords('hub')
  const ofKind = kind === undefined ? shared : readEnumWords(`subgraphs/${kind}`)
  const wordsOf = (enumName: string, value: unknown) =>
    (ofKind.has(enumName) ? ofKind : shared).words(enumName, value)
  return {
    code: (system, code) => {
      const display = wordsOf(system, code)
      if (display === null || typeof code !== 'string') return null
      return { system, code, display, validFrom: null, validTo: null }
    },
    words: (enumName, value) => wordsOf(enumName, value) ?? '',
  }
}

/** One sentence of parts, without those that nothing is known of: "Conviction: affray; a fine." */
export function sentence(
  subject: string,
  ...parts: readonly (string | null | undefined)[]
): string {
  const said = parts.filter((part) => typeof part === 'string' && part !== '')
  return said.length === 0 ? `${subject}.` : `${subject}: ${said.join('; ')}.`
}
