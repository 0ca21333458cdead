import type { UnansweredRequest } from '../../disclosure-log/entry'

/** What was asked of whom for requests of which nothing is written down yet. */
export class AskedServices {
  readonly #asked = new Map<string, Set<string>>()

  /** A service is about to be asked for this request. */
  note(requestId: string, service: string): void {
    const services = this.#asked.get(requestId) ?? new Set()
    this.#asked.set(requestId, services.add(service))
  }

  /** The request is written down, or about to be: gives what was asked for it, if anything was. */
  take(requestId: string): readonly UnansweredRequest[] {
    const services = this.#asked.get(requestId)
    this.#asked.delete(requestId)
    return services ? [{ requestId, services: [...services].toSorted() }] : []
  }

  /** The same of every request. */
  takeAll(): readonly UnansweredRequest[] {
    return [...this.#asked.keys()].flatMap((requestId) => this.take(requestId))
  }
}
