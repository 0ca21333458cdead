import { withCode } from './as-error'
import { IndexTakenError } from './leaf-store'

/** What of the reply to an insertion says that it failed. */
interface InsertReply {
  readonly writeErrors?: readonly WriteProblem[]
  readonly writeConcernError?: WriteProblem
}

interface WriteProblem {
  readonly code?: number
  readonly errmsg?: string
}

/** The part of the driver that is needed. */
interface Insertable<Session> {
  /** Name of the collection. */
  readonly collection: string
  readonly startSession: () => Session
  readonly run: (command: object, session: Session) => Promise<InsertReply>
}

/**
 * Inserts documents into one collection, in their order: by the command itself, and in one session. The
 * driver's `insertMany` costs as much as all else in a log entry, and a new session each time a quarter of
 * the rest (ADR 0076). Its retry of a lost write is not missed: the writer reads the store anew instead.
 */
export class OrderedInsertion<Session extends { readonly endSession: () => Promise<void> }> {
  readonly #into: Insertable<Session>
  #session: Session | null = null

  constructor(into: Insertable<Session>) {
    this.#into = into
  }

  /**
   * Resolves when all documents are durable.
   * @throws IndexTakenError when one of them has a key that must be unique and is not
   */
  async insert(documents: readonly object[]): Promise<void> {
    const { collection, startSession, run } = this.#into
    const writeConcern = { w: 'majority', j: true }
    const command = { insert: collection, documents, ordered: true, writeConcern }
    const session = (this.#session ??= startSession())
    const reply = await run(command, session).catch((error: unknown) =>
      this.#giveUp(session, error),
    )
    const problem = reply.writeErrors?.[0] ?? reply.writeConcernError
    if (!problem) return
    if (isDuplicate(problem)) throw new IndexTakenError()
    throw withCode(new Error(problem.errmsg ?? 'The leaves could not be written'), problem.code)
  }

  /** A session that has seen a failure may be of no use: the next insertion starts another. */
  async #giveUp(session: Session, error: unknown): Promise<never> {
    if (this.#session === session) this.#session = null
    await session.endSession()
    throw error
  }
}

/** True for what the store says of a document whose key another has already. */
export function isDuplicate(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 11_000
}
