/** Controls except tab and end of line (C0, DEL, C1), and the characters that turn text around. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const acting = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/u

/** The first character of a text that acts on whatever shows it, as in `U+001B`; null when none does. */
export function findActingCharacter(text: string): string | null {
  const [found] = acting.exec(text) ?? []
  if (found === undefined) return null
  return `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

/**
 * What a field of text is validated by. A control character or a turn of direction in one agency's
 * text could write over what a terminal shows of all the others.
 */
export const plainText = {
  validate: {
    validator: (value: unknown) => typeof value !== 'string' || findActingCharacter(value) === null,
    message: ({ value }: { readonly value: unknown }) =>
      `holds ${findActingCharacter(String(value)) ?? ''}, a control character that no text may hold`,
  },
} as const
