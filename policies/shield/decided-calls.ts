import type { DecidedFields } from './decided-fields'

/** What was decided about a call before anything of it is resolved. */
export interface DecidedCall {
  readonly fields: DecidedFields
  /** Why everything is kept back that the policy permits; null: it is not. */
  readonly restriction: string | null
}

/** Why a field is withheld about which nothing was decided. */
const notDecided = 'NOT_DECIDED'

/** The decisions about the calls under way, by the context of each: they are forgotten with it. */
export class DecidedCalls<Context extends object> {
  readonly #decide: (context: Context) => Promise<DecidedCall>
  readonly #deciding = new WeakMap<Context, Promise<void>>()
  readonly #decided = new WeakMap<Context, DecidedCall>()

  /** @param decide when it throws, everything is withheld */
  constructor(decide: (context: Context) => Promise<DecidedCall>) {
    this.#decide = decide
  }

  /** Resolves when it is decided, once for each call. */
  settle(context: Context): Promise<void> {
    const known = this.#deciding.get(context) ?? this.#settleNow(context)
    this.#deciding.set(context, known)
    return known
  }

  /** Why a field of any object is withheld from this call; null when it is permitted. */
  refusalOf(context: Context, coordinate: string): string | null {
    const call = this.#decided.get(context)
    const reason = call?.fields.get(coordinate)
    if (!call || reason === undefined) return notDecided
    return reason ?? call.restriction
  }

  async #settleNow(context: Context): Promise<void> {
    try {
      this.#decided.set(context, await this.#decide(context))
    } catch {
      // Nothing is decided, so nothing is given.
    }
  }
}
