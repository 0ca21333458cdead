import { createHash, randomUUID } from 'node:crypto'

import { HubError } from '../../common/errors'
import type { ProtectionAnswer, ProtectionQuestion } from '../../common/registration/registration'
import { protectionBatchSize, protectionsPerMinute } from '../../common/registration/registration'
import type { RecordDocument } from './documents'
import type { IndexModels } from './models'
import type { ProtectingAgencies } from './protecting-agencies'
import { createProtectingAgenciesReader } from './protecting-agencies'
import type { ReferenceSealer } from './sealed-references'
import { SerialQueue } from './serial-queue'

/** Answers an agency's question about its own people. */
export type AnswerProtections = (
  agency: string,
  question: ProtectionQuestion,
) => Promise<readonly ProtectionAnswer[]>

export interface ProtectionOptions {
  /** Of a record that has its identifiers for less long nothing is told yet. */
  readonly minimumAgeMs: number
  readonly sealer: ReferenceSealer
  readonly now?: () => Date
}

const minuteMs = 60_000

/**
 * Tells agencies whom others protect. Whoever registers a number could ask whether its bearer is
 * protected: so only a few at a time, not right after registering, and never without writing it down.
 *
 * What an agency has once been told it is told again when it changes, without asking.
 * @throws HubError RATE_LIMITED, reason TOO_MANY_PROTECTIONS; LOG_UNAVAILABLE
 */
export function createProtectionAnswers(
  models: IndexModels,
  { minimumAgeMs, sealer, now = () => new Date() }: ProtectionOptions,
): AnswerProtections {
  const readProtecting = createProtectingAgenciesReader(models)
  const queue = new SerialQueue()
  const answer = async (agency: string, { ask, took }: ProtectionQuestion) => {
    const at = now()
    await refuseTooMany(models, { agency, asked: ask.length, at })
    const keyOf = (ref: string) => sealer.record(agency, ref)
    await noteTaken(models, keyOf, took)
    const known = await models.records.find({ _id: { $in: ask.map(keyOf) } }).lean()
    const settled = known.filter((record) => isSettled(record, at.getTime() - minimumAgeMs))
    const isProtected = protectionFor(agency, await readProtecting())
    const changed = await findChanged(models, agency, isProtected)
    const refOf = ({ _id, sealedRef }: RecordDocument) => sealer.openReference(_id, sealedRef)
    const refs = [...ask, ...changed.map(refOf)]
    const digest = sealer.digest(digestOf(refs))
    if (refs.length > 0) await writeDown(models, { agency, at, asked: ask.length, refs, digest })
    await models.records.updateMany(
      { _id: { $in: settled.map(({ _id }) => _id) } },
      { $set: { protectionAskedAt: at } },
    )
    const told = [...settled, ...changed].map((record): [string, ProtectionAnswer] => {
      const ref = refOf(record)
      return [ref, { ref, isProtected: isProtected.of(record.personId) }]
    })
    const answers = new Map(told)
    return refs.map((ref) => answers.get(ref) ?? { ref, isProtected: null })
  }
  // One after the other: two at once would each see the room that one of them takes.
  return (agency, question) => queue.run(agency, () => answer(agency, question))
}

interface Protected {
  readonly people: readonly string[]
  of(personId: string | null): boolean
}

/** Whom others than this agency protect. */
function protectionFor(agency: string, protecting: ProtectingAgencies): Protected {
  const others = [...protecting].filter(([, agencies]) =>
    [...agencies].some((other) => other !== agency),
  )
  const people = others.map(([id]) => id)
  const known = new Set(people)
  return { people, of: (personId) => personId !== null && known.has(personId) }
}

function isSettled({ isLinked, tokensSince }: RecordDocument, notAfterMs: number): boolean {
  return isLinked && (tokensSince?.getTime() ?? 0) <= notAfterMs
}

async function refuseTooMany(
  { protectionQuestions }: IndexModels,
  { agency, asked, at }: { readonly agency: string; readonly asked: number; readonly at: Date },
): Promise<void> {
  if (asked === 0) return
  const since = new Date(at.getTime() - minuteMs)
  const recent = await protectionQuestions.find({ agency, at: { $gt: since } }).lean()
  const used = recent.reduce((sum, question) => sum + question.asked, 0)
  if (used + asked <= protectionsPerMinute) return
  const message = 'Too many questions about whom others protect; go on in a minute.'
  const retry = { httpStatus: 429, retryAfterSeconds: minuteMs / 1000 }
  throw new HubError('RATE_LIMITED', message, { reason: 'TOO_MANY_PROTECTIONS', ...retry })
}

/** An agency can only have taken what it has been told: else it could ask by saying so. */
async function noteTaken(
  { records }: IndexModels,
  keyOf: (ref: string) => string,
  took: ProtectionQuestion['took'],
): Promise<void> {
  if (took.length === 0) return
  await records.bulkWrite(
    took.map(({ ref, isProtected }) => ({
      updateOne: {
        filter: { _id: keyOf(ref), protectionAskedAt: { $ne: null } },
        update: { $set: { toldProtected: isProtected } },
      },
    })),
  )
}

/** Records of which the agency has taken an answer that is not true any more. */
async function findChanged(
  { records }: IndexModels,
  agency: string,
  { people }: Protected,
): Promise<readonly RecordDocument[]> {
  const [marked, unmarked] = await Promise.all(
    [
      { agency, toldProtected: false, personId: { $in: people } },
      { agency, toldProtected: true, personId: { $nin: people } },
    ].map((filter) => records.find(filter).limit(protectionBatchSize).lean()),
  )
  return [...(marked ?? []), ...(unmarked ?? [])]
}

/** By which it can be shown later which references a question was about. */
function digestOf(refs: readonly string[]): string {
  return createHash('sha256').update(refs.toSorted().join('\n')).digest('hex')
}

async function writeDown(
  { protectionQuestions }: IndexModels,
  question: {
    readonly agency: string
    readonly at: Date
    readonly asked: number
    readonly refs: readonly string[]
    readonly digest: string
  },
): Promise<void> {
  const { agency, at, asked, refs, digest } = question
  const changed = refs.length - asked
  try {
    await protectionQuestions.create({ _id: randomUUID(), agency, at, asked, changed, digest })
  } catch (cause) {
    const message = 'The person index cannot write this question down, so it gives no answer.'
    throw new HubError('LOG_UNAVAILABLE', message, { httpStatus: 503, cause })
  }
}
