import type { AnsweredPerson } from '../../common/tokens/echo'
import { echoOf } from '../../common/tokens/echo'
import { sealedCallId, sealHeader } from '../../common/tokens/sealed-hub-token'

/** Stands in a kept answer for an echo, which is of one call alone and of the same length. */
export const placeholder = '#'.repeat(43)

/** An answer as it is kept: what differs by call is written into it for each. */
export interface KeptAnswer {
  readonly response: Buffer
  /** The people with an echo in it, in their order. */
  readonly people: readonly AnsweredPerson[]
}

export function isEcho(typeName: string, fieldName: string): boolean {
  return typeName === 'Person' && fieldName.endsWith('Echo')
}

/** Whom a question is about. */
export function peopleIn(
  { representations }: Readonly<Record<string, unknown>>,
  referencesField: string,
): readonly AnsweredPerson[] {
  const all = (representations ?? []) as readonly Readonly<Record<string, unknown>>[]
  return all.map((one) => ({
    id: String(one['id']),
    refs: (one[referencesField] ?? []) as readonly string[],
  }))
}

/** The answer with the echoes of the call that has this head. */
export function withEchoes({ response, people }: KeptAnswer, head: string): Buffer {
  if (people.length === 0) return response
  const callId = readCallId(head)
  const answer = Buffer.from(response)
  let at = 0
  for (const person of people) {
    at = answer.indexOf(placeholder, at)
    at += answer.write(echoOf(callId, person), at, 'latin1')
  }
  return answer
}

/** Nobody is checked: an agency does that before it believes a token. */
function readCallId(head: string): string {
  const token = /\r\nauthorization: Bearer [^.]*\.([^.]*)/i.exec(head)?.[1] ?? ''
  const { jti } = readPart(token)
  const seal = new RegExp(`\\r\\n${sealHeader}: ([^.]*)`, 'i').exec(head)?.[1]
  return seal === undefined
    ? String(jti)
    : sealedCallId(String(jti), String(readPart(seal)['nonce']))
}

function readPart(text: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(text, 'base64url').toString()) as Readonly<Record<string, unknown>>
}
