import { readEnumWords } from '../../../schema/enum-values'
import type { CodedValue, CodeList } from '../records/coded-value'
import { codedValue } from '../records/coded-value'

/** Makes codes and words of the enums of one kind's SDL. */
export interface EventWords {
  /** A value of an enum as a code; the enum's name is the code list. Null for no value. */
  readonly code: (enumName: string, value: unknown) => CodedValue | null
  /** What the SDL says of the value, to stand inside a sentence; '' for no value. */
  readonly words: (enumName: string, value: unknown) => string
}

/** @param kind as in `police` */
export function eventWordsOf(kind: string): EventWords {
  const [ofKind, shared] = [readEnumWords(`subgraphs/${kind}`), readEnumWords('hub')]
  const wordsOf = (enumName: string, value: unknown) =>
    ofKind.has(enumName) ? ofKind.words(enumName, value) : shared.words(enumName, value)
  return {
    code: (system, code) => {
      const display = wordsOf(system, code)
      if (display === null || typeof code !== 'string') return null
      return { system, code, display, validFrom: null, validTo: null }
    },
    words: (enumName, value) => wordsOf(enumName, value) ?? '',
  }
}

/** A code of a record with what its list says; null for no code. */
export function listedCode(list: CodeList, code: unknown): CodedValue | null {
  return codedValue(list, typeof code === 'string' ? code : null)
}

/** One sentence of parts, without those that nothing is known of: "Conviction: affray; a fine." */
export function sentence(
  subject: string,
  ...parts: readonly (string | null | undefined)[]
): string {
  const said = parts.filter((part) => typeof part === 'string' && part !== '')
  return said.length === 0 ? `${subject}.` : `${subject}: ${said.join('; ')}.`
}
