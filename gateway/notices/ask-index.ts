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
  mostRecipientRecords,
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
      const [kept, limited] = [new Set<number>(), new Set<number>()]
      for (const some of inQuestions(recipients.flatMap(inParts))) {
        const answer = await ask(keptFromPath, { recipients: some.map(({ part }) => part) })
        const [isKept, isLimited] = (['kept', 'limited'] as const).map((name) =>
          readFlags(answer, name, some.length),
        )
        for (const [at, { place }] of some.entries()) {
          if (isKept?.[at] !== false) kept.add(place)
          if (isLimited?.[at] !== false) limited.add(place)
        }
      }
      const flagsOf = (places: ReadonlySet<number>) => recipients.map((_one, at) => places.has(at))
      return { kept: flagsOf(kept), limited: flagsOf(limited) }
    },
  }
}

/** Records of one question at most: of the longest references they are a message that the index takes. */
const recordsAtOnce = 1000

/** Some of the records of a recipient, and the recipient's place. */
interface RecipientPart {
  readonly place: number
  readonly part: RecordRecipient
}

/** Nobody has too many records to be asked about: they are kept from a recipient when some part of them is. */
function inParts(recipient: RecordRecipient, place: number): readonly RecipientPart[] {
  const { records } = recipient
  const starts = Array.from({ length: Math.ceil(records.length / mostRecipientRecords) })
  return starts.map((_start, nth) => {
    const from = nth * mostRecipientRecords
    return {
      place,
      part: { ...recipient, records: records.slice(from, from + mostRecipientRecords) },
    }
  })
}

function inQuestions(parts: readonly RecipientPart[]): readonly (readonly RecipientPart[])[] {
  const questions: RecipientPart[][] = []
  let [current, records]: [RecipientPart[], number] = [[], 0]
  for (const one of parts) {
    const { length } = one.part.records
    if (current.length === recipientsAtOnce || records + length > recordsAtOnce || records === 0) {
      ;[current, records] = [[], 0]
      questions.push(current)
    }
    current.push(one)
    records += length
  }
  return questions
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
