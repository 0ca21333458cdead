import { isObject } from '../../../common/json'
import type { Overtaken, Registration } from '../../../common/registration/registration'
import { registrationsPath } from '../../../common/registration/registration'
import type { IndexConnection } from './index-client'
import { postToIndex } from './index-client'
import type { Outbox } from './outbox'

/** What became of a message to the index. */
export interface Told {
  /** References that are to be sent again, after so many seconds; all others are done with. */
  readonly waiting: ReadonlySet<string>
  readonly retryAfterSeconds: number
  /** True: the index holds some of them back until somebody has looked. */
  readonly isPutOff: boolean
}

/** Whoever is told by an older message than one that the index has is told again soon, with a higher number. */
const retryOvertakenSeconds = 0.5

/** Sends one numbered message to the index. @throws Error as `postToIndex` */
export async function tellIndex(
  registrations: readonly Registration[],
  {
    sequence,
    outbox,
    index,
  }: { readonly sequence: number; readonly outbox: Outbox; readonly index: IndexConnection },
): Promise<Told> {
  const numbered = registrations.map((one): Registration => ({ ...one, sequence }))
  const answer = await postToIndex(registrationsPath, numbered, index)
  const overtaken = readOvertaken(answer.isPutOff ? answer.overtaken : answer.body)
  if (overtaken.length > 0)
    await outbox.raiseSequence(Math.max(...overtaken.map((one) => one.sequence)))
  const putOff = answer.isPutOff ? answer.refs : []
  return {
    waiting: new Set([...putOff, ...overtaken.map(({ ref }) => ref)]),
    retryAfterSeconds: answer.isPutOff ? answer.retryAfterSeconds : retryOvertakenSeconds,
    isPutOff: answer.isPutOff,
  }
}

/** An index of an earlier version says nothing of them. */
function readOvertaken(body: unknown): readonly Overtaken[] {
  const { overtaken } = isObject(body) ? body : {}
  return Array.isArray(overtaken) ? overtaken.filter(isOvertaken) : []
}

function isOvertaken(value: unknown): value is Overtaken {
  return (
    isObject(value) && typeof value['ref'] === 'string' && Number.isSafeInteger(value['sequence'])
  )
}
