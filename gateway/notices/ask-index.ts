import { isObject, parseJson } from '../../common/json'
import type { SigningKey } from '../../common/keys/keys'
import { postSigned } from '../../common/registration/signed-post'
import type {
  AgencyRecord,
  KeptRecords,
  RecordRecipient,
  UndoneLink,
  UndoneLinks,
} from '../../common/registration/undone-links'
import {
  keptFromPath,
  recipientsAtOnce,
  undoneLinksPath,
} from '../../common/registration/undone-links'
import { hubCode } from '../../common/services'

/** What the hub asks of the person index for itself. @throws Error when it gives no answer that can be used */
export interface IndexQuestions {
  readonly undoneAfter: (place: number) => Promise<UndoneLinks>
  /** From whom records are kept by now. */
  readonly keptFrom: (recipients: readonly RecordRecipient[]) => Promise<KeptRecords>
}

const maxBytes = 16 * 1024 * 1024

/** @param personIndexUrl without a path */
export function createIndexQuestions(
  key: SigningKey,
  personIndexUrl: string | URL,
): IndexQuestions {
  const ask = async (path: string, question: object): Promise<unknown> => {
    const sender = { sender: hubCode, signingKey: key, personIndexUrl }
    const { isOk, status, body } = await postSigned(path, question, { ...sender, maxBytes })
    if (!isOk) throw new Error(`the person index answered ${path} with status ${status}`)
    return parseJson(body.toString())
  }
  return {
    undoneAfter: async (place) => readUndone(await ask(undoneLinksPath, { after: place })),
    async keptFrom(recipients) {
      const [kept, limited]: [boolean[], boolean[]] = [[], []]
      for (let at = 0; at < recipients.length; at += recipientsAtOnce) {
        const some = recipients.slice(at, at + recipientsAtOnce)
        const answer = await ask(keptFromPath, { recipients: some })
        kept.push(...readFlags(answer, 'kept', some.length))
        limited.push(...readFlags(answer, 'limited', some.length))
      }
      return { kept, limited }
    },
  }
}

function readUndone(answer: unknown): UndoneLinks {
  const { undone, upTo } = isObject(answer) ? answer : {}
  if (!Array.isArray(undone) || !undone.every(isUndone) || !isPlace(upTo)) throw unreadable()
  return { undone, upTo }
}

function readFlags(answer: unknown, name: keyof KeptRecords, count: number): readonly boolean[] {
  const flags = isObject(answer) ? answer[name] : null
  if (!Array.isArray(flags) || flags.length !== count) throw unreadable()
  // Anything but a plain "no" keeps it back.
  return flags.map((one) => one !== false)
}

function isUndone(value: unknown): value is UndoneLink {
  if (!isObject(value)) return false
  const { seq, person, since, undoneAt, sides } = value
  return (
    isPlace(seq) &&
    typeof person === 'string' &&
    [since, undoneAt].every(isMoment) &&
    Array.isArray(sides) &&
    sides.length > 1 &&
    sides.every((side) => Array.isArray(side) && side.every(isRecord))
  )
}

function isRecord(value: unknown): value is AgencyRecord {
  return (
    isObject(value) && typeof value['agency'] === 'string' && typeof value['reference'] === 'string'
  )
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function isMoment(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
}

function unreadable(): Error {
  return new Error('the person index answered what cannot be read')
}
