/** An input of a computed field that the policy keeps from whoever asks. */
export interface RefusedInput {
  /** Field names from the object that the computed field is of. */
  readonly path: readonly string[]
  readonly reason: string
}

/**
 * What a plan may fetch: the planner adds to what a caller asks for whatever a computed field requires,
 * and nobody has decided about that unless it is asked for here.
 */
export interface FetchGuard {
  /** Differs between plans of one operation that may fetch different things. */
  readonly key: string
  /**
   * False for what is refused.
   * @param coordinate as in `PoliceView.incidents`
   * @throws UndecidedFetchError for what nobody has decided about
   */
  readonly mayFetch: (service: string, coordinate: string) => boolean
  /** What is refused of the inputs of a computed field. */
  readonly refusedInputs: (coordinate: string) => readonly RefusedInput[]
}

/** A plan that would fetch what nobody has decided about; nothing of it is fetched. */
export class UndecidedFetchError extends Error {
  constructor(service: string, coordinate: string) {
    super(`The plan fetches ${coordinate} from ${service}, which was not decided`)
    this.name = 'UndecidedFetchError'
  }
}
