/** How often a service answered, refused and asked its database since it started. */
export interface CountsSnapshot {
  /** Calls whose hub token was accepted. */
  readonly requests: number
  /** Calls that were refused before GraphQL saw them, by reason. */
  readonly refused: Readonly<Record<string, number>>
  /** Queries to the database, by record type: a field that was never fetched adds nothing here. */
  readonly loads: Readonly<Record<string, number>>
}

/** Counts what a service did; it holds numbers only, nothing about people. */
export class ServiceCounts {
  #requests = 0
  readonly #refused = new Map<string, number>()
  readonly #loads = new Map<string, number>()

  addRequest(): void {
    this.#requests += 1
  }

  addRefusal(reason: string): void {
    this.#refused.set(reason, (this.#refused.get(reason) ?? 0) + 1)
  }

  addLoad(recordType: string, queries = 1): void {
    this.#loads.set(recordType, (this.#loads.get(recordType) ?? 0) + queries)
  }

  /** The numbers of this moment. */
  read(): CountsSnapshot {
    return {
      requests: this.#requests,
      refused: Object.fromEntries(this.#refused),
      loads: Object.fromEntries(this.#loads),
    }
  }
}
