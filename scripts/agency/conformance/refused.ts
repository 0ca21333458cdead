import type { Answer } from './ask'

/** Longest message that the hub would show. */
const longestMessage = 300

/** What is wrong with the refusal of a call; null when nothing is. */
export function refusedAs(answer: Answer, reason: string): string | null {
  if (answer.data !== null) return 'it was answered with data'
  if (answer.status !== 401) return `it was answered with status ${answer.status} instead of 401`
  const [error] = answer.errors
  if (error?.code !== 'UNAUTHENTICATED' || error.reason !== reason)
    return `it was refused as ${word(error?.code)} ${word(error?.reason)} instead of UNAUTHENTICATED ${reason}`
  return revealed(answer)
}

/** What an answer's errors give away that nobody needs; null when nothing is. */
export function revealed({ errors }: Answer, ...sent: readonly string[]): string | null {
  for (const { message } of errors) {
    if (typeof message !== 'string' || message === '') return 'an error has no message'
    if (message.length > longestMessage) return `a message has ${message.length} characters`
    if (/[\n\r]|:\/\/|\bat \S+ \(|node_modules|Traceback|Exception/.test(message))
      return 'a message has a stack trace, an address or several lines'
    if (sent.some((value) => message.includes(value)))
      return 'a message repeats the value that was sent'
  }
  return null
}

/** What an agency wrote as part of a sentence: short, and of harmless letters. */
export function word(value: unknown): string {
  return typeof value === 'string' && /^\w{1,60}$/.test(value) ? value : 'something without a code'
}
