import type { HttpResponse } from '../../common/http/route'
import { supergraphId } from '../../schema/supergraph-text'
import type { QualityBound } from './answer-quality'
import type { Generation } from './generation'

/** What a gateway says of the supergraph it answers over. */
export interface SupergraphState {
  /** 16 hexadecimal digits. */
  readonly id: string
  /** When this process took it (ISO 8601, UTC). */
  readonly since: string
  /** True while it can still go back by itself. */
  readonly isOnTrial: boolean
  /** Why what is published now is not in force; null when it is. */
  readonly problem: string | null
}

export interface SupergraphOptions {
  /** The text that is published now. @throws Error when it cannot be had */
  readonly read: () => string
  /** @throws Error when no gateway can be made of it */
  readonly make: (supergraphSdl: string) => Promise<Generation>
  /** Told each time something else is in force, or is refused. */
  readonly tell: (state: SupergraphState, before: SupergraphState) => void
  readonly report: (error: unknown) => void
  readonly now: () => Date
  /** Pause between two looks; null: it never looks. */
  readonly everyMs: number | null
  readonly bound: QualityBound
}

/** A problem is shown to operators. */
const maxProblemLength = 300

/**
 * The supergraph that a running gateway answers over. It looks each second at what is published, and takes it
 * beside the old one: what is under way ends over the supergraph it came under. The old one is kept until the
 * new one has answered often enough, and comes back when that answers worse than a bound.
 */
export class SupergraphInForce {
  readonly #options: SupergraphOptions
  #current: Generation
  /** The last one that has proved good, while the current one has not; null: the current one has. */
  #before: Generation | null = null
  #seen: string | null
  #state: SupergraphState
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()
  #retiring = new Set<Promise<void>>()
  #isStopped = false

  private constructor(first: Generation, options: SupergraphOptions) {
    this.#options = options
    this.#current = first
    this.#seen = first.supergraphSdl
    this.#state = this.#describe(first, null)
    this.#lookLater()
  }

  /** @throws Error when no gateway can be made of the first one */
  static async open(supergraphSdl: string, options: SupergraphOptions): Promise<SupergraphInForce> {
    return new SupergraphInForce(await options.make(supergraphSdl), options)
  }

  /** What new requests are answered by. */
  get current(): Generation {
    return this.#current
  }

  get state(): SupergraphState {
    return { ...this.#state, isOnTrial: this.#before !== null }
  }

  /** Answers by what is in force now, and looks afterwards whether that answers well. */
  async answer(by: (generation: Generation) => Promise<HttpResponse>): Promise<HttpResponse> {
    const generation = this.#current
    try {
      return await by(generation)
    } finally {
      if (this.#before && generation === this.#current) this.#judge(generation, this.#before)
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#looking
    await Promise.all([this.#current.stop(), this.#before?.stop()])
    await Promise.all(this.#retiring)
  }

  #lookLater(): void {
    const { everyMs } = this.#options
    if (everyMs === null) return
    this.#timer = setTimeout(() => {
      this.#looking = this.#look().finally(() => {
        if (!this.#isStopped) this.#lookLater()
      })
    }, everyMs).unref()
  }

  async #look(): Promise<void> {
    try {
      const text = this.#read()
      if (text === this.#seen) return
      this.#seen = text
      if (text === this.#current.supergraphSdl) this.#become(this.#current, null)
      else await this.#take(text)
    } catch (error) {
      this.#refuse(error)
    }
  }

  /** After a text that could not be had the same one as before is news. */
  #read(): string {
    try {
      return this.#options.read()
    } catch (error) {
      this.#seen = null
      throw error
    }
  }

  async #take(text: string): Promise<void> {
    const next = await this.#options.make(text)
    const outgoing = this.#current
    // Of two that have not proved good the older one is given up: one that has is kept.
    if (this.#before) this.#retire(outgoing)
    else this.#before = outgoing
    this.#current = next
    this.#become(next, null)
  }

  #judge(generation: Generation, before: Generation): void {
    const verdict = generation.quality.compare(before.quality, this.#options.bound)
    if (verdict === 'NOT_KNOWN') return
    this.#before = null
    if (verdict === 'GOOD') {
      this.#retire(before)
      return
    }
    this.#current = before
    this.#retire(generation)
    const id = supergraphId(generation.supergraphSdl)
    this.#become(before, `supergraph ${id} answered worse than the one before it, which is back`)
  }

  #retire(generation: Generation): void {
    const ending = generation.retire().catch(this.#options.report)
    this.#retiring.add(ending)
    void ending.then(() => this.#retiring.delete(ending))
  }

  #refuse(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error)
    const problem = message.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, maxProblemLength)
    if (problem !== this.#state.problem) this.#become(this.#current, problem)
  }

  #become(generation: Generation, problem: string | null): void {
    const before = this.#state
    const next = this.#describe(generation, problem)
    this.#state = next.id === before.id ? { ...next, since: before.since } : next
    this.#options.tell(this.state, before)
  }

  #describe({ supergraphSdl }: Generation, problem: string | null): SupergraphState {
    const since = this.#options.now().toISOString()
    return { id: supergraphId(supergraphSdl), since, isOnTrial: false, problem }
  }
}
